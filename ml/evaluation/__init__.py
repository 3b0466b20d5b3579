"""Measuring drafts: is each point said, has each fact a source, does it read right?"""
