"""What LaTeX puts into the cells of a comparison table, and what no section holds."""

from markupsafe import Markup

from review.model import Excerpt, Fact, Row, Survey
from review.render.latex.cites import Cite, link
from review.render.latex.words import breakable, tex
from review.render.parts import Cells
from review.render.texescape import escape


def cells(cite: Cite) -> Cells:
    """Return how each cell of a row is set."""

    def sentence(excerpt: Excerpt | None) -> Markup:
        return cite.sentence(excerpt) if excerpt else Markup()

    return {
        "work": lambda row: cite.narrative(row.paper),
        "name": lambda row: breakable(row.name),
        "does": lambda row: sentence(row.does),
        "data": lambda row: breakable(_listed(row)),
        "headline": lambda row: sentence(row.headline),
        "links": lambda row: tex(" ".join(map(_given, row.links))),
    }


def _listed(row: Row) -> str:
    return ", ".join(excerpt.text for excerpt in row.data)


def _given(fact: Fact) -> str:
    return f"{escape(fact.label.capitalize())}: {link(fact.said.text)}"


def unfiled(survey: Survey) -> tuple[str, ...]:
    """Return the papers that no section holds: the bibliography lists them all the same."""
    held = {key for section in survey.sections for key in section.papers}
    return tuple(paper.key for paper in survey.papers if paper.key not in held)
