"""Paragraph → component and level, by wording, place and format (nhận dạng thể thức)."""
