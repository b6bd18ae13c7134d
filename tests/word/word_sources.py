"""Word files written by hand for the reader of foreign files."""

from soanthao.word.package import close_package
from soanthao.word.source import read_source

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "theme": "theme",
    "settings": "settings",
    "header": "hdr",
    "footer": "ftr",
}


def word_file(body, **parts):
    """A .docx of *body* and of the content of *parts* by kind."""
    rels, members = [], {}
    for at, (kind, content) in enumerate(parts.items(), start=1):
        root = KINDS[kind]
        rels.append(
            f'<Relationship Id="rId{at}" Type="{OFFICE}/relationships/{kind}" Target="{kind}.xml"/>'
        )
        tag = f"w:{root}" if kind != "theme" else "a:theme"
        members[f"word/{kind}.xml"] = f"<{tag} {SPACES}>{content}</{tag}>".encode()
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relationships = f'<Relationships xmlns="{space}">{"".join(rels)}</Relationships>'
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return close_package(
        {
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": relationships.encode(),
            **members,
        }
    )


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def read(body, *, revisions="accept", **parts):
    return read_source(word_file(body, **parts), "tb.docx", revisions=revisions)


def texts(body, **options):
    """The paragraphs of *body*, as markup."""
    return [each.text.marked_up() for each in read(body, **options).paragraphs()]


def codes(source):
    return [each.code for each in source.findings]


def dropped(source):
    return [(each.text, each.why) for each in source.dropped]
