"""Lets the tests of importing use the benchmark's own scorer and the directories of `language`."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT / "benchmarks"), str(_ROOT / "tests" / "language")]
