"""English as the composer needs it: verb forms, spelling, content words. Rules and small lists, no model."""
