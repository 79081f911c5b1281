"""Listing dumps: cut by structure, nothing lost. Whole dumps stand in golden/."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources.furniture import KINDS, byline, kind, label, names
from review.sources.listing import read, sniff

A = (
    "We study how small models learn from few examples. In 12 tasks, error falls by half when"
    " examples are chosen by disagreement, and no task gets worse."
)
B = (
    "Large models are costly to run. In this paper, we propose a way to prune them that loses no"
    " accuracy on five tasks, and we explain why it works."
)
TITLES = ("Choosing Examples by Disagreement", "Pruning Without Loss: a Closer Look")


def dump(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


def titles(text: str) -> list[str]:
    return [record.title for record in read(text, "a.txt").records]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Mar 17", "a date"),
        ("17 March 2024", "a date"),
        ("Tuesday, Mar 4th, 2025", "a date"),
        ("2024-05-01", "a date"),
        ("Published on Oct 3", "a date"),
        ("3 days ago", "a date"),
        ("Mar 10 - Mar 14", "a date"),
        ("Page 3 of 10", "a page number"),
        ("12", "a number"),
        ("1.2k", "a number"),
        ("----", "a rule"),
        ("12 comments", "a count"),
        ("Upvote 12", "a count"),
        ("▲ 12 upvotes", "a count"),
        ("Showing 1-25 of 114 results", "a count"),
        ("Subscribe", "a button"),
        ("View PDF", "a button"),
        ("Load more", "a button"),
        ("new", "a heading of the page"),
        ("Trending Papers", "a heading of the page"),
        ("https://example.org/a", "a link"),
        ("© 2024 Somebody", "a copyright line"),
        ("Powered by a server", "a credit"),
        ("Attention Is All You Need", ""),
        ("New Methods for Old Problems", ""),
        ("Daily Life of Robots", ""),
        ("2.5 Years in Class", ""),
    ],
)
def test_kinds_of_furniture(line: str, reason: str) -> None:
    assert kind(line) == reason


def test_each_kind_has_a_reason() -> None:
    assert all(reason for reason, _ in KINDS)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("Ada Noor, Jan de Wit, Mei-Ling Tan", 1),
        ("Ada Noor et al.", 1),
        ("*Ada Noor, Jan de Wit, Mei-Ling Tan*", 1),
        ("Noor, A., Tan, M.-L., Wit, J. B.", 1),
        ("Noor A, Wit JB, Tan M", 1),
        ("Vitamin D and Hepatitis B", 0.4),
        ("Ada B. Noor and Jan Wit", 1),
        ("Ada Noor and Jan Wit · Published on Mar 12 · 2 submitters", 0.8),
        ("Ada Noor", 0.4),
        ("Attention in the Brain", 0),
        ("A sentence about people.", 0),
        ("", 0),
    ],
)
def test_lines_of_names(line: str, sure: float) -> None:
    assert names(line) == sure


def test_byline_and_label() -> None:
    assert byline("Ada Noor · Mar 12 | 3 comments") == "Ada Noor"
    assert label("Title: A B") == ("title", "A B")
    assert label("**Abstract:** We") == ("abstract", "We")
    assert label("Titles: many") == ("", "Titles: many")


def test_header_lines_of_any_number_are_dropped() -> None:
    for header in ((), ("new",), ("Today's top papers", "Log in", "Sign up", "2 May", "17 papers")):
        batch = read(dump(*header, TITLES[0], A, TITLES[1], B), "a.txt")
        assert [record.title for record in batch.records] == list(TITLES)
        assert [drop.text for drop in batch.sources[0].dropped] == list(header)
        assert batch.problems == ()


def test_a_title_that_speaks_of_papers_is_still_a_title() -> None:
    title = "Your Daily Newsletter: Latest Trends of Trending Papers"
    assert titles(dump(title, A, TITLES[1], B)) == [title, TITLES[1]]


def test_titles_may_ask_end_and_shout() -> None:
    odd = ("Pop Quiz! Do Code Models Know Their Library?", "Is This the End.", "GPT", "WOW!")
    assert titles(dump(*(line for title in odd for line in (title, A)))) == list(odd)


def test_a_very_long_title_and_a_very_short_abstract() -> None:
    long = " ".join(["On the Many Ways of Naming Things"] * 9)
    batch = read(dump(long, "We name things.", TITLES[0], A), "a.txt")
    assert [(r.title, r.abstract) for r in batch.records] == [
        (long, "We name things."),
        (TITLES[0], A),
    ]


def test_a_title_without_an_abstract_is_kept_with_its_line() -> None:
    batch = read(dump(TITLES[0], A, "A Lonely Title of Five Words", TITLES[1], B), "a.txt")
    assert [record.title for record in batch.records][1] == "A Lonely Title of Five Words"
    assert [problem.where for problem in batch.problems] == ["a.txt:5"]


def test_the_last_title_without_an_abstract() -> None:
    batch = read(dump(TITLES[0], A, "A Lonely Title of Five Words"), "a.txt")
    assert len(batch.records) == 2
    assert [problem.where for problem in batch.problems] == ["a.txt:5"]


def test_an_abstract_without_a_title_is_kept_with_its_line() -> None:
    batch = read(dump("12 May", A, TITLES[1], B), "a.txt")
    assert [(r.title, r.abstract) for r in batch.records] == [("", A), (TITLES[1], B)]
    assert [problem.where for problem in batch.problems] == ["a.txt:3"]


def test_authors_and_their_number() -> None:
    text = dump(TITLES[0], "Ada Noor; Jan de Wit; Mei Tan et al.", A, TITLES[1], B)
    first, second = read(text, "a.txt").records
    assert [author.family for author in first.authors] == ["Noor", "de Wit", "Tan"]
    assert not first.authors_complete
    assert second.authors == ()


def test_labelled_fields_are_kept() -> None:
    text = (
        f"Title: {TITLES[0]}\nAuthors: Ada Noor and Jan Wit\nYear: 2024\nVenue: Journal of Things\n"
        f"DOI: https://doi.org/10.1000/x\nAbstract: {A}\n\nTitle: {TITLES[1]} Abstract: {B}\n"
    )
    first, second = read(text, "a.txt").records
    assert (first.title, first.abstract, first.year) == (TITLES[0], A, 2024)
    assert (first.venue, first.doi) == ("Journal of Things", "10.1000/x")
    assert (second.title, second.abstract) == (TITLES[1], B)


def test_numbers_before_titles_go_only_where_they_count() -> None:
    assert titles(f"1. {TITLES[0]}\n{A}\n2. {TITLES[1]}\n{B}\n") == list(TITLES)
    assert titles(dump("2. Something", A, TITLES[1], B, "Third Title Here", A)) == [
        "2. Something",
        TITLES[1],
        "Third Title Here",
    ]


@pytest.mark.parametrize("word", ["new", "Papers", "Trending", "Latest Research", "Summary"])
def test_a_word_of_the_page_with_an_abstract_right_after_it_is_a_title(word: str) -> None:
    assert titles(dump("new", TITLES[0], A, word, B, TITLES[1], A)) == [TITLES[0], word, TITLES[1]]


@pytest.mark.parametrize("word", ["new", "Papers", "Trending", "Mar 12", "Load more"])
def test_a_word_of_the_page_between_papers_is_none(word: str) -> None:
    assert titles(dump(TITLES[0], A, word, TITLES[1], B)) == list(TITLES)


@pytest.mark.parametrize(
    "pattern", ["1. {}", "[12] {}", "**{}**", "__{}__", "- **{}**", "### {}", "• {}"]
)
def test_titles_are_freed_of_marks(pattern: str) -> None:
    text = "".join(f"{pattern.format(title)}\nAda Noor, Jan Wit\n{A}\n\n" for title in TITLES)
    batch = read(text, "a.txt")
    assert [record.title for record in batch.records] == list(TITLES)
    assert [len(record.authors) for record in batch.records] == [2, 2]
    assert batch.problems == ()


def test_a_title_that_is_a_link_keeps_where_it_leads() -> None:
    text = f"## [{TITLES[0]}](https://arxiv.org/abs/2401.01234)\n\n{A}\n\n## {TITLES[1]}\n\n{B}\n"
    first, second = read(text, "a.md").records
    assert (first.title, first.arxiv) == (TITLES[0], "2401.01234")
    assert first.url == "https://arxiv.org/abs/2401.01234"
    assert (second.title, second.url) == (TITLES[1], "")


def test_sniff() -> None:
    assert sniff(dump(TITLES[0], A))
    assert sniff("Title: A\nAbstract: b")
    assert not sniff("hello\n")
    assert not sniff("@article{a, abstract = {" + A + "}}")
    assert not sniff("TY  - JOUR\nAB  - " + A)
    assert not sniff('{\n "abstract": "' + A + '"}')
    assert not sniff('[\n {"abstract": "' + A + '"}]')


def test_nothing_but_furniture_is_a_problem() -> None:
    batch = read("new\n\nSubscribe\n", "a.txt")
    assert batch.records == ()
    assert [problem.message for problem in batch.problems] == ["holds no title and no abstract"]
    assert len(batch.sources[0].dropped) == 2


pieces = st.one_of(
    st.sampled_from(
        [A, B, *TITLES, "new", "12", "Mar 3", "Title:", "Abstract:", "Ada Noor, J. Wit"]
    ),
    st.sampled_from([f"Title: {TITLES[0]} Abstract: {A}", "1. One", "Authors: X", "et al.", "·"]),
    st.text(max_size=60).map(lambda text: text.replace("\r", " ")),
)


@given(st.lists(pieces, max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_no_text_crashes_and_no_line_is_lost(lines: list[str], gap: str) -> None:
    batch = read(gap.join(lines), "a.txt")
    kept = [f"{r.title} {r.abstract} {r.venue} {r.url} {r.doi}" for r in batch.records]
    kept += [" ".join(str(author) for author in record.authors) for record in batch.records]
    kept += [drop.text for drop in batch.sources[0].dropped]
    everything = set("".join(kept))
    numbered = {str(drop.origin.line) for drop in batch.sources[0].dropped}
    for line in gap.join(lines).split("\n"):
        letters = {char for char in line if char.isalpha()} - set("TitleAbsracuho")
        assert letters <= everything, (line, kept, numbered)


@given(st.lists(pieces, max_size=10))
def test_origins_ascend_and_problems_name_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    batch = read(text, "a.txt")
    origins = [record.origin.line for record in batch.records]
    assert origins == sorted(origins)
    count = text.count("\n") + 1
    assert all(1 <= int(problem.where.split(":")[1]) <= count for problem in batch.problems)
    assert batch.sources[0].records == len(batch.records)
