"""What pages ask of a survey: noted, kept in plain steps, asked again of another survey."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from review.cache.memo import opened
from review.model import Assignment
from review.render.asked import Answers, Question, looked
from review.render.book import Book
from review.render.placement import roughly
from review.render.site import _setting
from review.render.site.page import Shown, shown
from tests.survey_factory import paper, survey

Read = Callable[[Any], object]

READS: tuple[tuple[Read, Question], ...] = (
    (lambda book: book.is_split, ("is_split",)),
    (lambda book: book.survey.title, ("survey", "title")),
    (lambda book: book.titles["p1"], ("titles", ("[]", "p1"))),
    (lambda book: book.titles.get("none"), ("titles", ("[]", "none"))),
    (lambda book: "p1" in book.titles, ("titles", ("[]", "p1"))),
    (lambda book: len(book.titles), ("titles", ("#",))),
    (lambda book: list(book.titles), ("titles",)),
    (lambda book: list(book.titles.items()), ("titles",)),
    (lambda book: list(book.titles.values()), ("titles",)),
    (lambda book: book.titles == {}, ("titles",)),
    (lambda book: str(book.titles), ("titles",)),
    (lambda book: book.path("leaf"), ("path", ("()", "leaf"))),
    (
        lambda book: book.citations.narrative("p1", "'s"),
        ("citations", "narrative", ("()", "p1", "'s")),
    ),
    (lambda book: book.citations.years["p1"], ("citations", "years", ("[]", "p1"))),
    (lambda book: book.assignments["p1"].topic, ("assignments", ("[]", "p1"), "topic")),
    (
        lambda book: looked("roughly", roughly)(book.assignments["p1"]),
        ("assignments", ("[]", "p1"), ("|", "roughly")),
    ),
    (lambda book: str(book.assignments["p1"]), ("assignments", ("[]", "p1"))),
    (lambda book: book.assignments["p1"] == 1, ("assignments", ("[]", "p1"))),
    (lambda book: {book.assignments["p1"]}, ("assignments", ("[]", "p1"))),
)  # fmt: skip


@pytest.mark.parametrize(("read", "question"), READS)
def test_what_is_read_is_noted_and_is_what_the_book_says(read: Read, question: Question) -> None:
    book = Book(survey())
    notes = book.asked()
    assert str(read(notes.view)) == str(read(book)) or type(read(book)) is set
    assert question in (notes.asked or ())
    assert notes.answers((question,)) == Book(survey()).asked().answers((question,))
    read(notes.view)
    assert len(set(notes.questions)) == len(notes.questions)


@pytest.mark.parametrize(("read", "question"), READS)
def test_an_answer_that_changes_is_seen(read: Read, question: Question) -> None:
    before = survey()
    key = before.papers[0].key
    changed = replace(
        before,
        title="Another",
        papers=(replace(before.papers[0], title="Of other things", year=1999), *before.papers[1:]),
    )
    notes = Book(before).asked()
    same = str(read(Book(before))) == str(read(Book(changed)))
    read(notes.view)
    asked = notes.asked
    assert asked is not None
    if not same:
        assert notes.answers(asked) != Book(changed).asked().answers(asked), key


def test_the_book_notes_nothing_of_what_it_reads_itself() -> None:
    notes = Book(survey()).asked()
    assert notes.view.entry("p1")
    assert notes.asked == (("entry", ("()", "p1")),)


def test_of_a_part_its_kind_is_asked_and_what_is_read_of_it() -> None:
    notes = Book(survey()).asked()
    one = notes.view.assignments.get("p1")
    assert notes.asked == (("assignments", ("[]", "p1"), ("is",)),)
    assert (one.placed, one.placed, one.by) == (True, True, "model")
    at = ("assignments", ("[]", "p1"))
    assert list(notes.questions) == [(*at, ("is",)), (*at, "placed"), (*at, "by")]
    with pytest.raises(AttributeError):
        _ = one.nothing
    with pytest.raises(AttributeError):
        _ = one._raw_


@pytest.mark.parametrize(
    "read",
    [
        lambda book: book.initial(paper(1, "A")),
        lambda book: book.title(topic="leaf"),
        lambda book: book.titles.get(1),
        lambda book: book.titles.get(("p1",)),
        lambda book: book.asked(),
    ],
)
def test_what_cannot_be_asked_again_is_not_kept(read: Read) -> None:
    notes = Book(survey()).asked()
    read(notes.view)
    assert notes.asked is None


@pytest.mark.parametrize(
    "question",
    [
        ("__class__",),
        ("survey", "__class__"),
        ("path", "__func__"),
        ("path", ("()", "leaf"), "upper"),
        ("path", ("()", "leaf"), "upper", ("()",)),
        ("citations", "narrative", ("()", "none")),
        ("titles", "get", ("()", "p1")),
        ("titles", ("()", "p1")),
        ("titles", ("|", "roughly")),
        ("assignments", ("[]", "p1"), ("|", "none")),
        ("path", ("()",)),
        ("nothing",),
        ("title", ("none",)),
        (("[]", "p1"),),
    ],
)
def test_a_question_leads_nowhere_but_where_templates_come(question: Question) -> None:
    notes = Book(survey()).asked()
    assert not notes.of.know([question])


def test_a_value_that_is_no_plain_one_has_no_mark() -> None:
    class Odd:
        what: object = print

    book = Odd()
    answers = Answers(book, {Odd}, {})
    assert not answers.know([("what",)])
    book.what = lambda: 1
    assert not Answers(book, {Odd}, {}).know([("what",)])


def test_marks_tell_kinds_apart() -> None:
    class Odd:
        def __init__(self, what: object) -> None:
            self.what = what

    values = (1, 1.0, True, "1", None, "", (), (1,), (1.0,), Assignment("a", "b", True, 1.0))
    marks = {Answers(Odd(value), {Odd}, {}).to([("what",)]) for value in values}
    assert len(marks) == len(values)


def _of(book: Book, key: str) -> Shown:
    return {"title": book.titles[key]}, {"work": book.titles[key]}


def test_a_page_is_drawn_again_where_an_answer_changed(tmp_path: Path) -> None:
    (tmp_path / "templates/site").mkdir(parents=True)
    own = tmp_path / "templates/site/own.md"
    own.write_text("{{ work }} by {{ p.named('p1') }}")
    drawn: list[str] = []

    def build(**fields: Any) -> int:
        made = survey(**fields)
        book, jinja = _setting(made, tmp_path)
        plain = shown(jinja, book, "own.md", "own", _of, "p0").text
        with opened(tmp_path / "memo", "x") as memo:
            assert shown(jinja, Book(made), "own.md", "own", _of, "p0").text == plain
        drawn.append(plain)
        return memo.made["page"]

    papers = survey().papers
    assert build() == 1
    assert build() == 0
    assert build(title="Another", papers=papers[:2]) == 0  # nothing that the page asked for
    assert build(papers=(papers[0], replace(papers[1], letter="b"), *papers[2:])) == 1
    assert build(papers=(replace(papers[0], title="Another"), *papers[1:])) == 1
    own.write_text("{{ work }} by {{ p.named('p1') }}!")
    assert build() == 1
    assert len(set(drawn)) == 4
