"""The `classroom` command. What it takes seconds to import can be stopped too, without a traceback."""

import sys

STOPPED = 130
"""What a shell takes for a command that Ctrl-C has ended."""


def main() -> int:
    """Do what the command line says."""
    try:
        from classroom.cli import main as run

        return run()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
