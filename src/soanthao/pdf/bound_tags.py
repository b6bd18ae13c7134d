"""The tags of several documents as the one structure tree of the file they are bound into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

_NUMBERED: Final = "/StructParents"


class BoundTags:
    """One structure tree that grows document by document (ISO 32000-1, 14.7)."""

    def __init__(self, bound: pikepdf.Pdf) -> None:
        """Take *bound*: the file, whose pages are added before their tags."""
        import pikepdf  # noqa: PLC0415 - heavy

        self._bound = bound
        self._children = pikepdf.Array()
        self._parents = pikepdf.Array()
        tree = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        self._root = bound.make_indirect(tree)
        self._documents = 0

    def add(self, source: pikepdf.Pdf, first: int) -> None:
        """Take over the tags of *source*, whose pages are those of the file from *first* on."""
        tree = self._bound.copy_foreign(source.Root.StructTreeRoot)
        self._documents += 1
        children = _listed(tree.K)
        for child in children:
            child.P = self._root
            self._children.append(child)
            self._rename(child)
        offset = len(self._parents) // 2
        numbers = tree.ParentTree.Nums
        for at in range(0, len(numbers), 2):
            self._parents.append(int(numbers[at]) + offset)
            self._parents.append(numbers[at + 1])
        for page in self._bound.pages[first:]:
            page[_NUMBERED] = int(page[_NUMBERED]) + offset

    def finish(self) -> None:
        """Hang the tree into the catalogue."""
        import pikepdf  # noqa: PLC0415 - heavy

        self._root.K = self._children
        self._root.ParentTree = self._bound.make_indirect(pikepdf.Dictionary(Nums=self._parents))
        self._root.ParentTreeNextKey = len(self._parents) // 2
        self._bound.Root.StructTreeRoot = self._root
        self._bound.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _rename(self, top: pikepdf.Object) -> None:
        """Give the heading cells below *top* names that no other document has."""
        import pikepdf  # noqa: PLC0415 - heavy

        waiting = [top]
        while waiting:
            element = waiting.pop()
            if "/ID" in element:
                element.ID = self._own(element.ID)
            for attributes in _listed(element.get("/A", pikepdf.Array())):
                if "/Headers" in attributes:
                    attributes.Headers = pikepdf.Array(map(self._own, attributes.Headers))
            kids = _listed(element.get("/K", pikepdf.Array()))
            waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

    def _own(self, name: pikepdf.Object) -> pikepdf.Object:
        import pikepdf  # noqa: PLC0415 - heavy

        return pikepdf.String(f"{self._documents}-{name}")


def _listed(value: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the members of an array; anything else stands for itself."""
    import pikepdf  # noqa: PLC0415 - heavy

    return list(value) if isinstance(value, pikepdf.Array) else [value]
