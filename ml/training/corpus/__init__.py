"""The corpus of jd-mini: an endless stream of examples made from the role library by seeded rules. No other text."""
