"""Strict reading, YAML with lines, JSON Lines."""

import json
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.errors import ConfigError
from review.model import Author, Edit, Excerpt, Json, Origin, Record, Topic
from review.serial import entry_plain, from_plain, hint, json_line, load_yaml, to_plain

LEAVES = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(LEAVES, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=20)


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    number: int | None = None
    kind: Literal["a", "b"] = "a"
    topics: tuple[Topic, ...] = ()


def nowhere(path: tuple[str | int, ...]) -> str:
    return "/".join(map(str, path)) or "top"


def test_dataclasses_become_plain_data_and_back() -> None:
    excerpt = Excerpt("We do.", 3, 9, (Edit("case", 3, 4, "W"),))
    plain = to_plain(excerpt)
    assert plain == {
        "text": "We do.",
        "start": 3,
        "end": 9,
        "edits": [{"op": "case", "start": 3, "end": 4, "to": "W"}],
    }
    assert from_plain(Excerpt, plain, nowhere) == excerpt


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "top: 'name' is missing"),
        ([], "top: expected a mapping, found a list"),
        ({"name": "x", "nam": 1}, "nam: unknown field 'nam' (did you mean 'name'?)"),
        ({"name": ["x"]}, "name: name must be text, not a list"),
        ({"name": "x", "number": "y"}, "number: number must be a number, not text"),
        ({"name": "x", "number": True}, "number: number must be a number, not true or false"),
        ({"name": "x", "kind": "c"}, "kind: 'c' is not one of a, b"),
        ({"name": "x", "topics": [{"id": "a"}]}, "topics/0: 'title' is missing"),
    ],
)
def test_strict_reading_names_the_place(value: Json, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_plain(Sample, value, nowhere)
    assert str(caught.value) == message


def test_numbers_are_text_where_text_is_wanted_and_one_item_is_a_list() -> None:
    sample = from_plain(Sample, {"name": 2024, "topics": {"id": "a", "title": "A"}}, nowhere)
    assert sample.name == "2024"
    assert sample.topics == (Topic("a", "A"),)


def test_yaml_knows_its_lines() -> None:
    document = load_yaml("a: 1\nb:\n  - x\n  - c: 2026-11-01\n", "f.yml")
    assert document.value == {"a": 1, "b": ["x", {"c": "2026-11-01"}]}
    assert document.where(("b", 1, "c")) == "f.yml:4"
    assert document.where(("b", 1, "nothing")) == "f.yml:4"


def test_yaml_scalars() -> None:
    text = "[1, 1.5, true, no, ~, null, '1', 1_0, .inf]"
    value = load_yaml(text, "f").value
    assert isinstance(value, list)
    assert value[:8] == [1, 1.5, True, False, None, None, "1", 10]
    assert load_yaml("", "f").value is None


def test_text_cut_by_its_own_comma_is_one_text() -> None:
    document = load_yaml("{title: Reuse, growth and merging, more, id: x}", "f.yml")
    assert document.value == {"title": "Reuse, growth and merging, more", "id": "x"}
    assert load_yaml("{title: A, other: , id: x}", "f.yml").value == {
        "title": "A",
        "other": None,
        "id": "x",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "f.yml:2: 'a' stands twice"),
        ("a: &x\n  b: *x\n", "f.yml:1: this alias refers to a node it lies in (a cycle)"),
        ("a: [1\nb: 2", "f.yml:2: "),
        ("a: *nothing", "f.yml:1: found undefined alias 'nothing'"),
    ],
)
def test_broken_yaml_names_the_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_yaml(text, "f.yml")
    assert str(caught.value).startswith(message)


def test_a_yaml_bomb_is_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
    )
    with pytest.raises(ConfigError, match="more than 200,000 values"):
        load_yaml(bomb, "f.yml")


@given(VALUES)
def test_a_json_line_is_one_line_of_utf8_and_comes_back(value: Json) -> None:
    line = json_line(value)
    assert "\n" not in line
    line.encode()
    assert json.loads(line) == value


def test_a_lone_surrogate_is_escaped() -> None:
    assert json_line("a\ud800é") == '"a\\ud800\\u00e9"'


def test_a_paper_line_holds_what_is_known() -> None:
    record = Record(
        id=7,
        title="T",
        abstract="A.",
        authors=(Author("Gu", "Ada"),),
        authors_complete=False,
        year=2024,
        extra=(("score", 1),),
        origin=Origin("f", 1),
    )
    assert entry_plain(record) == {
        "id": 7,
        "title": "T",
        "abstract": "A.",
        "authors": [{"given": "Ada", "family": "Gu"}],
        "authors_complete": False,
        "year": 2024,
        "extra": {"score": 1},
    }
    assert entry_plain(Record(id="x", origin=Origin("f", 1))) == {
        "id": "x",
        "title": "",
        "abstract": "",
    }


def test_a_hint_names_the_nearest_field() -> None:
    assert hint("titel", ["title", "id"]) == " (did you mean 'title'?)"
    assert hint("zzz", ["title", "id"]) == ""
