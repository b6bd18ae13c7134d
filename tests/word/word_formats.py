"""The format that Word would show: styles, what they are based on, and what stands by hand."""

from dataclasses import dataclass

from lxml import etree

from soanthao.word.package import open_package
from soanthao.word.styles import NAMESPACE

W = f"{{{NAMESPACE}}}"
TOGGLES = ("b", "i")


@dataclass(frozen=True)
class Run:
    """Letters of one effective format; size in points."""

    text: str
    size: float
    bold: bool
    italic: bool
    color: str
    font: str


@dataclass(frozen=True)
class Format:
    """A paragraph as Word shows it; lengths in points, line spacing in lines."""

    text: str
    runs: tuple[Run, ...]
    align: str
    first_line: float
    left: float
    before: float
    after: float
    spacing: float
    keeps_next: bool
    element: object


class Formats:
    """The effective formats of a Word file."""

    def __init__(self, data):
        self.members = open_package(data)
        self._parts, self._paragraphs = {}, {}
        root = etree.fromstring(self.members["word/styles.xml"])
        self.styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def part(self, name="word/document.xml"):
        """Return the root of a part."""
        if name not in self._parts:
            self._parts[name] = etree.fromstring(self.members[name])
        return self._parts[name]

    def paragraphs(self, name="word/document.xml"):
        """Return every paragraph of a part that has text, in order."""
        if name not in self._paragraphs:
            found = (self.paragraph(each) for each in self.part(name).iter(f"{W}p"))
            self._paragraphs[name] = [each for each in found if each.text.strip()]
        return self._paragraphs[name]

    def paragraph(self, element):
        style = _value(element.find(f"{W}pPr/{W}pStyle")) or "Normal"
        own = element.find(f"{W}pPr")
        layers = [*self._chain(style, "pPr"), *([own] if own is not None else [])]
        runs = tuple(self._run(run, style) for run in element.iter(f"{W}r"))
        indent, spacing = _merged(layers, "ind"), _merged(layers, "spacing")
        keep = [each for layer in layers if (each := layer.find(f"{W}keepNext")) is not None]
        return Format(
            text="".join(run.text for run in runs),
            runs=tuple(run for run in runs if run.text),
            align=_merged(layers, "jc").get("val", "left"),
            first_line=(float(indent.get("firstLine", 0)) - float(indent.get("hanging", 0))) / 20,
            left=float(indent.get("left", 0)) / 20,
            before=float(spacing.get("before", 0)) / 20,
            after=float(spacing.get("after", 0)) / 20,
            spacing=float(spacing.get("line", 240)) / 240,
            keeps_next=bool(keep),
            element=element,
        )

    def _run(self, run, style):
        chain = self._chain(style, "rPr")
        name = _value(run.find(f"{W}rPr/{W}rStyle"))
        own = run.find(f"{W}rPr")
        by_character = self._chain(name, "rPr") if name else []
        by_hand = [own] if own is not None else []
        layers = [self.defaults, *chain, *by_character, *by_hand]
        toggled = {}
        for toggle in TOGGLES:
            # Paragraph and character style toggle each other; what stands by hand wins.
            levels = [_on(layers, toggle) for layers in (chain, by_character)]
            toggled[toggle] = (levels[0] or False) != (levels[1] or False)
            if by_hand and by_hand[0].find(f"{W}{toggle}") is not None:
                toggled[toggle] = _on(by_hand, toggle)
        text = "".join(each.text or "" for each in run.iter(f"{W}t"))
        size, color = _merged(layers, "sz")["val"], _merged(layers, "color").get("val", "000000")
        font = _merged(layers, "rFonts")["ascii"]
        return Run(text, float(size) / 2, toggled["b"], toggled["i"], color, font)

    def _chain(self, name, kind):
        """Return the properties of the style *name*, the deepest base first."""
        layers = []
        while name:
            style = self.styles[name]
            properties = style.find(f"{W}{kind}")
            if properties is not None:
                layers.insert(0, properties)
            name = _value(style.find(f"{W}basedOn"))
        return layers


def _value(element):
    return None if element is None else element.get(f"{W}val")


def _merged(layers, name):
    """Return the attributes of *name*, later layers over earlier ones."""
    merged = {}
    for layer in layers:
        found = layer.find(f"{W}{name}")
        if found is not None:
            merged |= {etree.QName(key).localname: value for key, value in found.attrib.items()}
    return merged


def _on(layers, toggle):
    state = None
    for layer in layers:
        found = layer.find(f"{W}{toggle}")
        if found is not None:
            state = found.get(f"{W}val") not in ("0", "false", "off")
    return state
