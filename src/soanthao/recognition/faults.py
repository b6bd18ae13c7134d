"""Codes of what recognition doubts; each is explained in docs/errors.md."""

from __future__ import annotations

from typing import Final

NOT_A_NOTICE: Final = "N201"
PARTY: Final = "N202"
KIND: Final = "N203"
NUMBER: Final = "N204"
DATE: Final = "N205"
SUBJECT: Final = "N206"
HEADER: Final = "N207"
UNPLACED: Final = "N208"
SIGNATURE: Final = "N209"
SPLIT: Final = "N210"
RECIPIENTS: Final = "N211"
JUMP: Final = "N212"
STARTS_LATE: Final = "N213"
GLUED: Final = "N214"
LOOSE: Final = "N215"
TABLE: Final = "N216"
JOINED: Final = "N217"
NOTES: Final = "N218"
LOOKS: Final = "N219"
BROKEN: Final = "N220"
