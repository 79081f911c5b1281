"""The page on how the bibliography fares, and how the pipeline makes it."""

from pathlib import Path

from review.bibcheck import CHECKS, parse
from review.pipeline.bibliography import health, inspect, same_works
from review.render import render
from review.render.bibtex import PREAMBLE
from review.render.health import SHOWN, Health, Row
from review.render.nav import nav
from tests.conftest import ROOT
from tests.survey_factory import HOSTILE, survey

TEXT = """@misc{a, title = {One & all}, doi = {10.1000/1}}
@misc{b, title = {One & all}, doi = {10.1000/1}, year = 2020}
@article{c, title = {T.}, author = {A B}, journal = {J}, year = 2020}
"""
CONFIG = "docs_dir: site\nsite_dir: public\nnav:\n  # review:nav begin\n  # review:nav end\n"


def shown(found: Health) -> str:
    pages = render(survey(), ROOT, lambda text: found)
    return next(page.text for page in pages if page.path == "health.md")


def test_works_that_stand_twice_are_found_by_what_tells_records_apart() -> None:
    assert same_works(TEXT, "x.bib") == ((1, 2),)
    (one,) = inspect(parse(TEXT, "x.bib"), [c for c in CHECKS if c.name == "duplicate-work"])
    assert (one.key, one.line, one.severity) == ("b", 2, "warning")
    assert "'a' of line 1" in one.message


def test_works_with_other_titles_are_never_called_one() -> None:
    text = "".join(
        f"@misc{{t{name}, title = {{Specification of TPC-{name} benchmark}}, author = {{TPC}}}}\n"
        for name in ("H", "C", "E", "C")
    )
    assert same_works(text, "x.bib") == ((2, 4),)
    text = TEXT.replace("One & all", "One", 1)  # the identifier is enough
    assert same_works(text, "x.bib") == ((1, 2),)


def test_health_counts_findings_and_what_is_not_stated() -> None:
    found = health(TEXT)
    assert found.entries == 3
    assert [(row.name, len(row.found)) for row in found.wrong] == [
        ("special", 2),
        ("duplicate-work", 1),
        ("sort-key", 2),
    ]
    assert (found.count("error"), found.count("warning"), found.count("hint")) == (2, 1, 2)
    assert len(found.wrong) + len(found.clean) == len(CHECKS)
    assert found.lacking == (
        ("misc", 2, (("author", 2), ("year", 1))),
        ("article", 1, (("volume", 1), ("number", 1), ("pages", 1), ("doi", 1))),
    )


def test_an_empty_bibliography_is_in_order() -> None:
    found = health("")
    assert (found.entries, found.wrong, found.lacking) == (0, (), ())


def test_the_page_names_the_works_and_counts_the_rest() -> None:
    key = survey().papers[0].key
    row = Row("doi", "error", "what is no DOI", ((key, "is <b>no</b> DOI"),) * (SHOWN + 5))
    clean = Row("year", "warning", "a year that is none")
    text = shown(Health(1234, (row, clean), (("misc", 7, (("author", 3), ("year", 1))),)))
    assert "1,234 entries" in text
    assert f"papers/{key}.md" in text
    assert text.count(" DOI</span>") == SHOWN
    assert "<b>no" not in text
    assert f"The first {SHOWN} of {SHOWN + 5}" in text
    assert (
        '| misc | 7 | author <span class="why">3</span>, year <span class="why">1</span> |' in text
    )
    assert "Nothing was found of these: a year that is none." in text
    assert "### What is no DOI { #doi }" in text


def test_an_unknown_key_and_hostile_text_are_only_text() -> None:
    row = Row("doi", "hint", "what is no DOI", tuple(("nobody", text) for text in HOSTILE))
    text = shown(Health(1, (row,), ()))
    assert "<script" not in text
    assert "nobody" in text


def test_the_page_is_there_only_where_somebody_judges() -> None:
    assert "health.md" not in {page.path for page in render(survey(), ROOT)}


def test_the_page_stands_with_those_on_methods() -> None:
    lines = nav(survey(), CONFIG, ("Bibliography health", "health.md")).splitlines()
    at = lines.index("      - Bibliography health: health.md")
    assert lines[at - 1].strip() == "- Duplicates: duplicates.md"
    assert "health.md" not in nav(survey(), CONFIG)


def test_the_real_bibliography_has_no_error() -> None:
    text = Path(ROOT, "site", "references.bib").read_text(encoding="utf-8")
    assert health(text).count("error") == 0


def test_entries_that_stand_apart_are_judged_one_by_one_as_all_at_once() -> None:
    whole = "@misc{a, title = {One & all}, doi = {10.1000/1}}\n"
    others = (
        "@misc{b, title = {One & all}, doi = {10.1000/1}, year = 2020}\n",
        "@article{c, title = {T.},\n author = {A B and}, journal = {J}, crossref = {a}}\n",
        "@article{A, title = {A key in other letters}}\n",
        "@article{c, title = {An entry that does not end\n",
        "@article{c, title = {Two on one line}} @article{d, title = {That is it}}\n",
        "@string{c = {A macro}}\n",
        "@article{c, title = {A line\n@article{d, that is no entry}, year = 1x}\n",
        "A comment\n",
    )
    for texts in ((whole, *others[:1]), *((whole, one, others[0]) for one in others)):
        text = "\n".join((PREAMBLE, *texts))
        assert health(text) == health(text.replace("% A", "% a", 1))
        assert health(text).entries
    assert health(PREAMBLE) == health("")
