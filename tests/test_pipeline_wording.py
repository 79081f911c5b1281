"""Sentences that a person chose or banned: found word for word, used or shut out everywhere."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import check
from review.config import Wording, load_config
from review.extract import extract
from review.extract.edits import allowed
from review.model import Chosen, Excerpt, Extract, Paper, Survey
from review.pipeline import build, remember
from review.pipeline.wording import chosen
from review.render.jsonfile import survey_plain
from review.text.spans import sentence_spans

ABSTRACT = (
    "Catastrophic forgetting is a central problem of continual learning. "
    "We propose BOOT, a method that replays\n compressed features. "
    "BOOT keeps 92\\% of the accuracy of joint training. "
    "It is trained in two stages on one device. "
    "However, BOOT still struggles with long task sequences."
)
PAPER = Paper(id="w1", key="gu2023boot", title="Boot: How to Replay", abstract=ABSTRACT)
BARE = Paper(id="w2", key="li2020none", title="Nothing Known")
STAGES = "It is trained in two stages on one device."
KEPT = "BOOT keeps 92\\% of the accuracy of joint training."


def span(text: str, abstract: str = ABSTRACT) -> tuple[int, int]:
    start = abstract.index(text)
    return start, start + len(text)


def excerpts(found: Extract) -> list[Excerpt]:
    single = (found.problem, found.contribution, found.result, found.citation, found.finding,
              found.limitation, found.headline)  # fmt: skip
    facts = [fact.said for fact in found.facts]
    return [each for each in (*single, *found.summary, *found.background, *facts) if each]


# ── finding the sentence ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        KEPT,
        "  BOOT keeps 92\\%\n   of the accuracy of joint training. ",
        "BOOT keeps 92% of the accuracy of joint training.",
    ],
    ids=["verbatim", "other white space", "as a page shows it"],
)
@pytest.mark.parametrize("name", ["gu2023boot", "w1", "boot: how to replay"])
def test_a_sentence_is_found(text: str, name: str) -> None:
    found, problems = chosen([PAPER, BARE], [Wording(name, use=text), Wording(name, ban=STAGES)])
    assert problems == ()
    assert found == {"gu2023boot": Chosen(span(KEPT), (span(STAGES),))}


def test_of_two_the_later_one_is_used() -> None:
    found, _ = chosen([PAPER], [Wording("w1", use=KEPT), Wording("w1", use=STAGES)])
    assert found["gu2023boot"].use == span(STAGES)


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        (
            Wording("gu2023bot", use=KEPT),
            "no work is called 'gu2023bot' (in sentences) (did you mean 'gu2023boot'?)",
        ),
        (
            Wording("w1", use="BOOT keeps 92% of accuracy."),
            "gu2023boot: no sentence of its abstract reads 'BOOT keeps 92% of accuracy.';"
            " the nearest is 'BOOT keeps 92\\\\% of the accuracy of joint training.'",
        ),
        (
            Wording("w1", ban="BOOT keeps 92% of the accuracy"),
            "gu2023boot: no sentence of its abstract reads 'BOOT keeps 92% of the accuracy';"
            " the nearest is 'BOOT keeps 92\\\\% of the accuracy of joint training.'",
        ),
        (
            Wording("w1", ban="Zzz qqq."),
            "gu2023boot: no sentence of its abstract reads 'Zzz qqq.'",
        ),
        (
            Wording("w2", ban="Zzz."),
            "li2020none: has no abstract to take a sentence from",
        ),
    ],
)
def test_what_is_not_found_is_told_with_the_nearest(wording: Wording, message: str) -> None:
    found, problems = chosen([PAPER, BARE], [wording])
    assert found == {}
    assert [problem.message for problem in problems] == [message]


def test_a_ban_wins_over_a_use_and_is_told() -> None:
    wordings = [
        Wording("w1", use=STAGES, where="curation.yml:2"),
        Wording("w1", ban=STAGES, where="curation.yml:3"),
    ]
    found, problems = chosen([PAPER], wordings)
    assert [(one.where, one.message) for one in problems] == [
        ("curation.yml:2", "gu2023boot: the sentence to use is banned too; it is not used")
    ]
    made = extract(PAPER, "gu2023boot", found["gu2023boot"])
    assert made.citation is not None
    assert "two stages" not in made.citation.text


def test_what_looks_like_a_citation_cannot_cite() -> None:
    paper = Paper(id="w3", key="k", title="T", abstract="We extend [@other] to trees and graphs.")
    found, (problem,) = chosen([paper], [Wording("k", use=paper.abstract)])
    assert found == {}
    assert "looks like a citation" in problem.message


# ── using it ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [KEPT, STAGES, sentence_spans(ABSTRACT) and ABSTRACT[:67]])
def test_the_chosen_sentence_cites_the_work_by_the_closed_list(text: str) -> None:
    made = extract(PAPER, "gu2023boot", Chosen(use=span(text)))
    assert made.citation is not None
    assert made.stands
    assert (made.citation.start, made.citation.end) == span(text)
    assert made.citation.text.count("[@gu2023boot]") == 1
    assert allowed(ABSTRACT, made.citation) is None
    others = [each for each in (made.finding, made.limitation) if each]
    assert made.citation.start not in [each.start for each in others]


def test_a_choice_changes_nothing_else_that_is_read() -> None:
    plain, said = extract(PAPER), extract(PAPER, None, Chosen(use=span(STAGES)))
    assert (plain.sentences, plain.name, plain.acronyms) == (
        said.sentences,
        said.name,
        said.acronyms,
    )
    assert plain == extract(PAPER, "w1", Chosen())


@pytest.mark.parametrize("text", [ABSTRACT[slice(*one)] for one in sentence_spans(ABSTRACT)])
def test_nothing_is_taken_from_a_banned_sentence(text: str) -> None:
    start, end = span(text)
    made = extract(PAPER, "gu2023boot", Chosen(ban=((start, end),)))
    assert not [each for each in excerpts(made) if each.start < end and start < each.end]
    assert [one.text for one in made.sentences] == [one.text for one in extract(PAPER).sentences]
    assert made.citation is not None, "another one cites the work"


def test_with_all_banned_nothing_is_said() -> None:
    made = extract(PAPER, "gu2023boot", Chosen(ban=sentence_spans(ABSTRACT)))
    assert excerpts(made) == []


SENTENCES = st.sampled_from([
    "We propose Boot, a method for trees.", "It works well on ImageNet (92.3\\%).", "However, we",
    "Results show that Boot outperforms others by 3.2 points.", "This is limited to images.",
    "Deep networks forget.", "[@x] is cited.", "“Quoted” ⟨x⟩ $a^2$.", "Code: https://a.org/b.",
])  # fmt: skip


@given(st.lists(SENTENCES, max_size=7), st.data())
def test_any_choice_holds(sentences: list[str], data: st.DataObject) -> None:
    abstract = " ".join(sentences)
    spans = sentence_spans(abstract)
    ban = tuple(one for one in spans if data.draw(st.booleans()))
    use = data.draw(st.sampled_from([None, *spans]))
    if use and "[@" in abstract[slice(*use)]:
        use = None
    made = extract(Paper(id="a", key="a", title="Boot", abstract=abstract), "a", Chosen(use, ban))
    for each in excerpts(made):
        assert not any(each.start < end and start < each.end for start, end in ban)
        assert allowed(abstract, each) is None
    if use and use not in ban:
        assert made.citation is not None
        assert (made.citation.start, made.citation.end) == use


# ── in a survey ──────────────────────────────────────────────────────────────────────────────


def told(made: Survey, key: str) -> set[tuple[int, int]]:
    """The spans of the abstract of `key` that stand anywhere in the survey."""
    paragraphs = [p for section in made.sections for p in section.paragraphs]
    quotes = [quote for p in (*paragraphs, *made.overview) for quote in p.quotes]
    quotes += [said for _, said in made.terms]
    rows = [row for section in made.sections for row in section.table if row.paper == key]
    cells = [
        cell
        for row in rows
        for cell in (row.does, row.headline, *row.data, *(fact.said for fact in row.links))
        if cell
    ]
    spans = {(quote.start, quote.end) for quote in quotes if quote.paper == key}
    return spans | {(cell.start, cell.end) for cell in cells}


def built_from(root: Path, said: str = "") -> Survey:
    (root / "curation.yml").write_text(said, "utf-8")
    return build(load_config(root), remember(root))


def sentences(paper: Paper, marked: str) -> str:
    """Every sentence of the abstract, as lines of `curation.yml`."""
    texts = (paper.abstract[slice(*one)] for one in sentence_spans(paper.abstract))
    lines = (f"- {{paper: {paper.key}, {marked}: {json.dumps(text)}}}\n" for text in texts)
    return "".join(lines)


def test_a_survey_cites_by_the_chosen_sentence_and_never_uses_the_banned_ones(
    survey: Path,
) -> None:
    before = built_from(survey)
    paper = max(before.papers, key=lambda one: len(told(before, one.key)))
    used = told(before, paper.key)
    spans = sentence_spans(paper.abstract)
    banned = [one for one in spans if any(one[0] < end and start < one[1] for start, end in used)]
    assert len(banned) > 1
    use = next(one for one in spans if one not in banned)
    lines = [
        f"- {{paper: {paper.key}, {name}: {json.dumps(paper.abstract[slice(*one)])}}}\n"
        for name, one in [("use", use), *(("ban", one) for one in banned)]
    ]
    after = built_from(survey, f"sentences:\n{''.join(lines)}")
    assert after.problems == before.problems
    now = told(after, paper.key)
    assert use in now
    assert not [one for one in now if any(one[0] < end and start < one[1] for start, end in banned)]
    (made,) = (one for one in after.extracts if one.id == paper.key)
    assert made.citation is not None
    assert (made.citation.start, made.citation.end) == use
    others = [one for one in before.extracts if one.id != paper.key]
    assert [one for one in after.extracts if one.id != paper.key] == others
    stated = survey_plain(after)
    abstracts = {one.key: one.abstract for one in after.papers}
    for promise in (check.quotes, check.cells):
        assert list(promise(json.loads(json.dumps(stated)), abstracts, allowed)) == []


def test_a_work_of_which_all_is_banned_is_listed(survey: Path) -> None:
    before = built_from(survey)
    paper = max(before.papers, key=lambda one: len(told(before, one.key)))
    after = built_from(survey, f"sentences:\n{sentences(paper, 'ban')}")
    assert after.problems == before.problems
    assert told(after, paper.key) == set()
    assert paper.key in {key for section in after.sections for key in section.bare}
    assert list(check.coverage(json.loads(json.dumps(survey_plain(after))))) == []


def test_a_sentence_that_is_not_there_is_told_and_all_else_goes_on(survey: Path) -> None:
    before = built_from(survey)
    key = before.papers[0].key
    after = built_from(survey, f"notes: []\nsentences:\n- paper: {key}\n  ban: No such one.\n")
    (problem,) = set(after.problems) - set(before.problems)
    assert problem.where == "curation.yml:3"
    assert problem.message.startswith(f"{key}: no sentence of its abstract reads 'No such one.'")
    assert after.sections == before.sections
