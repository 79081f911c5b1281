"""The note of a survey, taken apart wherever another program put it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Record
from review.sources import read_text

NOTE = (
    "Contribution: Gu et al. (2023) present BOOT. (characters 3-40 of the abstract)"
    " [living-review: key=gu2023boot; work=w1; topic=leaf; path=A / B%2FC; by=person;"
    " arxiv=2306.05544; retracted=yes]"
)


def line(**fields: object) -> Record:
    (record,) = read_text(json.dumps({"title": "BOOT", **fields}), "a.jsonl").records
    return record


@pytest.mark.parametrize("name", ["note", "N1", "M2", "Notes", "Extra", "annote", "annotation"])
def test_decisions_are_found_under_the_names_of_programs(name: str) -> None:
    record = line(**{name: NOTE})
    assert record.arxiv == "2306.05544"
    assert dict(record.extra) == {
        "key": "gu2023boot",
        "retracted": True,
        "topic": "leaf",
        "topic_path": "A / B/C",
        "topic_by": "person",
        "work": "w1",
        "contribution": "Gu et al. (2023) present BOOT.",
        "contribution_span": "3-40",
    }


@pytest.mark.parametrize(
    ("note", "own"),
    [
        (f"Read twice. {NOTE}", "Read twice."),
        (f"<p>Read twice. {NOTE}</p>", "Read twice."),
        (f"<p>{NOTE}</p>; <p>Read twice.</p>", "Read twice."),
        (f"Read\n twice.\nCitation Key: gu2023boot\n{NOTE}", "Read twice."),
        (NOTE.replace(" [", "["), ""),
        (NOTE.replace("; ", ";\n  ").replace("3-40", "3–40"), ""),
    ],
)  # fmt: skip
def test_what_a_person_wrote_stays(note: str, own: str) -> None:
    record = line(Notes=note)
    assert record.detail("note") == own
    assert record.detail("key") == "gu2023boot"
    assert dict(record.extra)["contribution"] == "Gu et al. (2023) present BOOT."


def test_fields_of_the_file_win_over_the_note_but_for_the_key() -> None:
    record = line(note=NOTE.replace("by=person", "pmid=111111"), key="other", pmid="9")
    assert (record.detail("key"), record.detail("pmid")) == ("gu2023boot", "9")


@pytest.mark.parametrize(
    ("stated", "told", "found"),
    [
        ("misc", "preprint", "preprint"),
        ("article", "preprint", "article"),
        ("book", "proceedings", "proceedings"),
        ("misc", "", "misc"),
    ],
)
def test_a_type_that_the_other_program_lacks_comes_back(stated: str, told: str, found: str) -> None:
    record = line(type=stated, note=NOTE.replace("by=person", f"type={told}"))
    assert record.detail("type") == found


def test_the_keyword_of_the_topic_goes_others_stay() -> None:
    words = ["a", "topic: B/C", "topic: other"]
    assert dict(line(note=NOTE, keywords=words).extra)["keywords"] == ["a", "topic: other"]
    parted = ["x", "topic: B", "C", "C"]
    note = NOTE.replace("B%2FC", "B, C")
    assert dict(line(note=note, keywords=parted).extra)["keywords"] == ["x", "C"]


@pytest.mark.parametrize(
    "note",
    ["living-review: key=x", "[living-review key=x]", "see living-review", ["living-review", 3]],
)
def test_what_only_looks_like_a_note_stays(note: object) -> None:
    assert dict(line(note=note).extra) == {"note": note}


def test_a_title_decides_nothing() -> None:
    (record,) = read_text(json.dumps({"title": NOTE}), "a.jsonl").records
    assert record.extra == ()


@given(st.text(), st.text("[]living-review: key=;%<>p/ \n", max_size=80))
def test_no_note_breaks_reading(text: str, odd: str) -> None:
    for note in (f"{text}[living-review: {odd}]", f"[living-review: {text}]{odd}", NOTE + odd):
        assert line(note=note).title == "BOOT"
