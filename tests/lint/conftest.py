"""What this room's tests borrow: the Word files of tests/word."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "word"))
