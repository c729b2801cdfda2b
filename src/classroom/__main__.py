"""Lets `python -m classroom` work where the `classroom` script is not on the path."""

import sys

from classroom.cli import main

sys.exit(main())
