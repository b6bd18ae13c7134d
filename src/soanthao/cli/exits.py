"""The exit codes of the command line, and the one table from kind of error to code."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import Final

from soanthao.errors import ErrorKind


class ExitCode(IntEnum):
    """What the program tells the shell; part of the contract."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INVALID = 3
    NOT_FOUND = 4
    CONFLICT = 5
    TEMPLATE = 6
    MISSING_TOOL = 7
    CANNOT_WRITE = 8
    BUG = 70
    INTERRUPTED = 130


CODES: Final = MappingProxyType({kind: ExitCode[kind.name] for kind in ErrorKind})
