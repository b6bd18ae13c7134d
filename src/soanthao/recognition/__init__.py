"""Paragraph → component and level, by wording, place and format (nhận dạng thể thức)."""

from soanthao.recognition.build import recognise
from soanthao.recognition.label import Labelled, label

__all__ = ["Labelled", "label", "recognise"]
