"""The sub-commands of ``score-explorer``, one file each.

A command module has ``add(subparsers)``, which declares its arguments and sets ``run`` as the default, and
``run(args) -> int``, the exit code. Qt, torch and everything built on them are imported inside ``run``, so that
``--help`` answers at once.
"""
