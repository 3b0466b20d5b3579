"""The guard decides, never the model: is each point said, has each claim a source, is nothing said twice?"""

from ml.guard.check import Checked, check_section, drop_repeats

__all__ = ["Checked", "check_section", "drop_repeats"]
