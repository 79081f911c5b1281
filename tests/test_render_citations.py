import pytest

from review.model import Author, Edit, Excerpt, Paper, Quote
from review.render.citations import (
    MARK,
    Citations,
    ending,
    is_listed,
    is_narrative,
    label,
    marks,
    others,
    short_title,
    titled,
    year_label,
)
from review.text.edits import replay
from tests.survey_factory import survey


def paper(*families: str, title: str = "", year: int | None = 2024, **more: object) -> Paper:
    authors = tuple(Author(family, "A.") for family in families)
    return Paper(id="w", key="k", title=title, authors=authors, year=year, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("families", "complete", "wanted"),
    [
        ((), True, ""),
        (("Tan",), True, "Tan"),
        (("Tan",), False, "Tan et al."),
        (("Tan", "Wang"), True, "Tan and Wang"),
        (("Tan", "Wang"), False, "Tan et al."),
        (("Tan", "Wang", "Gu"), True, "Tan et al."),
    ],
)
def test_label(families: tuple[str, ...], complete: bool, wanted: str) -> None:
    assert label(paper(*families, authors_complete=complete)) == wanted


def test_a_year_has_its_letter_and_is_never_made_up() -> None:
    assert year_label(paper(letter="b")) == "2024b"
    assert year_label(paper(year=None, letter="b")) == ""


def test_the_year_is_that_of_the_entry() -> None:
    assert year_label(paper("Tan", title="T", venue="ICML", venue_year=2025, letter="b")) == "2025b"
    assert year_label(paper("Tan", title="T", venue="somewhere", venue_year=2025)) == "2024"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("BOOT: A Way", "BOOT"), ("Model -- A way", "Model"), ("State-of-the-art", "State-of-the-art"),
     ("", "k"), ("15\\% of all", "15% of all")],
)  # fmt: skip
def test_short_title(title: str, wanted: str) -> None:
    assert short_title(paper(title=title)) == wanted


def cited(item: Paper, name: str = "") -> Citations:
    return Citations({"k": item}, {"k": name} if name else {}, {"k": year_label(item)})


def test_narrative_and_parenthetical() -> None:
    known = cited(paper("Gu", "Tan", "Wang", letter="a"))
    assert known.narrative("k") == "Gu et al. (2024a)"
    assert known.narrative("k", "'s") == "Gu et al.'s (2024a)"
    assert known.parenthetical("k") == "Gu et al., 2024a"


def test_without_authors_or_year() -> None:
    assert cited(paper(title="A Way: to it"), "BOOT").narrative("k") == "BOOT (2024)"
    assert cited(paper(title="A Way: to it")).narrative("k") == "“A Way” (2024)"
    assert cited(paper("Tan", year=None)).narrative("k") == "Tan"
    assert cited(paper("Tan", year=None)).parenthetical("k") == "Tan"


def test_the_op_that_puts_the_work_tells_its_use() -> None:
    assert is_narrative(Excerpt("", 0, 1, (Edit("subject", 0, 1, "[@k]"),)))
    assert not is_narrative(Excerpt("", 0, 1, (Edit("cite", 0, 1, "[@k]"),)))


@pytest.mark.parametrize(
    ("text", "own"), [("[@k]'s N", "'s"), ("[@k]’s N", "’s"), ("[@k]' N", "'"), ("[@k] N", None)]
)
def test_a_mark_with_its_possessive(text: str, own: str | None) -> None:
    found = MARK.search(text)
    assert found
    assert (found["key"], found["own"]) == ("k", own)


def test_of_a_survey() -> None:
    made = Citations.of(survey())
    assert made.who("p98") == "“No abstract, no author”"
    assert made.who("p0") == "O'Neil_* and Ü & Co | Ltd"


def test_only_what_an_edit_put_there_is_a_citation() -> None:
    abstract = "[@We extend [@gu2023boot]."
    edits = (Edit("subject", 2, 4, "[@k]"), Edit("cite", 25, 25, " [@k]"))
    quote = Excerpt(replay(abstract, 0, 26, edits), 0, 26, edits)
    assert quote.text == "[@[@k] extend [@gu2023boot] [@k]."
    assert [(found["key"], found.start()) for found in marks(quote)] == [("k", 2), ("k", 28)]
    assert list(marks(Excerpt(abstract, 0, 26))) == []


def test_a_work_without_authors_does_not_introduce_itself() -> None:
    paper = Paper(id="w", key="k", title="Hard Patches: Mining What Matters")
    made = Citations({"k": paper}, {"k": "HPM"}, {"k": year_label(paper)})
    assert made.narrative("k", said="[@k] reduces cost.") == "HPM"
    assert made.narrative("k", said="[@k] proposes Hard Patches Mining (HPM).") == "“Hard Patches”"


def test_marks_of_a_counted_sentence_are_the_works_it_names() -> None:
    listed = Quote("Filed here: “A” [@a] and “B” [@b].", counted=True, also=("a", "b"))
    assert [found["key"] for found in marks(listed)] == ["a", "b"]
    assert is_listed(listed)
    assert others(listed) == ()
    assert list(marks(Quote("[@a] works.", counted=True))) == []


def test_others_say_what_the_sentence_says() -> None:
    assert others(Quote("It wins.", "a", also=("b",))) == ("b",)
    assert others(Excerpt("It wins.", 0, 8)) == ()
    assert not is_listed(Excerpt("It wins.", 0, 8))


def test_what_follows_a_title() -> None:
    assert cited(paper("Gu", title="A Way: to it")).dated("k") == "Gu, 2024"
    assert cited(paper(title="A Way: to it"), "BOOT").dated("k") == "2024"
    assert cited(paper(title="A Way: to it", year=None), "BOOT").dated("k") == ""


@pytest.mark.parametrize(
    ("text", "parts"), [("It wins.", ("It wins", ".")), ("Who?!", ("Who", "?!")), ("", ("", ""))]
)
def test_the_end_of_a_sentence(text: str, parts: tuple[str, str]) -> None:
    assert ending(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [(" and “A ‘b’ c” ", (" and ", "“A ‘b’ c”")), ("“A” ", ("", "“A”")), ("none", ("none", ""))],
)
def test_the_last_title_of_a_list(text: str, parts: tuple[str, str]) -> None:
    assert titled(text) == parts
