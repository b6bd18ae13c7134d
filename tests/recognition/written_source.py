"""Small sources written by hand: a line is a paragraph, lines in pipes are a table."""

import re
from itertools import groupby

from soanthao.notice.markup import parse
from soanthao.notice.source import Place, Source, SourceCell, SourceParagraph, SourceTable


def paragraph(text, line):
    return SourceParagraph(parse(text), Place(line=line, column=1))


def _cell(text, line):
    parts = (part.strip() for part in text.split("<br>"))
    return SourceCell(tuple(paragraph(_plain(part), line) for part in parts if part))


def _plain(text):
    return r"\*" if text == "*" else text


def source(text):
    blocks = []
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for piped, group in groupby(lines, key=lambda pair: pair[1].startswith("| ")):
        if not piped:
            blocks.extend(paragraph(line, at) for at, line in group)
            continue
        rows = list(group)
        table = tuple(
            tuple(_cell(cell, at) for cell in re.split(r"\s\|(?:\s|$)", line[2:])[:-1])
            for at, line in rows
        )
        blocks.append(SourceTable(table, Place(line=rows[0][0], column=1)))
    return Source(tuple(blocks))
