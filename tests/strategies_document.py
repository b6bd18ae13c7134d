"""Hypothesis strategies for documents with every string final, nasty ones among them."""

from hypothesis import strategies as st

from soanthao.notice.document import Document, Paragraph, PrintedBlock
from soanthao.notice.markup import RichText, Run
from soanthao.standard import wording
from soanthao.standard.length import mm

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


def texts(*, docxtpl_safe: bool = False):
    """Texts of one line that hold something to read.

    With *docxtpl_safe* without ``{_{`` and its kin, which docxtpl rewrites inside values.
    """
    hostile = [text for text in HOSTILE if not (docxtpl_safe and "_" in text)]
    alphabet = LETTERS.replace("_", "") if docxtpl_safe else LETTERS
    free = st.text(alphabet, min_size=1, max_size=40)
    return st.one_of(st.sampled_from(hostile), free).filter(lambda text: text.strip())


def rich(text):
    """Rich texts in canonical form."""
    runs = st.builds(Run, text, st.booleans(), st.booleans())
    return st.lists(runs, min_size=1, max_size=4).map(RichText.of)


def documents(*, docxtpl_safe: bool = False):
    """Notices and letters, complete and bare."""
    text = texts(docxtpl_safe=docxtpl_safe)
    optional = st.one_of(st.just(""), text)
    lines = st.lists(text, min_size=1, max_size=3).map(tuple)
    some = st.lists(text, max_size=2).map(tuple)
    lengths = st.integers(0, 165).map(mm)
    paragraphs = st.builds(Paragraph, st.sampled_from(["body", "heading", "closing"]), rich(text))
    return st.builds(
        Document,
        form=st.sampled_from(["notice", "letter"]),
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
        body=st.lists(paragraphs, min_size=1, max_size=4).map(tuple),
        recipients=st.lists(st.builds(PrintedBlock, text, some), max_size=2).map(tuple),
        authority=some,
        signer=optional,
    ).flatmap(_of_its_form)


def _of_its_form(document):
    """A notice has a kind and no addressee, a letter no kind."""
    import dataclasses

    if document.form == "letter":
        return st.just(document)
    return st.just(dataclasses.replace(document, kind="THÔNG BÁO", addressees=()))
