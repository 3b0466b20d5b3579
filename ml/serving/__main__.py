"""`python -m ml.serving deploy|update|rollback|weights|status|delete|register|approve|reject`."""

from __future__ import annotations

import sys

from ml.serving.cli import main

if __name__ == "__main__":
    sys.exit(main())
