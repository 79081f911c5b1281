"""A survey as a LaTeX document: what all of its parts may be told, each made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from review.model import Latex, Survey
from review.render.asked import Answers
from review.render.book import PARTS, Book
from review.render.figures import flow
from review.render.latex.abstract import keywords
from review.render.latex.cites import Cite
from review.render.latex.parts import cells
from review.render.latex.taxonomy import figures
from review.render.latex.timeline import timeline
from review.render.latex.words import breakable, clipped
from review.render.parts import Part, parts_of
from review.render.placement import LOOKS

_ROOT, _RUNNING = 60, 70  # letters of the title in the root of the tree, and above the pages


@dataclass(frozen=True)
class Document:
    """A survey with what the templates of LaTeX read beside it."""

    survey: Survey

    @cached_property
    def book(self) -> Book:
        """The survey, indexed."""
        return Book(self.survey)

    @property
    def latex(self) -> Latex:
        """How it is set."""
        return self.survey.latex

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections that hold something, in order."""
        return parts_of(self.book, cells(Cite(self.book.citations)))

    @cached_property
    def drawn(self) -> Mapping[str, object]:
        """The figures by name; empty where there is nothing to draw."""
        counts = self.survey.counts
        return {
            "taxonomy": figures(self.book, Cite(self.book.citations)),
            "timeline": timeline(self.book),
            "flow": flow(counts, len(self.survey.sources)) if counts.records else (),
        }

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The themes with the most works."""
        return keywords(self.book)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The ids of the themes that have a section, by title."""
        shown = {part.id for part in self.parts}
        return {root.title: root.id for root in self.survey.taxonomy if root.id in shown}

    @property
    def root(self) -> Markup:
        """The title as it stands in the root of the tree."""
        return breakable(clipped(self.survey.title, _ROOT))

    @property
    def running(self) -> str:
        """The title as it stands above the pages."""
        return clipped(self.survey.title, _RUNNING)

    @cached_property
    def answers(self) -> Answers:
        """What its files asked of it."""
        return Answers(self, {Document, *PARTS}, LOOKS)
