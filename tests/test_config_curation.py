"""`curation.yml`: what it says and where, and one more pin in what a person wrote."""

from dataclasses import fields

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from review.config import Correction, Pin, add_pin, read_curation
from review.errors import ConfigError
from review.model import DETAILS, Entry, Topic
from review.serial import load_yaml

PIN = Pin("gu2023boot", "medicine")
LINE = "{paper: gu2023boot, topic: medicine}"
LAYOUTS = {
    "none": "",
    "comments": "# only words\n",
    "no last line end": "# only words",
    "mark": "\ufeffpins: []\n",
    "empty list": "# a\npins: []  # b\nexclude: []  # c\n",
    "no list": "pins:  # b\n  # d\nexclude: []\n",
    "null": "pins: ~\n",
    "no pins": "exclude:\n  - {paper: x, reason: y}\n# tail\n",
    "a block of text": "exclude:\n  - paper: x\n    reason: |\n      y\n      z\n\n# tail\n",
    "items": "pins:\n  - {paper: a, topic: b}  # why\n  # more\nexclude: []\n",
    "items at the margin": "pins:\n- paper: a\n  topic: b  # why\n\n# tail\nexclude: []\n",
    "no end": "pins:\n  - {paper: a, topic: b}",
    "in one line": "pins: [{paper: a, topic: b}]  # why\nexclude: []\n",
    "in lines": "pins: [\n  {paper: a, topic: b},  # one\n  {paper: c, topic: d},  # two\n]\n",
    "empty with a word": "pins: [\n  # none yet\n]\n",
    "braces": "{exclude: []}\n",
    "braces with pins": "{pins: [], exclude: []}\n",
    "nothing in braces": "{}\n",
    "document": "---\npins: []\n...\n",
    "folded": "pins:\n  -\n    paper: >-\n      a\n      b\n    topic: b\n",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_pin_is_added_and_all_else_stays(text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    added = add_pin(text, PIN, "A title: with # signs")
    before = yaml.safe_load(text) or {}
    after = yaml.safe_load(added)
    assert after == {**before, "pins": [*(before.get("pins") or []), vars_of(PIN)]}
    assert LINE in added
    letters = iter(added)
    assert all(letter in letters for letter in text if letter not in "[]~ "), "in its order"
    assert all(note in added for note in ("# a", "# b", "# tail", "# none yet") if note in text)
    if newline == "\r\n":
        assert added.count("\n") == added.count("\r\n") or "\n" not in text
    again = add_pin(added, Pin("b", "c"))
    assert yaml.safe_load(again)["pins"][-1] == {"paper": "b", "topic": "c"}


def vars_of(pin: Pin) -> dict[str, str]:
    return {"paper": pin.paper, "topic": pin.topic}


def test_the_layout_that_init_gives_grows_line_by_line() -> None:
    text = add_pin("# mine\npins: []\nexclude: []\n", PIN, "Boot")
    assert text == f"# mine\npins:\n  - {LINE}  # Boot\nexclude: []\n"
    assert add_pin(text, Pin("no", "a b"), "x\x1b[31m\ny" + "z" * 100).split("\n")[3] == (
        '  - {paper: "no", topic: "a b"}  # x [31m y' + "z" * 63 + "…"
    )


@pytest.mark.parametrize(
    "text", ["pins: {paper: a, topic: b}\n", "x: &a []\npins: *a\n", "null\n", "pins: 7\n"]
)
def test_a_layout_that_takes_no_pin_is_said_and_shows_the_pin(text: str) -> None:
    with pytest.raises(ConfigError, match=r"curation\.yml: no pin fits") as caught:
        add_pin(text, PIN)
    assert LINE in str(caught.value)


@pytest.mark.parametrize("text", ["- a\n", "pins: [\n", "word\n"])
def test_a_file_that_is_no_curation_is_left_alone(text: str) -> None:
    with pytest.raises(ConfigError, match=r"curation\.yml:\d"):
        add_pin(text, PIN)


@given(st.text(), st.text(), st.text(), st.sampled_from(sorted(LAYOUTS)))
def test_hostile_papers_and_titles(paper: str, topic: str, note: str, layout: str) -> None:
    try:
        added = add_pin(LAYOUTS[layout], Pin(paper, topic), note)
    except ConfigError as error:  # what YAML cannot hold
        assert "\n" not in str(error)
        return
    value = load_yaml(added, "curation.yml").value
    assert isinstance(value, dict)
    pins = value["pins"]
    assert isinstance(pins, list)
    assert pins[-1] == {"paper": paper, "topic": topic}


def test_pins_know_their_place_and_may_say_that_a_paper_belongs_nowhere() -> None:
    text = "pins:\n  - {paper: a, topic: t}\n\n  - paper: b\n    topic: unplaced\n"
    curation = read_curation(load_yaml(text, "curation.yml"), (Topic("t", "T"),))
    assert [(pin.paper, pin.topic, pin.where) for pin in curation.pins] == [
        ("a", "t", "curation.yml:2"),
        ("b", "unplaced", "curation.yml:4"),
    ]


def test_each_decision_knows_its_place_and_what_it_states() -> None:
    text = (
        "fields:\n"
        "  - {paper: a, year: 2024, authors: [Ada Gu, 'Li, Bo'], venue: '', retracted: false}\n"
        "  - paper: b\n    authors: Ada Gu and Bo Li\n    type: thesis\n    pages:\n"
        "exclude: [{paper: c, reason: r}]\n"
        "notes:\n- {paper: a, note: n}\n- {topic: unplaced, note: 7}\n"
        "sentences:\n- {paper: a, use: One is\n   two.}\n- paper: a\n  ban: |\n    Three.\n"
    )
    curation = read_curation(load_yaml(text, "curation.yml"), (Topic("t", "T"),))
    assert [(one.paper, one.stated, one.where) for one in curation.fields] == [
        (
            "a",
            {"authors": ["Ada Gu", "Li, Bo"], "year": "2024", "venue": "", "retracted": False},
            "curation.yml:2",
        ),
        ("b", {"authors": ["Ada Gu and Bo Li"], "type": "thesis"}, "curation.yml:3"),
    ]
    assert curation.exclude[0].where == "curation.yml:7"
    assert [(one.paper, one.topic, one.note, one.where) for one in curation.notes] == [
        ("a", "", "n", "curation.yml:9"),
        ("", "unplaced", "7", "curation.yml:10"),
    ]
    assert [(one.paper, one.use, one.ban, one.where) for one in curation.sentences] == [
        ("a", "One is two.", "", "curation.yml:12"),
        ("a", "", "Three.\n", "curation.yml:14"),
    ]


def test_what_a_correction_may_state_is_a_field_of_a_work() -> None:
    names = {one.name for one in fields(Correction)} - {"paper", "where"}
    assert names <= {*Entry.__dataclass_fields__, *DETAILS}
    assert not names & {"id", "abstract", "key", "extra"}
