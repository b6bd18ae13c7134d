"""Habits of provinces and offices that the letter of the decree would blame (hồ sơ)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from soanthao.lint.policy import DECREE, Change, Policy

PROFILES: Final[Mapping[str, Policy]] = MappingProxyType(
    {
        "nd30": DECREE,
        "bac-giang": Policy(
            MappingProxyType(
                {
                    "T961": Change(
                        "off",
                        "Bắc Giang ghi “Lưu: VT” ở dòng đầu, dưới đó là khối “Bản điện tử”.",
                    )
                }
            )
        ),
    }
)
"""By the name that ``profile`` in soanthao.toml gives."""
