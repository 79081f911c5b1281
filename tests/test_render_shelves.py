"""What works have in common: the names, the files, which have a page."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Excerpt, Extract, Fact, Json, Paper, Survey, Topic
from review.render.shelves import Shelf, by_work, file_name, folded, shelves, singular


def paper(key: str, **fields: object) -> Paper:
    stated: dict[str, object] = {"id": key, "key": key, "title": key, "year": 2024, **fields}
    return Paper(**stated)  # type: ignore[arg-type]


def found(kind: str, *papers: Paper, **fields: object) -> dict[str, tuple[str, ...]]:
    survey = Survey("T", "0", papers=papers, **fields)  # type: ignore[arg-type]
    return {shelf.name: shelf.keys for shelf in shelves(survey)[kind]}


# ── names ────────────────────────────────────────────────────────────────────────────────────


def test_years_fall_and_unknown_ones_are_none() -> None:
    papers = (paper("a", year=2019), paper("b", year=None), paper("c", year=2023), paper("d"))
    assert list(found("year", *papers).items()) == [
        ("2024", ("d",)), ("2023", ("c",)), ("2019", ("a",)),
    ]  # fmt: skip


def test_authors_that_differ_in_case_accents_or_marks_are_one() -> None:
    papers = (
        paper("a", authors=(Author("Müller", "Jean-Luc"),)),
        paper("b", authors=(Author("Muller", "Jean Luc"), Author("Tan", "X."))),
        paper("c", authors=(Author("Müller", "Jean-Luc"), Author("Müller", "Jean-Luc"))),
        paper("d", authors=(Author("Müller", "J."),)),
    )
    assert found("author", *papers) == {
        "Jean-Luc Müller": ("a", "b", "c"),
        "J. Müller": ("d",),
        "X. Tan": ("b",),
    }


def test_authors_stand_under_their_family_names() -> None:
    papers = (
        paper("a", authors=(Author("Zhou", "An"), Author("Ørsted", "B"), Author("The Team"))),
        paper("b", authors=(Author("", "Plato"), Author("", ""))),
    )
    stand = shelves(Survey("T", "0", papers=papers))["author"]
    assert [(shelf.filing, shelf.letter) for shelf in stand] == [
        ("Plato", "p"), ("The Team", "t"), ("Zhou, An", "z"), ("Ørsted, B", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        ("NeurIPS 2024", "NeurIPS"),
        ("ICCV 2023 Workshops (pp. 3385-3395)", "ICCV Workshops"),
        ("PNAS 119(32):e2123433119 (2022)", "PNAS"),
        ("Neural Networks (2023)", "Neural Networks"),
        ("ACL 2024 Findings (2024.findings-acl.629)", "ACL Findings"),
        ("Applied Aspects of Information Technology 6:52-59",
         "Applied Aspects of Information Technology"),
        ("Proceedings of the 61st Annual Meeting of X", "Proceedings of the Annual Meeting of X"),
        ("arXiv preprint arXiv:2301.00001", "arXiv"),
        ("arXiv", "arXiv"),
        ("2024", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_venue_is_named_without_what_changes(venue: str, name: str) -> None:
    assert list(found("venue", paper("a", venue=venue, year=None))) == ([name] if name else [])


def test_the_usual_spelling_names_a_venue() -> None:
    papers = (paper("a", venue="nature"), paper("b", venue="Nature"), paper("c", venue="Nature"))
    assert found("venue", *papers) == {"Nature": ("a", "b", "c")}


def test_tags_come_from_works_topics_and_abstracts() -> None:
    keywords: tuple[tuple[str, Json], ...] = (("keywords", ["Transfer", " ", 3, "R&amp;D"]),)
    span = Excerpt("ImageNet", 0, 8)
    papers = (
        paper("a", extra=keywords),
        paper("b", abstract="We use Low-Rank adapters and transfers."),
        paper("c", abstract="A LOW RANK map."),
    )
    made = found(
        "tag", *papers,
        taxonomy=(Topic("t", "T", keywords=("low-rank", "transfer", "—")),),
        extracts=(
            Extract("b", acronyms=(("LLMs", "large language models"),)),
            Extract("c", acronyms=(("LLM", "large language model"),),
                    facts=(Fact("data", span), Fact("link", Excerpt("x.org/a", 0, 7)))),
        ),
    )  # fmt: skip
    assert made == {
        "ImageNet": ("c",), "LLM": ("b", "c"), "low-rank": ("b", "c"), "R&D": ("a",),
        "Transfer": ("a",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("short", "one"),
    [("LLMs", "LLM"), ("LLM", "LLM"), ("GPUs", "GPU"), ("OS", "OS"), ("bus", "bus")],
)
def test_a_plural_is_no_tag_of_its_own(short: str, one: str) -> None:
    assert singular(short) == one


def test_works_stand_newest_first_whatever_their_order() -> None:
    papers = [
        paper("b", year=2020),
        paper("a", year=2020),
        paper("c", year=2024),
        paper("d", year=None),
    ]
    papers = [replace(one, venue="X") for one in papers]
    assert found("venue", *papers) == found("venue", *papers[::-1]) == {"X": ("c", "a", "b", "d")}


# ── pages ────────────────────────────────────────────────────────────────────────────────────


def test_what_one_work_has_alone_has_no_page() -> None:
    papers = (paper("a", venue="X"), paper("b", venue="X"), paper("c", venue="Y"))
    stand = shelves(Survey("T", "0", papers=papers))["venue"]
    assert [(shelf.name, shelf.path) for shelf in stand] == [("X", "by/venue/x.md"), ("Y", "")]


def test_there_are_no_more_pages_than_one_for_four_works() -> None:
    names = [f"{a}{b}" for a in string.ascii_lowercase for b in "xyz"]
    papers = [paper(f"{name}{i}", authors=(Author(name),)) for name in names for i in range(2)] + [
        paper(f"{name}9", authors=(Author(name),)) for name in names[:30]
    ]
    stand = shelves(Survey("T", "0", papers=tuple(papers)))["author"]
    assert len(stand) == 78
    assert [shelf.name for shelf in stand if shelf.path] == names[:30], "78 are too many for 186"


def test_what_very_many_works_share_is_no_tag() -> None:
    def words(number: int) -> list[Json]:
        return [
            *(f"all {n}" for n in range(8)),
            *(f"half {n}" for n in range(6) if number % 2),
            f"few {number // 10}",
        ]

    papers = [paper(f"p{n:03}", extra=(("keywords", words(n)),)) for n in range(400)]
    tags = found("tag", *papers)
    assert sum(map(len, tags.values())) <= 4 * len(papers)
    assert {name.split()[0] for name in tags} == {"half", "few"}
    few = found("tag", *papers[:60])
    assert len(few) == 8 + 6 + 6, "a small survey keeps them all"
    assert len(found("year", *papers)["2024"]) == 400


def test_a_long_shelf_has_further_pages() -> None:
    keys = tuple(f"k{i:03}" for i in range(450))
    pages = Shelf("year", "2024", "2024", "2024", keys, "by/year/2024.md").pages
    assert [(path, len(held)) for path, held in pages] == [
        ("by/year/2024.md", 200), ("by/year/2024--2.md", 200), ("by/year/2024--3.md", 50),
    ]  # fmt: skip
    assert sum((held for _, held in pages), ()) == keys


def test_a_work_knows_the_pages_it_stands_on() -> None:
    papers = (paper("a", venue="X"), paper("b", venue="X"), paper("c", venue="Y"))
    stand = by_work(shelves(Survey("T", "0", papers=papers)))
    assert {key: [shelf.name for shelf in held] for key, held in stand.items()} == {
        "a": ["2024", "X"], "b": ["2024", "X"], "c": ["2024"],
    }  # fmt: skip


# ── files ────────────────────────────────────────────────────────────────────────────────────


def test_plain_words_name_their_file() -> None:
    assert file_name(folded("Ji-Rong Wén")) == "ji-rong-wen"
    assert file_name(folded("GPT-2")) == "gpt-2"


@pytest.mark.parametrize("text", ["index", "CON", "漢字", "Ørsted", "x" * 200, "Letter Ψ"])
def test_what_no_file_may_be_called_gets_a_mark(text: str) -> None:
    name = file_name(folded(text))
    assert name != folded(text) and len(name) < 80
    assert name.replace("-", "").isalnum() and name.isascii()


@given(st.lists(st.text(max_size=30), max_size=20))
def test_names_and_files_go_one_to_one(texts: list[str]) -> None:
    idents = {folded(text) for text in texts} - {""}
    names = {file_name(ident) for ident in idents}
    assert len(names) == len(idents)
    for name in names:
        assert name == name.lower() and "--" not in name and not name.startswith("-")
        assert set(name) <= {*string.ascii_lowercase, *string.digits, "-"}


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8))
def test_hostile_names_go_through(names: list[tuple[str, str]]) -> None:
    papers = tuple(
        paper(f"k{i}", venue=venue, authors=(Author(name, venue),), year=None)
        for i, (name, venue) in enumerate(names)
    )
    for shelf in sum(shelves(Survey("T", "0", papers=papers)).values(), ()):
        assert shelf.keys and folded(shelf.name)
