"""What one abstract says of itself, from roles to citation sentences."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.extract import extract, extract_keys, extract_plain
from review.extract.linear import ranking, role_weights
from review.model import Author, Entry, Excerpt, Extract
from review.text.edits import replay

ABSTRACT = (
    "Large Language Models (LLMs) have demonstrated outstanding performance across many tasks. "
    "However, this growth in scale leads to increased computational demands. "
    "To address these challenges, we introduce EchoAtt, a novel framework aimed at optimizing "
    "transformer-based models by analyzing the similarity of attention patterns across layers. "
    "We incorporate this approach within a knowledge distillation setup. "
    r"Our results show that EchoAtt improves inference speed by 15\% and training speed by 25\%. "
    "A limitation of our work is that it is limited to small models. "
    "Code is available at https://github.com/a/EchoAtt."
)
ENTRY = Entry(
    id="echo",
    title="EchoAtt: Attend, Copy, then Adjust",
    abstract=ABSTRACT,
    authors=(Author("Rajabzadeh", "Hossein"), Author("Ghodsi", "Ali")),
)


@pytest.fixture(scope="module")
def found() -> Extract:
    return extract(ENTRY)


def excerpts(found: Extract) -> list[Excerpt]:
    single = (found.problem, found.contribution, found.result, found.citation, found.finding)
    more = (found.limitation, found.headline, *(fact.said for fact in found.facts))
    return [each for each in (*single, *more) if each] + [*found.summary, *found.background]


def test_sentences_are_spans(found: Extract) -> None:
    assert len(found.sentences) == 7
    assert all(ABSTRACT[each.start : each.end] == each.text for each in found.sentences)


def test_roles_follow_the_argument(found: Extract) -> None:
    roles = [each.role for each in found.sentences]
    assert roles[0] == "background"
    assert roles[4:] == ["result", "limitation", "resource"]


def test_key_sentences(found: Extract) -> None:
    assert found.contribution and "we introduce EchoAtt" in found.contribution.text
    assert found.result and "inference speed by 15%" in found.result.text
    assert found.problem and found.problem.text.startswith("However, this growth")
    assert found.summary[0] == found.contribution
    assert 1 <= len(found.summary) <= 3


def test_key_sentences_carry_repairs_only(found: Extract) -> None:
    key = [found.problem, found.contribution, found.result, *found.summary]
    assert {edit.op for each in key if each for edit in each.edits} <= {"markup"}


def test_every_excerpt_replays(found: Extract) -> None:
    for each in excerpts(found):
        assert replay(ABSTRACT, each.start, each.end, each.edits) == each.text


def test_the_name_the_acronyms_and_the_facts(found: Extract) -> None:
    assert found.name == "EchoAtt"
    assert found.acronyms == (("LLMs", "Large Language Models"),)
    assert found.headline and found.headline.text == "improves inference speed by 15%"
    (link,) = [fact for fact in found.facts if fact.kind == "link"]
    assert (link.label, link.said.text) == ("code", "https://github.com/a/EchoAtt")


def test_citation_sentences_hold_the_mark_once(found: Extract) -> None:
    cited = [found.citation, found.finding, found.limitation, *found.background]
    assert all(each.text.count("[@echo]") == 1 for each in cited if each)
    assert found.citation and found.citation.text.startswith("[@echo] introduce EchoAtt")


def test_the_mark_may_be_given() -> None:
    made = extract(ENTRY, mark="rajabzadeh2024echoatt").citation
    assert made and "[@rajabzadeh2024echoatt]" in made.text


def test_a_single_author_takes_the_singular() -> None:
    made = extract(Entry(id=1, title="T", abstract=ABSTRACT, authors=(Author("Tan"),))).citation
    assert made and made.text.startswith("[@1] introduces EchoAtt")


def test_an_entry_without_an_abstract_gives_an_empty_extract() -> None:
    assert extract(Entry(id=7, title="Title only")) == Extract(7)
    assert extract(Entry(id=7, abstract=" \n ")) == Extract(7)


def test_one_sentence_is_its_own_contribution() -> None:
    made = extract(Entry(id=1, abstract="We propose a fast solver for large linear systems."))
    assert made.contribution and made.contribution.text.startswith("We propose")
    assert len(made.summary) == 1
    assert made.result is None
    assert made.problem is None


def test_a_scrap_is_not_an_error() -> None:
    made = extract(Entry(id=1, abstract="Abstract."))
    assert made.contribution and made.contribution.text == "Abstract."


def test_an_unreadable_sentence_is_not_cited() -> None:
    abstract = (
        r"We propose \mone, a new solver for large systems that is fast. "
        "We present a solver for large systems that needs little memory."
    )
    made = extract(Entry(id=1, abstract=abstract)).citation
    assert made and "\\mone" not in made.text


def test_the_plain_line_has_the_fields_of_the_contract(found: Extract) -> None:
    plain = extract_plain(found)
    assert list(plain) == [
        "id",
        "sentences",
        "problem",
        "contribution",
        "result",
        "summary",
        "name",
        "citation",
    ]
    first: Any = plain["sentences"]
    assert list(first[0]) == ["text", "start", "end", "role"]
    citation: Any = plain["citation"]
    assert list(citation) == ["text", "start", "end", "edits"]
    assert list(citation["edits"][0]) == ["op", "start", "end", "to"]
    assert json.loads(json.dumps(plain)) == plain


def test_the_plain_line_of_nothing_is_null() -> None:
    plain = extract_plain(Extract("x"))
    assert plain["contribution"] is None
    assert plain["summary"] == []


def test_extracting_is_repeatable(found: Extract) -> None:
    assert extract(ENTRY) == found


def test_the_shipped_models_are_small() -> None:
    folder = Path(str(__import__("review.extract", fromlist=["x"]).__file__)).parent
    assert sum(path.stat().st_size for path in folder.glob("*.json")) < 500_000


def test_the_shipped_models_hold_no_long_phrase() -> None:
    assert all(len(feature.split()) <= 2 for feature in role_weights())
    assert all(len(row) == 5 for row in role_weights().values())
    assert set(ranking("summary")) & set(ranking("result"))


HOSTILE = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            ["We propose ", "X (ABC) ", "called Foo. ", "However, ", "it improves by 15\\% ",
             "[@x] ", "(", ")", "\\textbf{", "}", "$", ". ", "https://github.com/a/b", "。", "“",
             "RESULTS: ", "Our method ", "This is ", "et al. ", "\n", "\u0301", "😀"]
        ),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@settings(deadline=None)
@given(HOSTILE, st.text(max_size=60))
def test_hostile_text_never_breaks_a_promise(abstract: str, title: str) -> None:
    made = extract(Entry(id=1, title=title, abstract=abstract))
    assert bool(made.sentences) == bool(abstract.strip())
    for each in excerpts(made):
        assert replay(abstract, each.start, each.end, each.edits) == each.text
    starts = {(each.start, each.end) for each in made.sentences}
    for key in (made.contribution, made.result, made.problem, *made.summary):
        assert key is None or (key.start, key.end) in starts


def cited(abstract: str) -> Extract:
    return extract(Entry(id=1, title="On tools", abstract=abstract))


def test_what_was_only_done_is_no_finding() -> None:
    found = cited(
        "Tools are slow in most places today. We propose a fast tool for all places. "
        "We evaluate 18 tools across all 12 places, covering both small and large ones."
    )
    assert found.finding is None


def test_what_is_said_of_the_field_is_no_finding() -> None:
    found = cited(
        "Large tools have demonstrated remarkable results and achieve high accuracy on many tasks. "
        "This survey reviews how tools are used with data."
    )
    assert found.finding is None


def test_a_limit_is_no_hope() -> None:
    base = "We propose a fast tool for all places. We show that it improves the speed by 12%. "
    assert cited(base + "We hope that the tool will inspire future work.").limitation is None
    assert cited(base + "This paves the way for better tools.").limitation is None
    made = cited(base + "We find that the tool still falls short of human speed.").limitation
    assert made is not None
    assert "falls short" in made.text


def test_what_is_not_limited_is_no_limit() -> None:
    found = cited(
        "We propose a fast tool for all places. We show that it improves the speed by 12%. "
        "Moreover, our model is not limited to small places."
    )
    assert found.limitation is None


def test_limits_of_others_are_no_limits_of_the_work() -> None:
    found = cited(
        "We propose a fast tool for all places. We show that it improves the speed by 12%. "
        "We find that existing tools fail to work in small places."
    )
    assert found.limitation is None


def test_a_sentence_that_does_not_speak_of_the_work_gives_way() -> None:
    found = cited(
        "Tools are slow. We introduce a fast tool that overcomes these limitations with data. "
        "Training a tool is challenging as it has many parts. We present a data set of tools."
    )
    assert found.citation is not None
    assert "challenging" not in found.citation.text


def test_what_looks_like_a_citation_in_the_source_is_not_cited() -> None:
    abstract = "We introduce [@fake], a method. We propose a model of sleep for language tasks."
    found = extract(Entry(id="h", abstract=abstract))
    assert found.citation is not None
    assert found.citation.text == "[@h] proposes a model of sleep for language tasks."
    assert extract(Entry(id="h", abstract="We introduce [@fake], a method.")).citation is None


def test_the_key_sentences_alone_are_those_of_the_whole(found: Extract) -> None:
    for abstract in ("", "We propose a parser of trees. We show that it wins by 3 points."):
        entry = Entry(id="k", title="Trees", abstract=abstract)
        assert extract_plain(extract_keys(entry)) == extract_plain(extract(entry))
    assert extract_keys(Entry(id="k", abstract="We show that X wins by 3 %.")).finding is None
