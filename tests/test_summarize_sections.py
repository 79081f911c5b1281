import random
from dataclasses import replace
from pathlib import Path

import pytest

from review.cache import opened
from review.model import UNPLACED, Assignment, Extract, Paper, Section, Topic
from review.summarize import World, sections
from review.summarize.sections import FURTHER
from review.text.edits import replay
from tests.summarize_world import (
    PARSING,
    TREE,
    abstracts,
    apart,
    cited_keys,
    file_all,
    several,
    work,
)

Work = tuple[Paper, Extract]


def written(
    works: list[Work], assignments: tuple[Assignment, ...], tree: tuple[Topic, ...] = TREE
) -> dict[str, Section]:
    papers, extracts = apart(works)
    return {
        section.topic: section
        for section in sections(World.of(papers, extracts, tree), assignments)
    }


def of_kind(section: Section, kind: str) -> list[str]:
    return [key for p in section.paragraphs if p.kind == kind for key in cited_keys(p.quotes)]


@pytest.fixture(scope="module")
def corpus_of_two() -> tuple[list[Work], tuple[Assignment, ...]]:
    parsing, vision = several(20), several(3, "vision")
    return parsing + vision, file_all(parsing, "parsing") + file_all(vision, "vision")


def test_every_topic_has_a_section_in_the_order_of_the_taxonomy(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    assert list(written(*corpus_of_two)) == ["language", "parsing", "vision"]


def test_every_work_is_cited_once_in_the_works_of_its_section(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    section = written(*corpus_of_two)["parsing"]
    keys = of_kind(section, "works")
    assert sorted(keys) == sorted(section.papers) == sorted(set(keys))
    assert len(keys) == 20
    assert section.bare == ()


def test_every_quote_replays_from_its_abstract(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    texts = abstracts(corpus_of_two[0])
    seen = 0
    for section in written(*corpus_of_two).values():
        for paragraph in section.paragraphs:
            for quote in paragraph.quotes:
                if not quote.counted:
                    seen += 1
                    made = replay(texts[quote.paper], quote.start, quote.end, quote.edits)
                    assert made == quote.text
                    assert made.count(f"[@{quote.paper}]") == 1
    assert seen > 30


def test_paragraphs_are_short(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    for section in written(*corpus_of_two).values():
        for paragraph in section.paragraphs:
            assert 1 <= len(cited_keys(paragraph.quotes)) <= 12 or paragraph.kind == "overview"
            if paragraph.kind == "works":
                assert len(cited_keys(paragraph.quotes)) <= 8


def test_paragraphs_come_in_their_order(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    order = ["overview", "definition", "works", "findings", "limits"]
    for section in written(*corpus_of_two).values():
        places = [order.index(paragraph.kind) for paragraph in section.paragraphs]
        assert places == sorted(places)


def test_counted_numbers_are_true(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    section = written(*corpus_of_two)["parsing"]
    counted = [q.text for p in section.paragraphs for q in p.quotes if q.counted]
    assert counted == ["Twenty works, 2000–2019."]


def test_papers_are_listed_as_the_text_cites_them(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    section = written(*corpus_of_two)["parsing"]
    assert list(section.papers) == of_kind(section, "works")


def test_a_parent_cites_across_its_children(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    section = written(*corpus_of_two)["language"]
    opening, child = section.paragraphs
    assert opening.quotes[0].text == "Language gathers 20 works in one topic, 2000–2019."
    assert child.heading == "Parsing"
    assert child.quotes[0].text == "Twenty works, 2000–2019."
    keys = cited_keys(child.quotes)  # what the topic is, then two works
    assert len(keys) == len(set(keys)) == 3
    assert not section.papers
    assert not section.table


def test_the_order_of_the_input_does_not_matter(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    works, assignments = corpus_of_two
    expected = written(works, assignments)
    for seed in range(3):
        shuffled, filed = list(works), list(assignments)
        random.Random(seed).shuffle(shuffled)
        random.Random(seed + 9).shuffle(filed)
        assert written(shuffled, tuple(filed)) == expected


def test_works_without_a_place_have_a_section_of_their_own() -> None:
    works = several(4)
    lost = works[1][0].key
    filed = tuple(replace(a, placed=a.paper != lost) for a in file_all(works, "parsing"))
    found = written(works, filed)
    assert found[UNPLACED].papers == (lost,)
    assert of_kind(found[UNPLACED], "works") == [lost]
    assert lost not in found["parsing"].papers


def test_a_work_without_an_abstract_is_bare() -> None:
    works = [*several(3), (Paper(id="zz", key="zz", title="Only a title"), Extract("zz"))]
    section = written(works, file_all(works, "parsing"))["parsing"]
    assert section.bare == ("zz",)
    assert section.papers[-1] == "zz"
    assert "zz" not in of_kind(section, "works")


def test_a_work_without_an_extract_is_bare() -> None:
    works = several(2)
    papers, extracts = apart(works)
    made = sections(World.of(papers, extracts[:1], (PARSING,)), file_all(works, "parsing"))
    assert made[0].bare == (papers[1].key,)


def test_works_that_touch_a_theme_are_named_there() -> None:
    works = several(3)
    filed = tuple(replace(a, also=("vision", "parsing")) for a in file_all(works, "parsing"))
    found = written(works, filed)
    assert found["vision"].also == tuple(sorted(paper.key for paper, _ in works))
    assert found["parsing"].also == ()


def test_central_works_are_of_the_section(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]],
) -> None:
    found = written(*corpus_of_two)
    assert len(found["parsing"].central) == 5
    assert set(found["vision"].central) <= set(found["vision"].papers)


def test_an_inner_topic_with_works_of_its_own_has_both() -> None:
    works, own = several(3), several(2, "language")
    filed = file_all(works, "parsing") + file_all(own, "language")
    section = written(works + own, filed)["language"]
    assert {p.kind for p in section.paragraphs} >= {"overview", "works"}
    assert section.paragraphs[0].quotes[0].text.startswith("Language gathers five works in one")
    assert sorted(section.papers) == sorted(paper.key for paper, _ in own)


def test_no_papers_make_empty_sections() -> None:
    assert all(not section.paragraphs for section in written([], ()).values())


def test_two_works_that_nearly_say_the_same_are_no_neighbours() -> None:
    text = "We propose deep parsing of broken trees with {} rules, charts and proverbs."
    same = [
        work(key, f"Twin {key}", 2020, citation=text.format(number))
        for key, number in (("aa", 3), ("bb", 4))
    ]
    others = several(4)
    section = written(same + others, file_all(same + others, "parsing"))["parsing"]
    keys = of_kind(section, "works")
    assert {"aa", "bb"} <= set(keys)
    assert abs(keys.index("aa") - keys.index("bb")) > 1


def test_hostile_texts_make_sections_too() -> None:
    works = [
        work("aa", "\u202e{{7*7}} <b>", 2020, citation="We \u0000 [x](y) | `z` $\\frac$ ok."),
        work("bb", "", None, citation="数 は 多い 。"),
        work("cc", "...", None, citation="We !!! ???."),
    ]
    section = written(works, file_all(works, "parsing"))["parsing"]
    assert sorted(of_kind(section, "works")) == ["aa", "bb", "cc"]


def test_a_work_on_another_matter_comes_last() -> None:
    works = several(9)
    stray = work("aaaa", "Clouds", 1999, citation="We photograph clouds above mountains in winter.")
    section = written([*works, stray], file_all([*works, stray], "parsing"))["parsing"]
    assert of_kind(section, "works")[-1] == "aaaa"


def leaning(works: list[Work], *numbers: int) -> list[Work]:
    """Return the works, those of the numbers without a citation that can be read alone."""
    return [
        (paper, replace(extract, stands=number not in numbers))
        for number, (paper, extract) in enumerate(works)
    ]


def test_a_work_whose_sentence_leans_on_others_is_named_by_its_title() -> None:
    works = leaning(several(6), 2, 4)
    section = written(works, file_all(works, "parsing"))["parsing"]
    told = [quote for p in section.paragraphs if p.kind == "works" for quote in p.quotes]
    assert told[-3].counted
    assert told[-3].text == (
        "Also filed here: “Study 2 of parsing number2” [@pars2002n2] and "
        "“Study 4 of parsing number4” [@pars2004n4]."
    )
    assert [quote.paper for quote in told[-2:]] == ["pars2002n2", "pars2004n4"]
    assert not {"pars2002n2", "pars2004n4"} & {quote.paper for quote in told[:-2]}
    assert section.papers[-2:] == ("pars2002n2", "pars2004n4")
    assert section.bare == ()


def test_a_leaning_sentence_stands_only_behind_the_title_of_its_work() -> None:
    works = leaning(several(20), *range(10))
    made = written(works, file_all(works, "parsing"))
    spans = {(p.key, e.citation.start) for p, e in works[:10] if e.citation}
    for section in made.values():
        for part in section.paragraphs:
            named = {key for quote in part.quotes[:1] for key in quote.also}
            quoted = {(q.paper, q.start) for q in part.quotes} & spans
            assert {key for key, _ in quoted} <= named


def test_a_section_may_name_all_its_works_by_their_titles() -> None:
    works = leaning(several(1), 0)
    titled = "Filed here: “Study 0 of parsing number0” [@pars2000n0]."
    for topic, assignments in (("parsing", file_all(works, "parsing")), (UNPLACED, ())):
        section = written(works, assignments)[topic]
        told = [q.text for p in section.paragraphs if p.kind == "works" for q in p.quotes]
        assert (told[0], len(told)) == (titled, 2)


def divided(*leaning_ones: int) -> Section:
    """Return the section of 20 works: 8 on one thing, 7 on another, 5 on neither."""
    subjects = ["style transfer"] * 8 + ["garment animation"] * 7 + ["widgets"] * 5
    works = [
        work(
            f"w{i:02}",
            f"Widget{i}: {subject} alpha{i}",
            2000 + i,
            background=f"Old gadget{i} art is {subject}.",
            citation=f"We propose widget{i} for {subject} with gadget{i}.",
        )
        for i, subject in enumerate(subjects)
    ]
    made = leaning(works, *leaning_ones)
    return written(made, file_all(made, "vision"))["vision"]


def test_works_that_no_heading_names_have_one_too() -> None:
    parts = [p for p in divided().paragraphs if p.kind == "works"]
    assert sorted(filter(None, (p.heading for p in parts))) == [
        FURTHER, "Garment animation", "Style transfer",
    ]  # fmt: skip
    assert parts[-1].heading == FURTHER
    assert parts[-1].quotes[0].text == "Five further works, 2015–2019."


def test_named_works_do_not_stand_under_a_heading_that_is_not_theirs() -> None:
    *_, last = (p for p in divided(15, 16, 17, 18, 19).paragraphs if p.kind == "works")
    assert last.heading == FURTHER
    assert last.quotes[0].text.startswith("Also filed here: “Widget15")


def test_a_sentence_of_two_works_cites_both_and_both_are_filed() -> None:
    works = [
        work("aa", "One widget", 2020, citation="We propose the widget of trees."),
        work("bb", "Two widgets", 2021, citation="We propose the widgets of trees."),
    ]
    section = written(works, file_all(works, "parsing"))["parsing"]
    (quote,) = (q for p in section.paragraphs if p.kind == "works" for q in p.quotes)
    assert (quote.paper, quote.also) == ("aa", ("bb",))
    assert section.papers == ("aa", "bb")


def test_works_filed_with_little_confidence_stand_apart_and_find_nothing() -> None:
    works = several(6)
    assignments = tuple(
        replace(each, confidence=0.3, by="person" if number == 5 else "model")
        if number in (1, 4, 5)
        else each
        for number, each in enumerate(file_all(works, "parsing"))
    )
    section = written(works, assignments)["parsing"]
    *_, last = [part for part in section.paragraphs if part.kind == "works"]
    assert last.quotes[0].text.startswith("Two works filed here with less certainty")
    doubtful = {works[1][0].key, works[4][0].key}
    assert {quote.paper for quote in last.quotes[1:]} == doubtful
    rest = [q.paper for part in section.paragraphs if part is not last for q in part.quotes]
    assert not doubtful & set(rest)
    assert works[5][0].key in rest


def test_where_nothing_is_certain_nothing_stands_apart() -> None:
    works = several(3)
    assignments = tuple(replace(each, confidence=0.3) for each in file_all(works, "parsing"))
    section = written(works, assignments)["parsing"]
    assert not any("certainty" in q.text for part in section.paragraphs for q in part.quotes)


def test_sections_that_are_kept_are_those_that_are_made(
    corpus_of_two: tuple[list[Work], tuple[Assignment, ...]], tmp_path: Path
) -> None:
    works, first = corpus_of_two
    moved = (replace(first[0], topic="vision"), *first[1:])
    doubted = (*first[:-1], replace(first[-1], confidence=0.01))
    also = (replace(first[0], also=("vision",)), *first[1:])
    left = (replace(first[0], placed=False), *first[1:])
    fewer, renamed = works[:-1], (replace(TREE[0], title="Another title"), *TREE[1:])
    cases = [(works, given, TREE) for given in (first, first, moved, doubted, also, left, first)]
    cases += [(fewer, first[:-1], TREE), (works, first, renamed), (works, first, TREE)]
    made = []
    for case, made_alone in zip(cases, [written(*case) for case in cases], strict=True):
        with opened(tmp_path / "memo.sqlite", "here") as memo:
            assert written(*case) == made_alone
        made.append(memo.made.total())
    assert made[0] > made[2] > 0
    assert (made[1], made[6], made[-1]) == (0, 0, 0)
