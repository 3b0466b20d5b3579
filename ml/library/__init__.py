"""The role library: profiles as data, their markup, and the linter that keeps them specific."""

from ml.library.loader import Library, default_library, load_library
from ml.library.schema import ProfileError, RoleProfile

__all__ = ["Library", "ProfileError", "RoleProfile", "default_library", "load_library"]
