"""Names in references: family name first, with a comma or with initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author
from review.sources.names import OTHERS, authors, plain, surname_first, whole


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Noor, Ada", "Noor", "Ada"),
        ("de Wit, Jan", "de Wit", "Jan"),
        ("Tan, Mei-Ling, Jr.", "Tan Jr.", "Mei-Ling"),
        ("Tan, Jr., Mei-Ling", "Tan Jr.", "Mei-Ling"),
        ("Tan, Mei Ling 3rd", "Tan 3rd", "Mei Ling"),
        ("Luke, TJ", "Luke", "TJ"),
        ("Smith JA", "Smith", "JA"),
        ("Smith J.A.", "Smith", "J.A."),
        ("Smith J. A.", "Smith", "J. A."),
        ("Smith J-P", "Smith", "J-P"),
        ("Smith JA Jr", "Smith Jr", "JA"),
        ("Smith JA 3rd", "Smith 3rd", "JA"),
        ("van den Berg JA", "van den Berg", "JA"),
        ("de Brouwer APM", "de Brouwer", "APM"),
        ("Šimková P.", "Šimková", "P."),
        ("G. Kalbe", "Kalbe", "G."),
        ("A. S. Z. Belloum", "Belloum", "A. S. Z."),
        ("Ada Noor", "Noor", "Ada"),
        ("World Health Organization,", "World Health Organization", ""),
        ("World Health Organization", "World Health Organization", ""),
        ("GBD 2019 Collaborators", "GBD 2019 Collaborators", ""),
        ("The ATLAS Collaboration", "The ATLAS Collaboration", ""),
        ("Stillman, Andrew N. (a@b.edu)", "Stillman", "Andrew N."),
        ("朱德泉", "朱德泉", ""),
    ],
)
def test_one_name(text: str, family: str, given: str) -> None:
    assert surname_first(text) == Author(family, given)


def test_several_names_in_a_field() -> None:
    two = [Author("Jones", "Kim"), Author("Noor", "Ada")]
    assert authors("Jones, Kim; Noor, Ada") == two
    assert authors("Jones, Kim\nNoor, Ada") == two
    assert authors("Jones, Kim and Noor, Ada") == two
    assert authors("Jones K. A. Noor A.") == [Author("Jones", "K. A."), Author("Noor", "A.")]
    assert authors("Jones K. A.Noor A.") == [Author("Jones", "K. A."), Author("Noor", "A.")]


@pytest.mark.parametrize("text", ["et al.", "Others", "and others", "et al"])
def test_a_cut_list_says_so(text: str) -> None:
    assert authors(text) == [OTHERS]
    assert authors(f"Noor, Ada, {text}") == [Author("Noor", "Ada"), OTHERS]


@pytest.mark.parametrize("text", ["", " ", ";", "Anonymous", "[Anonymous]", "NA", "n/a",
                                  "[No author name available]", "No authors listed"])  # fmt: skip
def test_nobody(text: str) -> None:
    assert authors(text) is None


def test_a_collective_is_kept_whole() -> None:
    assert whole("Study Group on Things, Europe,") == [Author("Study Group on Things, Europe")]
    assert whole("  ") is None


def test_editors_as_plain_data() -> None:
    assert plain([Author("Noor", "Ada")]) == [{"family": "Noor", "given": "Ada"}]


@given(st.text())
def test_any_text_is_names_or_nobody(text: str) -> None:
    for author in authors(text) or ():
        assert author.family or author.given


_NAME = st.from_regex(r"[A-Z][a-z]{2,8}, [A-Z][a-z]{1,8}", fullmatch=True)


@given(st.lists(_NAME.filter(lambda name: "Others" not in name), min_size=1))
def test_names_are_read_back(names: list[str]) -> None:
    people = authors("; ".join(names))
    assert people is not None
    assert [f"{p.family}, {p.given}" for p in people] == names
