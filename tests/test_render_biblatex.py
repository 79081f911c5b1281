"""Entries for biblatex: its types and fields, and what biber must not take apart."""

import pytest

from review.model import Assignment, Author, Bibliography, Json, Page, Paper, Survey, Topic
from review.render import biblatex, bibtex

TAN = (Author("Tan", "Mei"),)


def paper(venue: str = "", year: int | None = 2021, **details: Json) -> Paper:
    return Paper(id="w", key="k", title="T", authors=TAN, year=year, venue=venue,
                 arxiv="" if details else "2101.00001", extra=tuple(details.items()))  # fmt: skip


def lines(made: Paper) -> list[str]:
    return [line.strip(" ,") for line in biblatex.entry(made).splitlines()]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (paper(), ["@online{k", "eprint = {2101.00001}", "eprinttype = {arxiv}"]),
        (paper("Water Letters", type="article", number="3", issn="1"),
         ["@article{k", "journaltitle = {Water Letters}", "number = {3}", "issn = {1}"]),
        (paper(type="thesis", institution="U"), ["@thesis{k", "type = {phdthesis}",
                                                 "institution = {U}"]),
        (paper(type="thesis", institution="U", entrytype="mastersthesis"), ["type = {mathesis}"]),
        (paper(type="report", institution="U"), ["@report{k", "type = {techreport}"]),
        (paper(type="dataset"), ["@dataset{k"]),
        (paper(type="software"), ["@software{k"]),
        (paper(type="misc"), ["@misc{k"]),
        (paper("Seas", type="inproceedings", address="Oslo"), ["location = {Oslo}"]),
        (paper("Seas", type="inproceedings", published="2021-03-04"), ["date = {2021-03-04}"]),
        (paper("Seas", type="inproceedings", published="2021-03"), ["date = {2021-03}"]),
        (paper("Seas", type="inproceedings", published="2020-12-31"), ["date = {2021}"]),
    ],
)  # fmt: skip
def test_types_and_fields(made: Paper, expected: list[str]) -> None:
    assert set(expected) <= set(lines(made))


def test_fields_of_classic_styles_are_left_out() -> None:
    made = paper("Seas", type="inproceedings", issn="1")
    names = {line.split(" = ")[0] for line in lines(made)}
    assert not names & {"year", "month", "key", "archiveprefix", "howpublished", "issn", "journal"}


def test_retired_keys_are_ids_and_an_authorless_work_has_a_short_title() -> None:
    made = Paper(id="w", key="k", title="Seas: A Report", aliases=("old", "older"), year=2020)
    assert "ids = {old,older}" in lines(made)
    assert "shorttitle = {Seas}" in lines(made)


@pytest.mark.parametrize(
    ("author", "tex"),
    [
        (Author("van der Maaten", "Laurens"), "van der Maaten, Laurens"),
        (Author("Łukasz", "Çağrı"), r"{\L}ukasz, {\c{C}}a{\u{g}}r{\i}"),
        (Author("The X Team and Friends"), "{The X Team and Friends}"),
        (Author("~x", "A"), "family={{\\textasciitilde}x}, family-i={x}, given={A}, given-i={A}"),
        (Author("Ψ, y"), "family={{$\\Psi$} y}, family-i={y}"),
        (Author("Ẹ"), "family={{\\d{E}}}, family-i={E}"),
    ],
)  # fmt: skip
def test_biber_is_told_initials_it_would_cut_out_of_a_command(author: Author, tex: str) -> None:
    assert biblatex.name_of(author) == tex


def test_letters_that_pdflatex_does_not_know_stay_commands() -> None:
    made = Paper(id="w", key="k", title="é ą ș ễ ẹ García")
    (title,) = (line for line in lines(made) if line.startswith("title"))
    assert r"{\'e}" in title and r"{\k{a}}" in title and r"{\textcommabelow{s}}" in title
    assert r"{\^^7e{\^^5e{^^65}}}" in title and r"{\^^64{^^65}}" in title
    assert r"Garc{\'{i}}a" in title


def test_addresses_are_verbatim() -> None:
    made = Paper(id="w", key="k", title="T", doi="10.1000/a%20_b", url="https://a.org/x%20_y#z")
    assert "doi = {10.1000/a%20_b}" in lines(made)
    assert "url = {https://a.org/x%20_y#z}" in lines(made)


def survey(**more: object) -> Survey:
    topic = Topic("root", "Root", topics=(Topic("leaf", "Leaf, and branch"),))
    filed = (Assignment("k", "leaf", True, 1.0), Assignment("unfiled", "leaf", False, 0.1))
    papers = (paper(keywords=["sea", "Leaf, and branch"]), Paper(id="x", key="unfiled", title="X"))
    return Survey("T", "1", papers=papers, taxonomy=(topic,), assignments=filed, **more)  # type: ignore[arg-type]


def test_the_topic_is_the_first_keyword_without_its_comma() -> None:
    (page,) = biblatex.render(survey(), None)
    assert page.path == "references.biblatex.bib"
    assert "keywords = {Leaf and branch, sea}," in page.text
    assert page.text.count("keywords") == 1


def test_keywords_of_classic_entries_keep_their_commas() -> None:
    (page,) = bibtex.render(survey(), None)
    assert "keywords = {Leaf, and branch; sea}," in page.text
    assert bibtex.keyword_field(["a", "b"]) == "a, b"
    assert bibtex.keyword_field(["a, b"]) == "a, b;"
    assert bibtex.keyword_field([]) == ""


@pytest.mark.parametrize("format_", [bibtex, biblatex])
def test_abstracts_are_in_the_files_where_review_yml_wants_them(format_: object) -> None:
    made = Paper(id="w", key="k", title="T", abstract="About 5%.")
    for wanted in (False, True):
        asked = Bibliography(abstracts=wanted)
        pages: list[Page] = list(
            format_.render(Survey("T", "1", papers=(made,), bibliography=asked), None)  # type: ignore[attr-defined]
        )
        assert (r"abstract = {About 5\%.}" in pages[0].text) == wanted
