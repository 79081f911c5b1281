"""Entry types that a work states itself, and what is read again from what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Json, Paper
from review.render import bibtex
from review.render.stated import stated
from review.sources import bibtex as reader

TAN = (Author("Tan", "Mei"), Author("de Wit", "Jan"))


def paper(venue: str = "", year: int | None = 2021, **details: Json) -> Paper:
    authors = () if details.get("type") == "proceedings" else TAN
    return Paper(id="w", key="k", title="T", authors=authors, year=year, venue=venue,
                 extra=tuple(details.items()))  # fmt: skip


def kind(made: Paper) -> str:
    return bibtex.entry(made).split("{")[0]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (paper("Water Letters", type="article"), "@article"),
        (paper("Tidal Science", type="inproceedings"), "@inproceedings"),
        (paper("Seas", type="incollection", publisher="P"), "@incollection"),
        (paper(type="book", publisher="P"), "@book"),
        (paper(type="thesis", institution="U"), "@phdthesis"),
        (paper(type="thesis", institution="U", genre="Master's thesis"), "@mastersthesis"),
        (paper(type="thesis", institution="U", entrytype="mastersthesis"), "@mastersthesis"),
        (paper(type="report", institution="U", number="7"), "@techreport"),
        (paper(type="proceedings"), "@proceedings"),
        # what the styles demand is missing
        (paper(type="article"), "@misc"),
        (paper("Seas", type="incollection"), "@misc"),
        (paper(type="book"), "@misc"),
        (paper(type="thesis"), "@misc"),
        (paper("Water Letters", None, type="article"), "@misc"),
        (paper("arXiv", type="article"), "@misc"),
        # no type of its own, or one that no classic style knows
        (paper("Tidal Science"), "@misc"),
        (paper("Archive", type="dataset"), "@misc"),
        (paper("Archive", type="online"), "@misc"),
    ],
)
def test_kinds(made: Paper, expected: str) -> None:
    assert kind(made) == expected


def test_an_authorless_work_is_misc() -> None:
    made = Paper(id="w", key="k", title="T", venue="J", year=2021, extra=(("type", "article"),))
    assert kind(made) == "@misc"


def test_all_that_an_article_states_in_a_fixed_order() -> None:
    made = paper("Water Letters", type="article", pages="1-9", volume="4", number="2",
                 issn="1234-5679", published="2021-05-03", note="With a map")  # fmt: skip
    assert bibtex.entry(made).split("\n")[1:-2] == [
        "  author = {Tan, Mei and de Wit, Jan},",
        "  title = {{T}},",
        "  journal = {Water Letters},",
        "  volume = {4},",
        "  number = {2},",
        "  pages = {1--9},",
        "  year = {2021},",
        "  month = may,",
        "  day = {3},",
        "  note = {With a map},",
        "  issn = {1234-5679},",
    ]


def test_a_number_that_styles_complain_about_is_an_issue() -> None:
    assert "issue = {2}" in bibtex.entry(paper("J", type="article", number="2"))
    assert "number = {2}" in bibtex.entry(paper("B", type="inproceedings", number="2", series="S"))
    both = bibtex.entry(paper("B", type="inproceedings", number="2", series="S", volume="1"))
    assert "issue = {2}" in both


def test_the_year_and_the_month_are_those_of_the_publication() -> None:
    made = Paper(id="w", key="k", title="T", authors=TAN, year=2020, venue_year=2021, venue="J",
                 extra=(("type", "article"), ("published", "2020-03")))  # fmt: skip
    entry = bibtex.entry(made)
    assert "year = {2021}" in entry
    assert "month" not in entry


def test_a_venue_that_holds_the_pages_is_taken_apart() -> None:
    fields = dict(stated(paper("ACL 2021 (pp. 1-9)", type="inproceedings")).fields)  # type: ignore[union-attr]
    assert (fields["booktitle"], fields["pages"]) == ("ACL", "1--9")
    kept = dict(stated(paper("ACL 2021", type="inproceedings")).fields)  # type: ignore[union-attr]
    assert kept["booktitle"] == "ACL 2021"


def test_editors_are_written_as_names() -> None:
    editors: Json = [{"given": "Eva", "family": "Lund"}, {"family": "Tide Team", "given": ""}]
    entry = bibtex.entry(paper("B", type="inproceedings", editors=editors))
    assert "editor = {Lund, Eva and {Tide Team}}" in entry
    cut = bibtex.entry(paper("B", type="inproceedings", editors=editors, editors_complete=False))
    assert "and others}" in cut


def test_a_book_has_authors_or_editors() -> None:
    made = paper(type="book", publisher="P", editors=[{"given": "Eva", "family": "Lund"}])
    assert "editor" not in bibtex.entry(made)


def test_details_of_another_kind_are_left_out() -> None:
    made = paper("B", type="inproceedings", editors="Eva Lund", volume={"a": 1}, published=7)
    assert "editor" not in bibtex.entry(made)


# ── written and read again ───────────────────────────────────────────────────────────────────

WORDS = st.text(alphabet="abÄñß %&#_é<>|-.,:", min_size=1, max_size=12)


def again(made: Paper) -> Paper:
    (record,) = reader.read(bibtex.bibliography([made], ("abstract",)), "x.bib").records
    fields = {name: getattr(record, name) for name in ("id", "title", "authors", "year", "venue",
              "doi", "arxiv", "url", "abstract", "authors_complete", "extra")}  # fmt: skip
    return Paper(**fields, key=record.detail("key"))


@pytest.mark.parametrize(
    "text",
    ["100% R&D_a #1", "a ~ b ^ c", r"\input{/etc/passwd}", "{ x } y", "5 $ and 6 $", "$O(n^2)$",
     "Ψ and α–β — γ", "naïve “quotes”", "a--b", "O < 1 > 2 | 3", "x\\y", "Łódź, Çelik, Šmíd"],
)  # fmt: skip
def test_a_title_comes_back(text: str) -> None:
    first = again(Paper(id="w", key="k", title=text, authors=TAN, year=2021))
    assert first.title == again(first).title
    if "\\y" not in text:
        assert first.title.replace("–", "--") == text.replace("–", "--")


def test_details_come_back() -> None:
    details: dict[str, Json] = {
        "type": "inproceedings", "key": "k", "volume": "12", "number": "3", "pages": "1-9",
        "series": "S", "publisher": "P & Q", "address": "Århus", "published": "2021-02-03",
        "editors": [{"given": "Eva", "family": "Lund"}], "note": "N", "isbn": "0-000-00000-0",
    }  # fmt: skip
    made = Paper(id="w", key="k", title="T", authors=TAN, year=2021, venue="Tidal Science",
                 extra=tuple(details.items()))  # fmt: skip
    assert dict(again(made).extra) == details


@given(WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_reading_and_writing_again_changes_nothing(
    title: str, venue: str, names: list[str]
) -> None:
    made = Paper(id="w", key="k", title=f"T {title}", venue=f"V {venue}", year=2021,
                 authors=tuple(Author(f"F{name}", "G") for name in names),
                 extra=(("type", "article"), ("volume", "2")))  # fmt: skip
    first = again(made)
    second = again(first)
    third = again(second)
    assert second.authors == third.authors
    assert (second.title, second.venue, second.extra) == (third.title, third.venue, third.extra)
