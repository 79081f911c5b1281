"""Pages kept from earlier builds are those that a build without them draws, whatever changed."""

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from review.cache.memo import opened
from review.errors import ConfigError
from review.model import Before, Bibliography, Departed, Latex, Note, Page, Retired, Spot, Survey
from review.render import latex, site, usable
from review.render.health import Health
from tests.survey_factory import HOSTILE, survey

CHOICES = {
    "abstracts": ("full", "quoted", "none"),
    "citations": ("author-year", "numbered"),
    "documentclass": ("article", "IEEEtran", "acmart"),
    "bibliography": ("natbib", "biblatex"),
    "kind": ("overview", "definition", "works", "findings", "limits"),
    "by": ("model", "person"),
}
MACROS = """
{% set seen = namespace(n=0) %}{% set told = [] %}
{% macro count(p) %}
{% set seen.n = seen.n + 1 %}{{ told.append(1) or "" }}{{ seen.n }} {{ told | length }}
{% endmacro %}
"""
OWN = """
{% from "site/own.md" import count %}
{{ head }}
{{ count(p) }} {{ survey.papers | length }} {{ survey.counts }} {{ survey.latex.documentclass }}
{% for key, told in book.cited.items() %}{{ key }}: {{ told | length }}{% endfor %}
{% for key in book.titles %}{{ key }}{% endfor %} {{ book.shelves | length }}
{{ book.nothing is defined }} {{ book.papers["none"] is defined }} {{ book.citations.names }}
{{ book.related.get(paper.key) }}
{% set filed = book.assignments.get(paper.key) %}
{% if filed %}
{{ filed.confidence }} {{ filed | pin }} {{ filed.alternatives }} {{ filed }}
{% endif %}
{{ book.initial(paper) }} {{ book.shared("leaf") }} {{ book.notes }} {{ extract }}
{% include "site/part.md" %}
"""
SECTION = """
<<part.title>> <<drawn.flow | length>> <<drawn["timeline"]>> <<places>> <<keywords>> <<running>>
<% include "latex/own.tex" %>
<% for quote in survey.overview[0].quotes %><<cite.sentence(quote)>><% endfor %>
"""
INNER = "<<part.level>> <<latex.documentclass>> <<root>> <<palette | length>> <<survey.version>>"
PART = "{{ book.titles[paper.key] }} {{ survey.title }} {{ title }} {{ p.cited_in(paper.key) }}"
OWNS = {
    "site/own.md": MACROS,
    "site/paper.md": OWN,
    "site/part.md": PART,
    "latex/section.tex": SECTION,
    "latex/own.tex": INNER,
    "latex/table.tex": "<<parts | length>> <<parts[0].title>>",
}


def full() -> Survey:
    """A small survey with something in every field that pages show."""
    return survey(
        HOSTILE[:4],
        notes=(Note("A note", "p1"), Note("Another\n\nof two", topic="leaf")),
        spots=tuple(Spot(f"p{n}", "leaf", n, 2 - n) for n in range(4)),
        terms=(("A term", survey(HOSTILE[:4]).sections[1].paragraphs[0].quotes[0]),),
        before=Before(
            (("old", "p1"),),
            (Departed("w7", "gone", "It was"),),
            (Retired("was", "Was", "", "leaf"),),
            ("by/year/1900.md",),
        ),
        bibliography=Bibliography(),
        latex=Latex(),
        url="https://example.org/",
    )  # fmt: skip


def variants(value: Any, name: str = "") -> Iterator[Any]:
    """Yield values of the same type, each changed in one place."""
    if name in CHOICES and isinstance(value, str):
        yield from (one for one in CHOICES[name] if one != value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1 if value >= 1 else value / 2
    elif isinstance(value, str):
        yield f"{value} anew" if " " in value or not value else f"{value}x"
    elif isinstance(value, tuple):
        if len(set(map(type, value))) == 1:
            yield from (value[1:], value[::-1], (*value[:-1], value[0]))
        for at, one in enumerate(value):
            yield from ((*value[:at], other, *value[at + 1 :]) for other in variants(one))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for other in variants(getattr(value, field.name), field.name):
                yield replace(value, **{field.name: other})


def drawn(made: Survey, root: Path | None) -> dict[str, str] | str:
    """Return the texts of all pages by path, or what is wrong with a survey that cannot be."""
    try:
        with usable():
            pages: list[Page] = [*site.render(made, root), *latex.render(made, root)]
            pages.append(site.health_page(made, root, Health(1, (), ())))
            pages.extend(site.moved_pages(made, root, tuple(pages)))
    except (ConfigError, LookupError, ValueError, AttributeError) as error:
        return type(error).__name__
    return {page.path: page.text for page in pages}


def same(made: Survey, root: Path | None, memo: Path) -> int:
    """Prove that the pages are those that are drawn without what is kept; return the new ones."""
    plain = drawn(made, root)
    with opened(memo, "x") as kept:
        assert drawn(made, root) == plain
    return kept.made["page"] + kept.made["file of LaTeX"]


@pytest.fixture(params=[False, True], ids=["shipped", "own"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    if not request.param:
        return None
    folder = tmp_path / "templates"
    for name, text in OWNS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("part", range(4))
def test_whatever_changed_kept_pages_are_those_drawn_anew(
    root: Path | None, tmp_path: Path, part: int
) -> None:
    start, memo = full(), tmp_path / "memo"
    assert same(start, root, memo) > 20
    assert same(start, root, memo) <= (0 if root is None else 8)  # an own page may ask too much
    all_ = list(variants(start))
    assert len(all_) > 500
    for made in random.Random(part).sample(all_, 25):
        same(made, root, memo)


def test_each_field_is_seen(tmp_path: Path) -> None:
    start = full()
    for field in fields(Survey):
        for other in islice(variants(getattr(start, field.name), field.name), 2):
            same(replace(start, **{field.name: other}), None, tmp_path / "memo")
    assert same(start, None, tmp_path / "memo") < 40


def test_a_page_knows_nothing_of_the_pages_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "templates/site"
    folder.mkdir(parents=True)
    (folder / "own.md").write_text(MACROS)
    (folder / "paper.md").write_text('{% from "site/own.md" import count %}{{ count(p) }}')
    pages = drawn(full(), tmp_path)
    assert isinstance(pages, dict)
    assert {text for path, text in pages.items() if path.startswith("papers/p")} == {"1 1\n"}


def test_templates_of_the_survey_are_seen(tmp_path: Path) -> None:
    folder, memo = tmp_path / "templates/site", tmp_path / "memo"
    folder.mkdir(parents=True)
    (folder / "paper.md").write_text('{{ head }}{% include "site/part.md" %}')
    for text in ("one", "two", "{{ title }}"):
        (folder / "part.md").write_text(text)
        assert same(full(), tmp_path, memo)
        assert not same(full(), tmp_path, memo)
    (folder / "part.md").write_text("one")
    assert not same(full(), tmp_path, memo)
    (folder / "paper.md").unlink()
    assert same(full(), tmp_path, memo)


def test_what_is_kept_outlives_a_move_of_the_folder(tmp_path: Path) -> None:
    for name in ("here", "there"):
        folder = tmp_path / name / "templates/site"
        folder.mkdir(parents=True)
        (folder / "paper.md").write_text("{{ head }}")
    assert same(full(), tmp_path / "here", tmp_path / "memo")
    assert not same(full(), tmp_path / "there", tmp_path / "memo")
