"""What the methods page tells of reading: totals by format, reasons, problems once a file."""

from dataclasses import replace

from review.model import Dropped, Origin, Problem, Source
from review.render.reading import SHOWN as PROBLEMS
from review.render.reading import Reading, Told, readings, reasons, told
from review.render.site import render
from tests.conftest import ROOT
from tests.survey_factory import survey

FORMATS = "bibtex ris medline wos csv openalex jsonl markdown listing".split()
SOURCES = (
    *(
        Source(
            f"seeds/{name}.x",
            name,
            10 * i,
            (Dropped(Origin("a", 1), "x", "a number"),) * i,
            (Problem(f"seeds/{name}.x:{i + 1}", "odd"),) * (i % 2),
        )
        for i, name in enumerate(FORMATS)
    ),
    Source("seeds/a.zip/x|<b>.png", "", 0, (), (Problem("seeds/a.zip/x|<b>.png:1", "is binary"),)),
)


def methods(sources: tuple[Source, ...], problems: tuple[Problem, ...]) -> str:
    made = render(replace(survey(), sources=sources, problems=problems), ROOT)
    return next(page.text for page in made if page.path == "methods.md")


def test_totals_by_format() -> None:
    two = (
        Source("a", "ris", 3),
        Source("b", "ris", 4),
        Source("c", "bibtex", 9),
        Source("d", "", 0),
    )
    assert readings(two) == (
        Reading("bibtex", 1, 9, 0, 0),
        Reading("ris", 2, 7, 0, 0),
        Reading("", 1, 0, 0, 0),
        Reading("all", 4, 16, 0, 0),
    )


def test_reasons_by_how_often() -> None:
    drops = tuple(Dropped(Origin("a", i), "x", "rule" if i else "date") for i in range(3))
    assert reasons([Source("a", "listing", 0, drops)]) == (("rule", 2), ("date", 1))


def test_a_message_stands_once_for_each_file() -> None:
    problems = [Problem("a:2", "odd"), Problem("b:9", "odd"), Problem("a:7", "odd")]
    assert told(problems) == (Told("odd", "a:2", 2), Told("odd", "b:9", 1))


def test_the_page_with_ten_files_of_different_formats() -> None:
    text = methods(SOURCES, tuple(one for source in SOURCES for one in source.problems))
    assert "| all | 10 | 360 | 36 | 5 |" in text
    assert "| listing | 1 | 80 | 8 | 0 |" in text
    assert "| not read | 1 | 0 | 0 | 1 |" in text
    assert text.index("| listing | 1 |") < text.index("| bibtex | 1 |")
    for name in FORMATS:
        assert f"| seeds/{name}.x | {name} |" in text
    assert "| seeds/a.zip/x&#124;&#60;b&#62;.png&#58;1 | is binary | 1 |" in text
    assert "<b>" not in text


def test_one_format_needs_no_totals_by_format() -> None:
    assert "Sources by format" not in methods((Source("a", "ris", 3),), ())


def test_many_problems_are_cut_and_counted() -> None:
    text = methods((), tuple(Problem(f"a:{i}", f"odd {i}") for i in range(1, PROBLEMS + 4)))
    assert f"odd {PROBLEMS} |" in text
    assert f"odd {PROBLEMS + 1} |" not in text
    assert "And 3 problems more" in text
