import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import (
    Assignment,
    Author,
    Edit,
    Excerpt,
    Note,
    Origin,
    Paper,
    Paragraph,
    Provenance,
    Quote,
    Row,
    Section,
    Survey,
    Topic,
)
from review.render import jsonfile
from review.render.jsonfile import WIDTH, layout, render, survey_plain
from review.text.edits import replay

ABSTRACT = "Large models forget. We propose BOOT, a method. It wins by 3%."
EDIT = Edit("subject", 21, 23, "[@gu2023boot]")
PAPER = Paper(
    id="w1",
    key="gu2023boot",
    title="BOOT: Ψ",
    abstract=ABSTRACT,
    authors=(Author("Gu", "Jiatao"),),
    authors_complete=False,
    year=2023,
    letter="a",
    aliases=("old",),
    records=(Origin("seeds/a.txt", 7), Origin("seeds/b.txt", 9)),
    provenance=(Provenance("year", "metadata.jsonl:3", "medium"),),
    evidence=("same title",),
)
QUOTE = Quote("[@gu2023boot] propose BOOT, a method.", "gu2023boot", 21, 47, (EDIT,))
SURVEY = Survey(
    title="T",
    version="0.1.0",
    papers=(PAPER,),
    taxonomy=(Topic("a", "A", topics=(Topic("b", "B"),)),),
    assignments=(Assignment("gu2023boot", "b", True, 0.5, ("a",), (("a", 0.25),), ("boot",)),),
    sections=(
        Section(
            "b",
            (Paragraph("works", (Quote("One work, 2023.", counted=True), QUOTE)),),
            (Row("gu2023boot", "BOOT", headline=Excerpt("wins by 3%", 51, 61)),),
            ("gu2023boot",),
        ),
    ),
    glossary=(("BOOT", "Bootstrapping", "gu2023boot"),),
)


def written(survey: Survey) -> Any:
    (page,) = render(survey, None)
    assert page.path == "survey.json"
    assert page.text.endswith("\n")
    return json.loads(page.text)


def test_a_paper_tells_its_fields_records_and_provenance() -> None:
    assert written(SURVEY)["papers"] == [
        {
            "key": "gu2023boot",
            "id": "w1",
            "title": "BOOT: Ψ",
            "abstract": ABSTRACT,
            "authors": [{"given": "Jiatao", "family": "Gu"}],
            "authors_complete": False,
            "year": 2023,
            "letter": "a",
            "aliases": ["old"],
            "records": [{"file": "seeds/a.txt", "line": 7}, {"file": "seeds/b.txt", "line": 9}],
            "provenance": [{"field": "year", "source": "metadata.jsonl:3", "confidence": "medium"}],
            "evidence": ["same title"],
        }
    ]


def test_quotes_replay_and_counted_sentences_are_marked() -> None:
    (section,) = written(SURVEY)["sections"]
    counted, quote = section["paragraphs"][0]["quotes"]
    assert counted == {"text": "One work, 2023.", "counted": True}
    edits = [Edit(**edit) for edit in quote["edits"]]
    assert replay(ABSTRACT, quote["start"], quote["end"], edits) == quote["text"]
    assert quote["paper"] == "gu2023boot"
    assert section["table"][0]["headline"]["text"] == ABSTRACT[51:61]
    assert section["bare"] == []


def test_what_the_program_says_untold_is_there_where_a_person_filed() -> None:
    assert "unaided" not in written(SURVEY)
    told = replace(SURVEY, unaided=SURVEY.assignments)
    assert written(told)["unaided"] == written(SURVEY)["assignments"]


def test_assignments_have_the_fields_of_classify() -> None:
    assert written(SURVEY)["assignments"] == [
        {
            "paper": "gu2023boot",
            "topic": "b",
            "placed": True,
            "confidence": 0.5,
            "also": ["a"],
            "alternatives": [["a", 0.25]],
            "reasons": ["boot"],
            "by": "model",
        }
    ]


