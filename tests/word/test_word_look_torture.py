"""Looks of damaged files: text and look stay together, nothing but a broken file stops them."""

import random

import pytest
from lxml import etree
from word_documents import COMPLETE, render
from word_sources import p, word_file

from soanthao.word.look import read_look, read_source_with_look
from soanthao.word.package import BrokenWordFileError, close_package, open_package

VALUES = ("", "0", "-1", "99999999999", "nan", "inf", "x", "auto", "none", "12pt", "5%", "1.5")
FILES = 50


def damage(data, dice):
    members = dict(open_package(data))
    name = dice.choice(
        [name for name in members if name.startswith("word/") and "_rels" not in name]
    )
    root = etree.fromstring(members[name])
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    for _ in range(dice.randint(1, 12)):
        each, other = dice.choice(elements), dice.choice(elements)
        chance = dice.random()
        if chance < 0.5 and each.attrib:
            each.set(dice.choice(list(each.attrib)), dice.choice(VALUES))
        elif chance < 0.7 and each.getparent() is not None:
            each.getparent().remove(each)
        elif other not in each.iter():
            other.append(each)
    members[name] = etree.tostring(root)
    return close_package(members)


@pytest.mark.torture
@pytest.mark.parametrize("name", ["notice", "letter", "extract"])
def test_looks_of_damaged_files_are_those_of_their_text(name):
    dice, data = random.Random(name), render(COMPLETE[name])
    read = 0
    for _ in range(FILES):
        try:
            source, look = read_source_with_look(damage(data, dice))
        except BrokenWordFileError:
            continue
        read += 1
        assert [(e.plain, e.place) for e in look.paragraphs] == [
            (e.plain, e.place) for e in source.paragraphs()
        ]
        for each in look.paragraphs:
            assert "".join(run.text for run in each.runs) == each.plain
    assert read > FILES // 2


@pytest.mark.torture
def test_a_file_of_empty_paragraphs_with_borders_takes_its_time_once():
    border = '<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="{}"/>'
    body = "".join(p(properties=border.format(at % 2)) for at in range(5_000))
    assert len(read_look(word_file(body)).lines) == 5_000
