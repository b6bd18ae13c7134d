"""``register`` of agency.yaml → who gives the numbers, and which kinds share a series."""

from __future__ import annotations

from soanthao.draft.faults import Faults, shortened
from soanthao.draft.leaves import ID, kept
from soanthao.draft.nodes import Fields, Listing, Node, Placed, is_absent
from soanthao.draft.schema_agency import AgencyShape, RegisterShape
from soanthao.draft.text import Prose
from soanthao.draft.workflow import PER_KIND, may_mean_per_kind, plain
from soanthao.notice.register_scheme import COMMON, COPY, RegisterScheme

_Groups = dict[str, tuple[Placed[str] | None, ...]]


def resolve_register(shape: AgencyShape, faults: Faults) -> RegisterScheme:
    """Return the register of *shape*; what is faulty in it is noted where it stands."""
    register = shape.register_
    if not isinstance(register, RegisterShape):
        return RegisterScheme()
    written = [key for key in ("own", "external") if key in register.node.entries]
    if len(written) > 1:
        faults.add("Y423", max((register.node.key(key) for key in written), key=_start))
    if not register.node.entries:
        faults.add("Y302", register.node, key="own")
    for key in written:
        if _is_empty(register.node.at(key)):
            faults.add("Y303", register.node.key(key), key=key)
    if register.has("external"):
        return _external(register, faults)
    return _own(register, faults)


def _own(register: RegisterShape, faults: Faults) -> RegisterScheme:
    own = register.own
    if isinstance(own, dict):
        return RegisterScheme(True, "groups", groups=_groups(own, register.node.at("own"), faults))
    if not isinstance(own, Prose):
        return RegisterScheme()
    if plain(own.value) == PER_KIND:
        return RegisterScheme(True, "per-kind")
    if not own.value:
        faults.add("Y303", own.node, key="own")
    elif may_mean_per_kind(own.value):
        faults.add("Y424", own.node, text=shortened(own.value))
    name = COMMON if plain(own.value) == COMMON else own.value
    return RegisterScheme(True, "common", name=name)


def _external(register: RegisterShape, faults: Faults) -> RegisterScheme:
    external = register.external
    if isinstance(external, dict):
        groups = _groups(external, register.node.at("external"), faults)
        return RegisterScheme(False, "groups", groups=groups)
    if external and external.value == COMMON:
        return RegisterScheme(False, "common", name=COMMON)
    return RegisterScheme(False, "per-kind")


def _groups(groups: _Groups, node: Node, faults: Faults) -> dict[str, tuple[str, ...]]:
    """Return name of a series → its kinds; a kind in two of them is a fault."""
    if isinstance(node, Fields):
        _check_names(node, faults)
    first: dict[str, Node] = {}
    for kinds in groups.values():
        for each in kept(kinds):
            if earlier := first.get(each.value):
                line, _ = earlier.source.place(earlier.start)
                faults.add("Y420", each.node, kind=each.value, line=line)
            first.setdefault(each.value, each.node)
    return {name: tuple(each.value for each in kept(kinds)) for name, kinds in groups.items()}


def _check_names(node: Fields, faults: Faults) -> None:
    for name, (place, kinds) in node.entries.items():
        if not ID.fullmatch(name):
            faults.add("Y307", place, text=shortened(name))
        elif name == COPY:
            faults.add("Y422", place, name=COPY)
        if is_absent(kinds):
            faults.add("Y303", place, key=shortened(name))
        elif isinstance(kinds, Listing) and not kinds.items:
            faults.add("Y317", kinds)


def _is_empty(node: Node) -> bool:
    return is_absent(node) or (isinstance(node, Fields) and not node.entries)


def _start(node: Node) -> int:
    return node.start
