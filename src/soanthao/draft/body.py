"""The body of a conclusion: paragraphs, items with numbers and ids, parts, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soanthao.draft.agency import text_of
from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.leaves import kept
from soanthao.draft.nodes import Listing, Node, Placed
from soanthao.draft.roles import Referee
from soanthao.draft.schema import (
    ItemShape,
    OrderShape,
    PartShape,
    RowShape,
    TableElementShape,
    TableShape,
)
from soanthao.draft.text import Prose
from soanthao.draft.when import deadlines
from soanthao.notice import markup
from soanthao.notice.item import Element, Follow, Item, Part, Roles, Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.numbering import Label, Raw, label, row_path, table_path

Written = Prose | ItemShape | TableElementShape | None


@dataclass(slots=True)
class BodyReader:
    """Turns the read shapes of one conclusion into elements; ids are unique across all of them."""

    numbering: tuple[str, ...]
    referee: Referee
    faults: Faults
    places: list[tuple[str, Node, Node | None]] = field(default_factory=list)
    """Every id, its item or row, and the place of the id where it was written."""

    def read(self, body: Sequence[Written], prefix: str = "") -> tuple[Element, ...]:
        """Return the elements of one body; *prefix* is ``pl<n>:`` in annex n."""
        items = [each for each in body if isinstance(each, ItemShape)]
        labels = label([_raw(item) for item in items], self.numbering, prefix)
        self._check_depth(items, labels)
        named = iter(labels)
        tables = 0
        elements: list[Element] = []
        for each in body:
            if isinstance(each, Prose):
                elements.append(each.rich)
                if not each.value:
                    self.faults.add("Y314", each.node)
            elif isinstance(each, ItemShape):
                elements.append(self._item(each, next(named)))
            elif isinstance(each, TableElementShape):
                tables += 1
                if each.table:
                    elements.append(self._table(each.table, table_path(prefix, tables)))
        return tuple(elements)

    def check_ids(self) -> None:
        """Note every id that stands twice, at the place where it was written by hand."""
        first: dict[str, Node] = {}
        for id, node, written in sorted(self.places, key=lambda place: place[2] is not None):
            if id in first:
                line, _ = first[id].source.place(first[id].start)
                self.faults.add("Y508", written or node, id=id, line=line)
            else:
                first[id] = written or node

    def _check_depth(self, items: Sequence[ItemShape], labels: Sequence[Label]) -> None:
        """Note the first of the children for which the numbering has no marker."""
        pairs = list(zip(items, labels, strict=True))
        for item, named in pairs:
            if named.lacking and not item.has("marker"):
                levels, depth = len(self.numbering), named.depth + 1
                self.faults.add("Y517", item.node, depth=depth, levels=levels)
                break
        for item, named in pairs:
            if not named.lacking:
                self._check_depth(kept(item.items), named.items)

    def _item(self, shape: ItemShape, named: Label) -> Item:
        id = shape.id.value if shape.id else named.path
        self.places.append((id, shape.node, shape.id.node if shape.id else None))
        text = shape.text.rich if shape.text else RichText()
        children = zip(kept(shape.items), named.items, strict=True)
        return Item(
            id=id,
            text=text,
            marker=named.marker,
            depth=named.depth,
            heading=_flag(shape.heading, default=False),
            lead=_flag(shape.lead, default=False),
            order=_flag(shape.order, default=True),
            roles=self._roles(shape),
            follow=self._follow(shape),
            parts=tuple(self._part(part, shape.text) for part in kept(shape.parts)),
            items=tuple(self._item(child, each) for child, each in children),
            table=self._table(shape.table, named.path) if shape.table else None,
        )

    def _roles(self, shape: OrderShape) -> Roles:
        named = self.referee.named
        return Roles(named(shape.to), named(shape.with_), named(shape.guided), named(shape.copy_))

    def _follow(self, shape: OrderShape) -> Follow:
        if shape.has("due") and shape.has("no_due"):
            self.faults.add("Y515", shape.node.key("no_due"))
        more = {}
        if isinstance(shape, ItemShape | PartShape):
            more = {
                "product": text_of(shape.product),
                "report_to": text_of(shape.report_to),
                "open": text_of(shape.open),
                "note": text_of(shape.note),
            }
        if isinstance(shape, ItemShape):
            more["watch"] = text_of(shape.watch)
        return Follow(deadlines(shape.due, self.faults), text_of(shape.no_due), **more)

    def _part(self, shape: PartShape, text: Prose | None) -> Part:
        if shape.has("quote") and isinstance(shape.node.at("quote"), Listing) and not shape.quote:
            self.faults.add("Y317", shape.node.at("quote"))
        spans = tuple(self._spans(kept(shape.quote), text.rich.plain)) if text else ()
        return Part(spans, self._roles(shape), self._follow(shape))

    def _spans(self, quotes: Sequence[Prose], plain: str) -> Iterator[tuple[int, int]]:
        """Yield where the *quotes* stand in *plain*; each must stand there once, apart."""
        taken: list[tuple[int, int]] = []
        text, places = _squashed(plain)
        for quote in quotes:
            if not quote.value:
                continue
            start, shown = text.find(quote.value), shortened(quote.value)
            if start < 0:
                self.faults.add("Y509", quote.node, quote=shown, hint=_closest(quote.value, text))
            elif text.find(quote.value, start + 1) >= 0:
                count = max(2, text.count(quote.value))
                self.faults.add("Y510", quote.node, quote=shown, count=count)
            else:
                span = places[start], places[start + len(quote.value) - 1] + 1
                if any(span[0] < end and begin < span[1] for begin, end in taken):
                    self.faults.add("Y511", quote.node, quote=shown)
                taken.append(span)
                yield span

    def _table(self, shape: TableShape, owner: str) -> Table:
        columns = kept(shape.columns)
        exact = bool(columns) and len(columns) == len(shape.columns)
        for key, listed in (("columns", shape.columns), ("rows", shape.rows)):
            node = shape.node.at(key)
            if shape.has(key) and not listed and isinstance(node, Listing):
                self.faults.add("Y317", node)
        rows = tuple(
            self._row(row, shape, number, owner, exact)
            for number, row in enumerate(shape.rows, start=1)
            if row is not None
        )
        widths = kept(shape.widths)
        if exact and len(shape.widths) not in {0, len(columns)}:
            node = shape.node.at("widths")
            self.faults.add("Y519", node, widths=len(shape.widths), columns=len(columns))
        return Table(
            tuple(cell.rich for cell in columns),
            rows,
            tuple(width.value for width in widths),
            shape.caption.rich if shape.caption else RichText(),
        )

    def _row(
        self,
        row: tuple[Prose | None, ...] | RowShape,
        table: TableShape,
        number: int,
        owner: str,
        exact: bool,
    ) -> Row:
        cells = row.cells if isinstance(row, RowShape) else row
        listing = table.node.at("rows")
        node: Node = listing.items[number - 1] if isinstance(listing, Listing) else table.node
        written = node if isinstance(row, tuple) else row.node.at("cells")
        if exact and isinstance(written, Listing) and len(cells) != len(table.columns):
            self.faults.add("Y518", written, cells=len(cells), columns=len(table.columns))
        texts = tuple(cell.rich for cell in kept(cells))
        if isinstance(row, tuple):
            return Row(texts)
        id = row_path(owner, number)
        self.places.append((id, row.node, None))
        return Row(texts, id, self._roles(row), self._follow(row))


def _raw(shape: ItemShape) -> Raw:
    marker = shape.marker.value if shape.marker else None
    return Raw(marker, tuple(_raw(child) for child in kept(shape.items)))


def _flag(written: Placed[bool] | None, *, default: bool) -> bool:
    return written.value if written else default


def _squashed(plain: str) -> tuple[str, Sequence[int]]:
    """Return *plain* with single blanks, as quotes are read, and where its characters stand.

    Two blanks meet where a note between them is left out.
    """
    if "  " not in plain:
        return plain, range(len(plain))
    places = [at for at in range(len(plain)) if plain[at : at + 2] != "  "]
    return "".join(plain[at] for at in places), places


def _closest(quote: str, plain: str) -> str:
    """Return a hint to what the quote may mean: the same words without markup or in other case."""
    try:
        bare = markup.parse(quote).plain
    except markup.MarkupError:
        bare = quote
    if bare != quote and bare in plain:
        return " (hãy bỏ dấu **, * và chú thích ^[…] trong phần trích)"
    at = plain.lower().find(quote.lower())
    if at >= 0 and len(plain.lower()) == len(plain):
        return hint(shortened(plain[at : at + len(quote)]))
    return ""
