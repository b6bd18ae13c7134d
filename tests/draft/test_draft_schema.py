"""The JSON Schemas for editors: every key of the contract, the truth about the starter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from soanthao.draft.new import STARTERS, starter
from soanthao.draft.schema import json_schemas

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = sorted((ROOT / "drafts").glob("*/agency.yaml")) + sorted(
    (ROOT / "drafts").glob("*/*/conclusion.yaml")
)

CONTRACT = {
    "agency": {
        "": "schema name short parent header place code symbols office filed recipients head "
        "address issuers signatories units groups wording templates pdf_engine register people",
        "SymbolsShape": "notice letter extract",
        "IssuerShape": "parent header symbols place address",
        "SignatoryShape": "authority position name from until",
        "UnitShape": "id name aliases groups verb addressee email code from until successor",
        "GroupShape": "id name aliases addressee members general",
        "PersonShape": "name parts",
        "RegisterShape": "own external",
        "WordingShape": "opening joins told general closing request",
    },
    "conclusion": {
        "": "schema agency notice meeting numbering body annexes recipients signature letters "
        "rendered",
        "NoticeShape": "kind symbol issuer number issued subject urgency draft",
        "MeetingShape": "name held chair place",
        "ItemShape": "text marker heading lead order to with guided copy due no_due parts items "
        "table product report_to watch open note id",
        "PartShape": "quote to with guided copy due no_due product report_to open note",
        "TableShape": "columns rows widths caption",
        "RowShape": "cells to with guided copy due no_due",
        "DueShape": "event by every weekday day month time before within unit after from to "
        "vague soft",
        "AnnexShape": "title body",
        "BlockShape": "heading lines",
        "LineShape": "text units",
        "LettersShape": "form per subject symbol issuer issued numbers general report recipients "
        "signature only skip",
        "ReportShape": "to by",
    },
}


def schema(name: str) -> dict[str, Any]:
    return json_schemas()[f"{name}.schema.json"]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for each in node.values():
            yield from nodes(each)
    elif isinstance(node, list):
        for each in node:
            yield from nodes(each)


TYPES = {
    "string": str,
    "object": dict,
    "array": list,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def fits(value: Any, node: dict[str, Any], root: dict[str, Any]) -> bool:
    """Evaluate the part of JSON Schema that the schemas use."""
    if "$ref" in node and not fits(value, root["$defs"][node["$ref"].rpartition("/")[2]], root):
        return False
    types = node.get("type", [])
    types = [types] if isinstance(types, str) else types
    checks = [
        not types or any(isinstance(value, TYPES[each]) for each in types),
        "const" not in node or value == node["const"],
        "enum" not in node or value in node["enum"],
        "anyOf" not in node or any(fits(value, each, root) for each in node["anyOf"]),
        "oneOf" not in node or sum(fits(value, each, root) for each in node["oneOf"]) == 1,
        not isinstance(value, str) or re.search(node.get("pattern", ""), value) is not None,
    ]
    if isinstance(value, list) and "items" in node:
        checks.append(all(fits(each, node["items"], root) for each in value))
    if isinstance(value, dict):
        known, more = node.get("properties", {}), node.get("additionalProperties", True)
        checks.append(set(node.get("required", [])) <= set(value))
        for key, each in value.items():
            if key in known:
                checks.append(fits(each, known[key], root))
            else:
                checks.append(fits(each, more, root) if isinstance(more, dict) else more)
    return all(checks)


class _Yaml12(yaml.SafeLoader):
    """What editors read: dates stay text."""


_Yaml12.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith("timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    return yaml.load(text, _Yaml12)


@pytest.mark.parametrize(
    ("name", "shape"), [(name, shape) for name, shapes in CONTRACT.items() for shape in shapes]
)
def test_the_keys_are_those_of_the_contract(name: str, shape: str) -> None:
    root = schema(name)
    node = root["$defs"][shape] if shape else root
    assert sorted(node["properties"]) == sorted(CONTRACT[name][shape].split())
    assert node["additionalProperties"] is False


def test_every_shape_is_in_the_contract() -> None:
    for name in CONTRACT:
        known = {*CONTRACT["agency"], *CONTRACT["conclusion"], "AgencyShape", "TableElementShape"}
        assert set(schema(name)["$defs"]) <= known


@pytest.mark.parametrize("name", ["agency", "conclusion"])
def test_a_schema_names_its_draft_and_is_json(name: str) -> None:
    root = schema(name)
    assert root["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert root["properties"]["schema"]["const"] == f"soanthao/{name}/1"
    assert json.loads(json.dumps(root)) == root


@pytest.mark.parametrize("name", ["agency", "conclusion"])
def test_references_lead_somewhere_and_every_key_is_described(name: str) -> None:
    root = schema(name)
    for node in nodes(root):
        if isinstance(node.get("$ref"), str):
            assert node["$ref"].rpartition("/")[2] in root["$defs"]
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            assert all(each.get("description") for each in node["properties"].values())


@pytest.mark.parametrize("name", ["agency", "conclusion"])
@pytest.mark.parametrize("kind", [None, *STARTERS])
def test_the_drafts_to_start_from_fit_their_schemas(kind: str | None, name: str) -> None:
    assert fits(read(starter(kind)[f"{name}.yaml"]), schema(name), schema(name))


@pytest.mark.parametrize(
    "said",
    [
        "{own: chung}",
        "{own: Sổ văn bản đi}",
        "{own: theo-loai}",
        "{own: {so-1: [QĐ, CT], so-2: [TB, cong-van], so-3: KH}}",
        "{external: chung}",
        "{external: {so-1: [TB]}}",
    ],
)
def test_every_way_to_keep_the_register_fits(said: str) -> None:
    text = starter()["agency.yaml"].replace("register: external", f"register: {said}")
    assert said in text
    assert fits(read(text), schema("agency"), schema("agency"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_drafts_of_the_project_fit_their_schemas(path: Path) -> None:
    assert fits(read(path.read_text("utf-8")), schema(path.stem), schema(path.stem))


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("conclusion", "numbering:", "numberings:"),
        ("conclusion", "    lead: true", "    lead: maybe"),
        ("conclusion", "  form: cong-van", "  form: congvan"),
        ("conclusion", "        due: 2026-05", "        due: {soon: x}"),
        ("conclusion", "schema: soanthao/conclusion/1", "schema: soanthao/agency/1"),
        ("agency", "{id: phong, ", "{id: Phòng, "),
        ("agency", "general: true", "general: [x]"),
        ("agency", "place:", "plice:"),
        ("agency", "register: external", "register: own"),
        ("agency", "register: external", "register: {own: {so-1: [TBB]}}"),
        ("agency", "register: external", "register: {external: sổ}"),
        ("agency", "register: external", "register: {}"),
        ("agency", "register: external", "register: {own: chung, external: chung}"),
        ("agency", "parts: [van-thu]", "parts: [giam-doc]"),
    ],
)
def test_what_does_not_fit_is_told_apart(name: str, right: str, wrong: str) -> None:
    text = starter()[f"{name}.yaml"]
    assert right in text
    assert not fits(read(text.replace(right, wrong)), schema(name), schema(name))
