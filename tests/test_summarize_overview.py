from dataclasses import replace

from review.model import Assignment, Extract, Paper, Paragraph, Topic
from review.summarize import World, overview, sections
from tests.summarize_world import PARSING, TREE, apart, cited_keys, file_all, several, work


def home(*counts: int) -> tuple[Paragraph, ...]:
    names = ("parsing", "vision")
    works = [
        work for name, count in zip(names, counts, strict=False) for work in several(count, name)
    ]
    filed = tuple(
        a
        for a in file_all(works, "parsing")
        if a.paper.startswith("pars")  # type: ignore[union-attr]
    ) + tuple(
        a
        for a in file_all(works, "vision")
        if a.paper.startswith("visi")  # type: ignore[union-attr]
    )
    papers, extracts = apart(works)
    made = sections(World.of(papers, extracts, TREE), filed)
    return overview(World.of(papers, extracts, TREE), made)


def test_the_home_page_opens_with_counts() -> None:
    opening = home(6, 2)[0]
    assert [quote.text for quote in opening.quotes] == [
        "This review covers eight works from 2000 to 2005.",
        "They are filed under two topics in two themes.",
    ]
    assert all(quote.counted for quote in opening.quotes)


def test_numbers_agree() -> None:
    texts = [quote.text for quote in home(1)[0].quotes]
    assert texts == ["This review covers one work of 2000.", "It is filed under one topic."]


def test_each_theme_is_introduced_by_one_sentence() -> None:
    _, language, vision = home(6, 2)
    assert (language.heading, vision.heading) == ("Language", "Vision")
    assert language.quotes[0].text == "Six works, 2000–2005."
    assert len(cited_keys(language.quotes)) == len(cited_keys(vision.quotes)) == 1
    assert cited_keys(vision.quotes)[0].startswith("visi")


def test_a_theme_without_works_is_not_mentioned() -> None:
    assert [paragraph.heading for paragraph in home(3)[1:]] == ["Language"]


def test_the_largest_topics_are_named_where_there_are_many() -> None:
    names = ("alpha", "beta", "gamma", "delta")
    tree = tuple(Topic(name, name.title()) for name in names)
    works: list[tuple[Paper, Extract]] = []
    filed: list[Assignment] = []
    for count, name in enumerate(names, 1):
        made = several(count, name)
        works += made
        filed += file_all(made, name)
    papers, extracts = apart(works)
    written = sections(World.of(papers, extracts, tree), filed)
    last = overview(World.of(papers, extracts, tree), written)[0].quotes[-1].text
    assert last == "The largest topics are Delta (four), Gamma (three) and Beta (two)."


def test_no_papers_have_no_overview() -> None:
    assert overview(World.of((), (), (PARSING,)), sections(World.of((), (), (PARSING,)), ())) == ()


def test_works_without_a_place_are_not_counted_as_filed() -> None:
    works = several(5)
    filed = [replace(a, placed=i > 1) for i, a in enumerate(file_all(works, "parsing"))]
    papers, extracts = apart(works)
    written = sections(World.of(papers, extracts, TREE), filed)
    opening = overview(World.of(papers, extracts, TREE), written)[0]
    assert opening.quotes[1].text == "All but two are filed under one topic."


def test_no_work_with_a_place() -> None:
    works = several(3)
    filed = [replace(a, placed=False) for a in file_all(works, "parsing")]
    papers, extracts = apart(works)
    written = sections(World.of(papers, extracts, TREE), filed)
    texts = [quote.text for quote in overview(World.of(papers, extracts, TREE), written)[0].quotes]
    assert texts == ["This review covers three works from 2000 to 2002."]


def test_a_theme_of_several_topics_counts_them() -> None:
    tree = (Topic("all", "Everything", topics=(PARSING, Topic("weather", "Weather"))),)
    works = [*several(3), *several(2, "weather")]
    filed = file_all(works[:3], "parsing") + file_all(works[3:], "weather")
    papers, extracts = apart(works)
    theme = overview(
        World.of(papers, extracts, tree), sections(World.of(papers, extracts, tree), filed)
    )[1]
    assert theme.quotes[0].text == "Five works in two topics, 2000–2002."


def test_a_theme_is_introduced_by_its_definition() -> None:
    works = [
        *several(3),
        work(
            "zz",
            "Grammar",
            background="Parsing is the task of finding the tree of a sentence.",
            citation="We propose a grammar for parsing.",
        ),
    ]
    papers, extracts = apart(works)
    filed = file_all(works, "parsing")
    made = sections(World.of(papers, extracts, (PARSING,)), filed)
    theme = overview(World.of(papers, extracts, (PARSING,)), made)[1]
    assert theme.quotes[1].text == "Parsing is the task of finding the tree of a sentence [@zz]."
