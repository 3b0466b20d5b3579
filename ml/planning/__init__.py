"""From a brief, a profile and a voice to the points of each section."""
