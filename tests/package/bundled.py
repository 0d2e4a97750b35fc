"""Where the bundle starts: like ``python -m app``, without a package to be run as."""

import sys

from app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
