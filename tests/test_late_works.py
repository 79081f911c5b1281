"""Works that come after the reference corpus: they change nothing that is said of the others."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.cache import opened
from review.identity import dump_lock, load_lock, weighed
from review.model import Extract, Paper, Remembered
from review.summarize import World, related, sections
from review.summarize.corpus import corpus, keyed
from review.summarize.subthemes import lexicon, with_late
from review.text.vectors import counts
from tests.summarize_world import TREE, apart, file_all, several, work

Work = tuple[Paper, Extract]


def late(works: list[Work]) -> list[Work]:
    return [(replace(paper, late=True), extract) for paper, extract in works]


# ── which works are late ─────────────────────────────────────────────────────────────────────


def papers(number: int) -> tuple[Paper, ...]:
    return tuple(Paper(id=f"w{i:03}", key=f"k{i:03}") for i in range(number))


def ledger(tmp_path: Path, known: tuple[Paper, ...]) -> tuple[Remembered, ...]:
    path = tmp_path / "review.lock"
    path.write_text(dump_lock(known, ()), encoding="utf-8")
    return load_lock(path)


def test_in_a_first_build_no_work_is_late() -> None:
    assert not any(paper.late for paper in weighed(papers(5), ()))


def test_a_few_new_works_are_late_and_stay_so(tmp_path: Path) -> None:
    found = weighed(papers(22), ledger(tmp_path, papers(20)))
    assert [paper.key for paper in found if paper.late] == ["k020", "k021"]
    assert weighed(papers(22), ledger(tmp_path, found)) == found


def test_many_new_works_join_the_reference_corpus(tmp_path: Path) -> None:
    found = weighed(papers(22), ledger(tmp_path, papers(20)))
    again = weighed(papers(23), ledger(tmp_path, found))
    assert not any(paper.late for paper in again)
    assert weighed(papers(23), ledger(tmp_path, again)) == again


def test_works_that_left_are_no_part_of_it(tmp_path: Path) -> None:
    known = [replace(one, left="2026") for one in ledger(tmp_path, papers(20))]
    assert not any(paper.late for paper in weighed(papers(22)[18:], known))


# ── what is counted ──────────────────────────────────────────────────────────────────────────

TEXTS = ("deep nets learn", "deep graphs", "new words learn deep nets", "")


def test_late_texts_are_counted_in_the_terms_of_the_others() -> None:
    whole = counts(TEXTS, 1, (False, False, True, False))
    early = counts((TEXTS[0], TEXTS[1], TEXTS[3]))
    assert whole.terms == early.terms
    assert (whole.matrix.toarray()[[0, 1, 3]] == early.matrix.toarray()).all()
    said = dict(zip(whole.terms, whole.matrix.toarray()[2], strict=True))
    assert {term for term, number in said.items() if number} == {"deep", "net", "learn", "deep net"}


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6), st.data())
def test_a_late_text_counts_as_it_would_early(texts: list[str], data: st.DataObject) -> None:
    marks = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    found, plain = counts([*texts, *TEXTS], 1, [*marks, *[False] * 4]), counts([*texts, *TEXTS])
    assert found.terms == plain.terms
    assert (found.matrix.toarray() == plain.matrix.toarray()).all()


def test_counts_are_the_same_when_an_earlier_build_knows_them(tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path / "memo", "a"):
            found = counts(["only here deep", *TEXTS], 1, [False] * 4 + [True])
        assert found.terms[:2] == ("deep", "graph")
        assert found.matrix.toarray().sum() > 0


# ── what is said of the others ───────────────────────────────────────────────────────────────


def test_a_late_work_changes_no_section_but_its_own() -> None:
    parsing, vision = several(20), several(6, "vision")
    new = late([work("zz", "Parsing vision with new grammars", citation="We parse grammars.")])
    filed = file_all(parsing, "parsing") + file_all(vision, "vision")
    before = sections(World.of(*apart(parsing + vision), TREE), filed)
    after = sections(
        World.of(*apart(parsing + vision + new), TREE), filed + file_all(new, "vision")
    )
    for one, other in zip(before, after, strict=True):
        assert (one == other) == (one.topic != "vision"), one.topic
    assert "zz" in after[-1].papers


def test_sections_that_an_earlier_build_knows_are_those_it_would_write(tmp_path: Path) -> None:
    parsing, vision = several(20), several(6, "vision")
    new = late(several(2, "weather"))
    filed = file_all(parsing, "parsing") + file_all(vision, "vision")
    more = (*filed, *file_all(new, "vision"))
    with opened(tmp_path / "memo", "a"):
        sections(World.of(*apart(parsing + vision), TREE), filed)
    with opened(tmp_path / "memo", "a") as memo:
        found = sections(World.of(*apart(parsing + vision + new), TREE), more)
        assert memo.made["section"] == 1
    assert found == sections(World.of(*apart(parsing + vision + new), TREE), more)


def test_a_late_work_heads_no_group_and_joins_those_there_are() -> None:
    said = "We propose style transfer of garments."
    early = [work(f"a{i}", f"Style transfer {i}", citation=said) for i in range(4)]
    known = corpus(keyed(*apart(early)))
    new = late(
        [
            work("zz", "Style transfer for animals", citation=said),
            work("zy", "Animals at rest", citation="We watch animals at rest."),
            work("zx", "Animals at rest again", citation="We watch animals at rest."),
        ]
    )
    grown = corpus(keyed(*apart([*early, *new])))
    words = with_late(lexicon(grown), grown)
    assert lexicon(grown) == lexicon(known)
    assert with_late(lexicon(known), known) == lexicon(known)
    (phrase,) = (one for one in words.phrases if one.words.lower() == "style transfer")
    assert phrase.about.keys() == {"a0", "a1", "a2", "a3", "zz"}
    assert "zz" in phrase.titles
    assert not any("animal" in one.words.lower() for one in words.phrases)


@pytest.mark.parametrize("name", ["grammar", "weather"])
def test_works_near_each_other_stay_so(name: str) -> None:
    works = several(5, "grammar") + several(5, "weather")
    new = late([work("zz", f"A note on {name}")])
    before, after = dict(related(apart(works)[0])), dict(related(apart(works + new)[0]))
    assert after["zz"]
    for key, near in before.items():
        others = [one for one in after[key] if one.paper != "zz"]
        assert others == list(near)[: len(others)]
