"""Hypothesis strategies for documents with every string final, nasty ones among them."""

import dataclasses

from hypothesis import strategies as st

from soanthao.notice.document import (
    CopyBlock,
    Document,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
    PrintedTable,
)
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.standard import nd30, wording
from soanthao.standard.length import Length, mm

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy AĐƯẾỗửợ &<>\"'“”‘’{}%#_-–.,;:/()\u00a0+*"
HOSTILE = (
    "HĐND&UBND",
    'A&B <"x">',
    "{{ 7*7 }}",
    "{% raw %}",
    "{%p endfor %}",
    "{# chú thích #}",
    "{_{",
    "%_}",
    "]]>",
    "&amp;",
    "<w:p/>",
    "\u00a0\u00a0/TB-UBND",
)
FORMS = ("notice", "letter", "extract", "assignments")


def texts(*, docxtpl_safe: bool = False):
    """Texts of one line that hold something to read.

    With *docxtpl_safe* without ``{_{`` and its kin, which docxtpl rewrites inside values.
    """
    hostile = [text for text in HOSTILE if not (docxtpl_safe and "_" in text)]
    alphabet = LETTERS.replace("_", "") if docxtpl_safe else LETTERS
    free = st.text(alphabet, min_size=1, max_size=40)
    return st.one_of(st.sampled_from(hostile), free).filter(lambda text: text.strip())


def rich(text, *, most: int = 4):
    """Rich texts in canonical form, some with notes."""
    runs = st.builds(Run, text, st.booleans(), st.booleans())
    notes = st.lists(runs, min_size=1, max_size=2).map(
        lambda pieces: Footnote(RichText.of(pieces).runs)
    )
    pieces = st.one_of(runs, runs, runs, notes)
    return st.tuples(runs, st.lists(pieces, max_size=most - 1)).map(
        lambda parts: RichText.of((parts[0], *parts[1]))
    )


@st.composite
def tables(draw, text, width: Length = nd30.PAGE.text_width):
    """Tables with empty cells among theirs, as wide as *width*."""
    columns = draw(st.integers(1, 3))
    cell = st.one_of(st.just(RichText()), rich(text, most=2))
    row = st.lists(cell, min_size=columns, max_size=columns).map(tuple)
    heading = st.lists(rich(text, most=2), min_size=columns, max_size=columns).map(tuple)
    return PrintedTable(
        caption=draw(cell),
        columns=draw(heading),
        rows=tuple(draw(st.lists(row, min_size=1, max_size=3))),
        widths=(Length(width // columns),) * columns,
    )


def bodies(text):
    """Bodies of paragraphs, tables among them."""
    names = st.sampled_from(["body", "heading", "closing"])
    paragraphs = st.builds(Paragraph, names, rich(text))
    blocks = st.one_of(paragraphs, paragraphs, paragraphs, tables(text))
    return st.lists(blocks, min_size=1, max_size=4).map(tuple)


def copies(text, some, lengths):
    """Blocks of a trích sao on paper."""
    return st.builds(
        CopyBlock,
        agency=text,
        agency_rule=lengths,
        kind=st.just(wording.EXTRACT),
        number=text,
        place_date=text,
        recipients=st.builds(PrintedBlock, text, some),
        authority=st.lists(text, min_size=1, max_size=5).map(tuple),
        signer=text,
    )


def documents(*, docxtpl_safe: bool = False):
    """Documents of all forms, complete and bare."""
    text = texts(docxtpl_safe=docxtpl_safe)
    optional = st.one_of(st.just(""), text)
    lines = st.lists(text, min_size=1, max_size=3).map(tuple)
    some = st.lists(text, max_size=2).map(tuple)
    lengths = st.integers(0, 165).map(mm)
    annexes = st.builds(PrintedAnnex, text, text, text, bodies(text))
    return st.builds(
        Document,
        form=st.sampled_from(FORMS),
        title=text,
        parent=some,
        header=lines,
        agency_rule=lengths,
        number=text,
        place_date=text,
        kind=st.just(""),
        subject=optional,
        subject_rule=lengths,
        urgency=st.sampled_from(["", *wording.URGENCY.values()]),
        draft=optional,
        addressees=some,
        body=bodies(text),
        recipients=st.lists(st.builds(PrintedBlock, text, some), max_size=2).map(tuple),
        authority=st.lists(text, max_size=5).map(tuple),
        signer=optional,
        signed=st.sampled_from(["", wording.SIGNED]),
        annexes=st.one_of(st.just(()), st.lists(annexes, min_size=1, max_size=2).map(tuple)),
        copy=st.one_of(st.none(), copies(text, some, lengths)),
        copy_mark=optional,
        address=some,
    ).flatmap(lambda document: _of_its_form(document, text))


def _of_its_form(document, text):
    """Return *document* with what its form has, and without what it has not."""
    if document.form == "letter":
        return st.just(dataclasses.replace(document, signed="", copy=None))
    named = dataclasses.replace(document, kind="THÔNG BÁO", addressees=())
    if document.form == "notice":
        return st.just(dataclasses.replace(named, signed="", copy=None, copy_mark=""))
    if document.form == "extract":
        return st.just(named)
    bare = dataclasses.replace(
        named,
        recipients=(),
        authority=(),
        signer="",
        signed="",
        annexes=(),
        copy=None,
        copy_mark="",
        address=(),
    )
    wide = tables(text, nd30.PAGE.turned().text_width)
    return wide.map(lambda table: dataclasses.replace(bare, body=(table,)))