def test_the_rest_of_the_contract_is_there() -> None:
    plain = written(replace(SURVEY, authors=("A",), date="2026-01-01"))
    assert plain["taxonomy"][0]["topics"][0]["id"] == "b"
    assert plain["glossary"] == [{"short": "BOOT", "long": "Bootstrapping", "paper": "gu2023boot"}]
    assert plain["counts"]["papers"] == 0
    assert plain["problems"] == []
    assert (plain["version"], plain["authors"], plain["date"]) == ("0.1.0", ["A"], "2026-01-01")


def test_no_abstract_is_written_where_none_is_wanted() -> None:
    (paper,) = written(replace(SURVEY, abstracts="none"))["papers"]
    assert "abstract" not in paper
    assert "quoted" not in paper


def test_only_the_used_spans_are_written_where_that_is_wanted() -> None:
    plain = written(replace(SURVEY, abstracts="quoted"))
    (paper,) = plain["papers"]
    assert "abstract" not in paper
    assert paper["quoted"] == [
        {"start": 21, "end": 47, "text": "We propose BOOT, a method."},
        {"start": 51, "end": 61, "text": "wins by 3%"},
    ]


def test_one_change_of_a_paper_is_one_line_of_the_diff() -> None:
    (before,) = render(SURVEY, None)
    (after,) = render(replace(SURVEY, papers=(replace(PAPER, year=2024),)), None)
    pairs = zip(before.text.splitlines(), after.text.splitlines(), strict=True)
    assert [new.strip() for old, new in pairs if old != new] == ['"year": 2024,']


def test_a_lone_surrogate_can_still_be_written() -> None:
    (page,) = render(replace(SURVEY, papers=(replace(PAPER, title="\ud800"),)), None)
    assert json.loads(page.text.encode())["papers"][0]["title"] == "\ud800"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@settings(deadline=None)
@given(values)
def test_the_layout_is_the_same_data_on_short_lines(value: Any) -> None:
    text = layout(value)
    assert json.loads(text) == value
    for line in text.split("\n"):
        leaf = line.strip().rstrip(",")
        assert len(leaf) <= WIDTH or not leaf.endswith(("]", "}")) or leaf[0] not in "[{"


def test_survey_plain_is_json() -> None:
    assert json.loads(json.dumps(survey_plain(SURVEY)))["title"] == "T"


def test_works_that_a_sentence_names_besides_its_own() -> None:
    listed = Quote("Filed here: “BOOT” [@gu2023boot].", counted=True, also=("gu2023boot",))
    twin = replace(QUOTE, also=("li2024",))
    section = Section("b", (Paragraph("works", (QUOTE, twin, listed)),))
    plain: Any = survey_plain(replace(SURVEY, sections=(section,)))
    own, told, named = plain["sections"][0]["paragraphs"][0]["quotes"]
    assert "also" not in own
    assert told == {**own, "also": ["li2024"]}
    assert named == {"text": listed.text, "counted": True, "also": ["gu2023boot"]}


def test_notes_say_whom_they_are_about_and_where_they_stand() -> None:
    notes = (Note("n", paper="gu2023boot", where="curation.yml:2"), Note("t", topic="b"))
    assert "notes" not in survey_plain(SURVEY)
    assert survey_plain(replace(SURVEY, notes=notes))["notes"] == [
        {"paper": "gu2023boot", "note": "n", "where": "curation.yml:2"},
        {"topic": "b", "note": "t", "where": ""},
    ]


hostile = st.text(st.characters(codec=None)) | st.text("ab", max_size=90)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | hostile,
        lambda inner: st.lists(inner, max_size=14) | st.dictionaries(hostile, inner, max_size=14),
        max_leaves=30,
    )
)
def test_plain_values_are_written_as_lines_of_json_are(value: Any) -> None:
    quick = layout(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonfile, "_WRITTEN", {})
        assert layout(value) == quick
    assert json.loads(quick.encode()) == json.loads(json.dumps(value))
