"""Cells and headers of tables: authors, years, pages, and what stands for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import DETAILS, Author
from review.sources.cells import READ, authors, date, items, missing, pages, year
from review.sources.columns import SYNONYMS, columns, plain
from review.sources.kinds import KINDS, kind_of

NOOR, WIT = Author("Noor", "Ada B."), Author("de Wit", "Jan")
SHORT = (Author("Noor", "A.B."), Author("de Wit", "J."))
BARE = (Author("Noor", "AB"), Author("de Wit", "J"))


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("Noor, Ada B.; de Wit, Jan", (NOOR, WIT)),
        ("Noor, Ada B.;de Wit, Jan;", (NOOR, WIT)),
        ("Ada B. Noor|Jan de Wit", (NOOR, WIT)),
        ("Ada B. Noor; Jan de Wit", (NOOR, WIT)),
        ("Ada B. Noor, Jan de Wit", (NOOR, WIT)),
        ("Ada B. Noor\nJan de Wit", (NOOR, WIT)),
        ("Noor, Ada B. and de Wit, Jan", (NOOR, WIT)),
        ("['Noor, Ada B.', 'de Wit, Jan']", (NOOR, WIT)),
        ('["Noor, Ada B.", "de Wit, Jan"]', (NOOR, WIT)),
        ("Noor, Ada B. (57000000001); de Wit, Jan (57000000002)", (NOOR, WIT)),
        ("[{'authorId': '1', 'name': 'Ada B. Noor'}, {'name': \"Jan de Wit\"}]", (NOOR, WIT)),
        ("Noor A.B., de Wit J.", SHORT),
        ("Noor A.B.; de Wit J.", SHORT),
        ("Noor, A.B.; de Wit, J.", SHORT),
        ("Noor, A.B., de Wit, J.", SHORT),
        ("Noor AB, de Wit J.", BARE),
        ("Noor AB; de Wit J", BARE),
        ("AB Noor, J de Wit", BARE),
        ("Noor A.B.", SHORT[:1]),
        ("Noor, Ada B.", (NOOR,)),
        ("The Net Team", (Author("The Net Team"),)),
        ("Kim J.-H.; O'Neil P.", (Author("Kim", "J.-H."), Author("O'Neil", "P."))),
        ("J. R. Noor", (Author("Noor", "J. R."),)),
    ],
)
def test_authors(cell: str, want: tuple[Author, ...]) -> None:
    assert authors(cell) == (want, True)


@pytest.mark.parametrize(
    "cell",
    [
        "AB Noor, J de Wit…",
        "Noor AB, de Wit J, et al.",
        "Noor, AB; de Wit, J; others",
        "Noor AB; de Wit J; et al.",
    ],
)
def test_authors_that_are_cut_off(cell: str) -> None:
    assert authors(cell) == (BARE, False)


@given(st.text(max_size=60))
def test_no_cell_crashes(cell: str) -> None:
    authors(cell)
    pages(cell)
    items(cell)
    for read in (year, date, *READ.values()):
        try:
            read(cell)
        except ValueError as error:
            assert len(str(error)) < 100


@pytest.mark.parametrize(
    ("field", "cell", "want"),
    [
        ("year", "NA", True),
        ("doi", "n/a", True),
        ("pmid", "null", True),
        ("venue", "NaN", True),
        ("volume", "-", True),
        ("doi", "None", True),
        ("title", "NA", True),
        ("title", "NaN", True),
        ("title", "None", False),
        ("title", "Null", False),
        ("title", "Na", False),
        ("authors", "Na", False),
        ("authors", "NA", True),
        ("authors", "[No author name available]", True),
        ("authors", "Anonymous", True),
        ("abstract", "[No abstract available]", True),
        ("abstract", "No abstract available.", True),
        ("abstract", "None", True),
        ("abstract", "No abstract is long.", False),
        ("title", " \n", True),
    ],
)
def test_what_says_nothing(field: str, cell: str, want: bool) -> None:
    assert missing(field, cell) is want


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("2020", 2020),
        ("2020.0", 2020),
        ("May 2020", 2020),
        ("12/05/2020", 2020),
        ("2020-05-01", 2020),
    ],
)
def test_years(cell: str, want: int) -> None:
    assert year(cell) == want


@pytest.mark.parametrize("cell", ["soon", "20", "2019/20 or 2021", "12345", "1800s and 1900"])
def test_what_is_no_year(cell: str) -> None:
    if cell == "2019/20 or 2021":
        assert year(cell) == 2019  # the first, where a date begins with it
        return
    with pytest.raises(ValueError, match="is not a year"):
        year(cell)


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("12-34", "12-34"),
        ("12–34", "12-34"),
        ("12--34", "12-34"),
        ("12 - 34", "12-34"),
        ("pp. 12-34", "12-34"),
        ("e17", "e17"),
        ("proceedings", "proceedings"),
        ("12-", "12"),
    ],
)
def test_pages(cell: str, want: str) -> None:
    assert pages(cell) == want


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("2020-5-1", "2020-05-01"),
        ("2020/05", "2020-05"),
        ("2020-05-01T10:00:00Z", "2020-05-01"),
        ("2020-05-01 10:00", "2020-05-01"),
        ("May 2020", "2020-05"),
        ("1 May 2020", "2020-05-01"),
        ("01/05/2020", "2020"),
        ("2020", "2020"),
    ],
)
def test_dates(cell: str, want: str) -> None:
    assert date(cell) == want


def test_what_is_no_date() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        date("soon")


def test_keywords() -> None:
    assert items("nets; small nets;") == ["nets", "small nets"]
    assert items("nets|small nets") == items("nets, small nets") == ["nets", "small nets"]
    assert items("['nets', 'small nets']") == ["nets", "small nets"]


def test_a_header_means_one_field_each() -> None:
    names = [name for names in SYNONYMS.values() for name in names.split()]
    assert sorted(names) == sorted(set(names))
    assert all(plain(name) == name for name in names)
    own = {"id", "title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url"}
    made = {"first_author", "first_page", "last_page", "article_number"}
    assert set(SYNONYMS) - own - made <= set(DETAILS)


def test_every_field_that_is_read_has_columns() -> None:
    assert set(READ) <= set(SYNONYMS)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Document Title", "title"),
        ("Title of the paper", "title"),
        ("Paper_title", "title"),
        ("Abstract Note", "abstract"),
        ("The Abstract (English)", "abstract"),
        ("Author(s)", "authors"),
        ("Author/s", "authors"),
        ("Titel", "title"),
        ("摘要", "abstract"),
    ],
)
def test_headers(header: str, field: str) -> None:
    assert columns([header, "x"]).fields == ((field, (0,)),)


@pytest.mark.parametrize("header", ["Source Title", "Journal Title", "Book Title", "Series Title"])
def test_other_titles_are_no_titles(header: str) -> None:
    assert "title" not in columns([header, "x"]).known


def test_the_better_column_is_believed() -> None:
    found = dict(
        columns(["Authors", "Title", "Author full names", "Source", "Source title"]).fields
    )
    assert found["authors"] == (2, 0)
    assert found["venue"] == (4, 3)


def test_tags_are_fields_in_a_header_of_tags() -> None:
    found = dict(columns(["PT", "AU", "AF", "TI", "SO", "ID", "AB", "C1", "PY"]).fields)
    assert found["authors"] == (2, 1)
    assert "id" not in found
    assert dict(columns(["id", "title", "is", "ar"]).fields) == {"id": (0,), "title": (1,)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Journal Article; Review", "article"),
        ("conferencePaper", "inproceedings"),
        ("Book chapter", "incollection"),
        ("posted-content", "preprint"),
        ("Proceedings Paper", "inproceedings"),
        ("PhD thesis", "thesis"),
        ("something else", ""),
        ("", ""),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_kinds_are_those_of_the_model() -> None:
    assert set(KINDS.values()) == set(
        "article inproceedings incollection book proceedings thesis report preprint dataset "
        "software misc".split()
    )
