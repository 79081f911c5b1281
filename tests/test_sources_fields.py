"""Names, years and identifiers as formats write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author
from review.sources.fields import arxiv_of, doi_of, people, person, year_of


@pytest.mark.parametrize(
    ("text", "family", "given_name"),
    [
        ("Ada Lovelace", "Lovelace", "Ada"),
        ("Lovelace, Ada", "Lovelace", "Ada"),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("van Beethoven, Ludwig", "van Beethoven", "Ludwig"),
        ("de la Cruz, Juan", "de la Cruz", "Juan"),
        ("Juan de la Cruz", "de la Cruz", "Juan"),
        ("Thorsten von Eicken", "von Eicken", "Thorsten"),
        ("thorsten von eicken", "von eicken", "thorsten"),
        ("inderpal singh mumick", "mumick", "inderpal singh"),
        ("Martin Luther King, Jr.", "King Jr.", "Martin Luther"),
        ("King, Jr., Martin Luther", "King Jr.", "Martin Luther"),
        ("Martin Luther King Jr.", "King Jr.", "Martin Luther"),
        ("J. Y. Li", "Li", "J. Y."),
        ("Plato", "Plato", ""),
        ("The Llama Team", "The Llama Team", ""),
        ("Gemma Team", "Gemma Team", ""),
        ("{Barnes and Noble}", "Barnes and Noble", ""),
        ("  Ada \n Lovelace ", "Lovelace", "Ada"),
        ("李 明", "明", "李"),
        (",", "", ""),
    ],
)
def test_person(text: str, family: str, given_name: str) -> None:
    assert person(text) == Author(family, given_name)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "Ludwig van Beethoven",
        "de la Cruz, Juan",
        "Jean-Paul Sartre",
        "Maria del Carmen García",
        "Vincent van der Berg",
        "O'Neil, Cathy",
    ],
)
def test_names_part_as_in_bibtex(name: str) -> None:
    from pybtex.database import Person

    oracle = Person(name)
    family = " ".join((*oracle.prelast_names, *oracle.last_names))
    given_name = " ".join((*oracle.first_names, *oracle.middle_names))
    assert person(name) == Author(family, given_name)


@pytest.mark.parametrize(
    ("text", "names", "complete"),
    [
        ("Ada Lovelace and Alan Turing", ["Ada Lovelace", "Alan Turing"], True),
        ("Lovelace, Ada; Turing, Alan", ["Ada Lovelace", "Alan Turing"], True),
        ("Lovelace, Ada and Turing, Alan", ["Ada Lovelace", "Alan Turing"], True),
        ("Ada Lovelace, Alan Turing, Kurt Wu", ["Ada Lovelace", "Alan Turing", "Kurt Wu"], True),
        ("Ada Lovelace, Alan Turing and J. Wu", ["Ada Lovelace", "Alan Turing", "J. Wu"], True),
        ("a. lovelace , a. turing", ["a. lovelace", "a. turing"], True),
        ("Lovelace, Ada", ["Ada Lovelace"], True),
        ("Lovelace, A., Turing, A. M.", ["A. Lovelace", "A. M. Turing"], True),
        ("Ada Lovelace et al.", ["Ada Lovelace"], False),
        ("Ada Lovelace and others", ["Ada Lovelace"], False),
        ("Ada Lovelace & Alan Turing", ["Ada Lovelace", "Alan Turing"], True),
        ("", [], True),
    ],
)
def test_people(text: str, names: list[str], complete: bool) -> None:
    authors, all_of_them = people(text)
    assert [str(author) for author in authors] == names
    assert all_of_them is complete


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2024, 2024),
        ("2024", 2024),
        (" 2024 ", 2024),
        ("2024.0", 2024),
        (2024.0, 2024),
        ("2024-05-01", 2024),
        ("soon", None),
        (24, None),
        (20244, None),
        (2024.5, None),
        (True, None),
        (None, None),
        ([2024], None),
        ("٢٠٢٤", 2024),
    ],
)
def test_year(value: object, year: int | None) -> None:
    assert year_of(value) == year


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/xyz.1", "10.1000/xyz.1"),
        ("https://doi.org/10.1000/XYZ", "10.1000/XYZ"),
        ("doi: 10.1000/xyz.", "10.1000/xyz"),
        ("10.1016/S0140-6736(13)62568-4", "10.1016/S0140-6736(13)62568-4"),
        ("https://link.example.com/chapter/10.1007/978-3-031-1_22", "10.1007/978-3-031-1_22"),
        ("none", ""),
    ],
)
def test_doi(text: str, doi: str) -> None:
    assert doi_of(text) == doi


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("2401.01234", "2401.01234"),
        ("arXiv:2401.01234v2", "2401.01234v2"),
        ("https://arxiv.org/abs/2401.01234", "2401.01234"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("12345", ""),
    ],
)
def test_arxiv(text: str, arxiv: str) -> None:
    assert arxiv_of(text) == arxiv


@given(st.text(max_size=80))
def test_no_name_is_too_odd(text: str) -> None:
    people(text)
    if text.strip():
        person(text)


@given(st.text(alphabet="abcdefg ", min_size=1, max_size=30).filter(str.strip))
def test_every_letter_of_a_name_is_kept(text: str) -> None:
    assert sorted(str(person(text)).replace(" ", "")) == sorted(text.replace(" ", ""))
