r"""`review.tex` and one file a topic: the survey for `latexmk`, cited with natbib.

Every topic is an `\input` of its own, so an author can keep her prose between the generated parts
in a copy of `review.tex`. Text is escaped by the environment; what is TeX already is `Markup`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from review.model import Excerpt, Fact, Page, Paper, Paragraph, Quote, Row, Section, Survey, Topic
from review.render.bibtex import address
from review.render.citations import (
    Citations,
    ending,
    is_listed,
    is_narrative,
    marks,
    others,
    titled,
)
from review.render.comparison import columns
from review.render.environment import environment
from review.render.texescape import escape

_LINK = re.compile(r"https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S+")
_ADDRESS = re.compile(r"(https?://[^\s<>\"{}\\]*[^\s<>\"{}\\.,;:!?()\[\]'’”])")
_HOST = re.compile(r"^https?://(?:www\.)?(?:(?:github|gitlab)\.com/(?=[^/]))?", re.IGNORECASE)
_LEVELS = ("section", "subsection", "subsubsection")
_HEADINGS = {"findings": "What they find", "limits": "Limits"}


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `review.tex` and `sections/<topic>.tex` for every topic that has a section."""
    jinja = environment(escape, root).overlay(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    cites = Cite(Citations.of(survey))
    parts = list(_parts(survey, cites))
    shared = {"survey": survey, "cite": cites, "parts": parts}
    whole = jinja.get_template("latex/review.tex")
    yield Page("review.tex", _tidy(whole.render(**shared, unfiled=_unfiled(survey))))
    for part in parts:
        text = jinja.get_template("latex/section.tex").render(**shared, part=part)
        yield Page(f"sections/{part.id}.tex", _tidy(text))


def tex(source: str) -> Markup:
    """Return what is TeX already, so that the environment does not escape it again."""
    return Markup(source)  # noqa: S704


# ── citations ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cite:
    """The citations of a survey as natbib commands; a bibliography without authors needs help."""

    known: Citations

    def narrative(self, key: str, own: str = "", said: str = "") -> Markup:
        r"""Return the work as a subject of `said`: `\citet`, or its name where it has no authors.

        `own` is "'s" where something of the work's is spoken of.
        """
        paper = self.known.papers[key]
        if not paper.authors:
            year = f" ({paper.year})" if paper.year else ""
            name = escape(self.known.who(key, said))
            return tex(rf"\hyperlink{{cite.{key}}}{{{name}}}{own}{year}\nocite{{{key}}}")
        if own:
            year = rf" \citeyearpar{{{key}}}" if paper.year else ""
            return tex(rf"\citeauthor{{{key}}}{own}{year}")
        return tex(rf"\citet{{{key}}}")

    def parenthetical(self, key: str) -> Markup:
        r"""Return the work in parentheses; natbib drops the year of a work without authors."""
        paper = self.known.papers[key]
        if paper.year and not paper.authors:
            return tex(rf"(\citeauthor{{{key}}}, {paper.year})")
        return tex(rf"\citep{{{key}}}")

    def all(self, keys: Iterable[str]) -> Markup:
        """Return a list of works, in the order given."""
        return tex(", ".join(self.narrative(key) for key in keys))

    def sentence(self, quote: Quote | Excerpt) -> Markup:
        """Return a sentence of the review with its citations set."""
        parts: list[str] = []
        position = 0
        for found in marks(quote):
            before = quote.text[position : found.start()]
            own = (found["own"] or "").replace("’", "'")
            position = found.end()
            if is_narrative(quote):
                parts += _prose(before), self.narrative(found["key"], own, quote.text)
            elif is_listed(quote):
                parts += self._listed(before, found["key"]), own
            else:
                tie = "~" if before[-1:].isspace() else ""
                parts += _prose(before.rstrip()), tie, self._behind(found["key"], quote), own
        if is_narrative(quote) and others(quote):
            body, stop = ending(quote.text[position:])
            return tex("".join((*parts, _prose(body), "~", self._more(others(quote)), stop)))
        return tex("".join((*parts, _prose(quote.text[position:]))))

    def counted(self, quote: Quote) -> Markup:
        """Return a counted sentence; of one that names works by their titles, its opening."""
        if not quote.also:
            return tex(rf"\emph{{{self.sentence(quote)}}}")
        opening, _, titles = quote.text.partition(": ")
        return tex(rf"\emph{{{escape(opening)}:}} {self.sentence(replace(quote, text=titles))}")

    def _behind(self, key: str, quote: Quote | Excerpt) -> str:
        """What stands behind a sentence."""
        keys = (key, *others(quote))
        return self._group(keys) if len(keys) > 1 else self.parenthetical(key)

    def _listed(self, piece: str, key: str) -> str:
        """A title with its citation; where no author or year is known it is the link itself."""
        if self.known.papers[key].authors:
            return rf"{_prose(piece.rstrip())}~\citep{{{key}}}"
        link = rf"\hyperlink{{cite.{key}}}"
        if dated := self.known.dated(key):
            return rf"{_prose(piece.rstrip())}~({link}{{{escape(dated)}}})\nocite{{{key}}}"
        before, title = titled(piece)
        return rf"{_prose(before)}{link}{{{escape(title or key)}}}\nocite{{{key}}}"

    def _group(self, keys: Sequence[str], lead: str = "") -> str:
        """Several works in one pair of parentheses."""
        if all(self.known.papers[key].authors for key in keys):
            before = f"[{lead}][]" if lead else ""
            return rf"\citep{before}{{{','.join(keys)}}}"
        cited = "; ".join(map(self._bare, keys))
        return f"({lead} {cited})" if lead else f"({cited})"

    def _bare(self, key: str) -> str:
        """A work as it stands inside parentheses."""
        paper = self.known.papers[key]
        if paper.year and not paper.authors:
            return rf"\citeauthor{{{key}}}, {paper.year}"
        return rf"\citealp{{{key}}}"

    def _more(self, keys: Sequence[str]) -> str:
        """The further works of a sentence that opens with its own."""
        return self._group(keys, "also")


def _prose(text: str) -> str:
    """The TeX of a piece of a sentence; an address in it may break at the end of a line."""
    return "".join(_url(p) if i % 2 else _spaced(p) for i, p in enumerate(_ADDRESS.split(text)))


def _url(text: str) -> str:
    return _quoted(r"\url{%s}", target) if (target := address(text)) else escape(text)


def _spaced(text: str) -> str:
    """`text` escaped, with the spaces at its ends."""
    start, end = text[:1].isspace(), text[-1:].isspace() and text.strip()
    return f"{' ' if start else ''}{escape(text)}{' ' if end else ''}"


def _quoted(command: str, *parts: str) -> str:
    """`command` with addresses in the place of its `%s`, fit for the argument of another."""
    return command % tuple(part.replace("%", r"\%").replace("#", r"\#") for part in parts)


def link(text: str) -> Markup:
    r"""Return an address as a link that shows what tells it apart, any other text escaped.

    A scheme and the name of the code host, which say nothing in a table of code, are not shown.
    """
    target = address(text if "://" in text else f"https://{text}")
    if not _LINK.fullmatch(text) or not target:
        return tex(escape(text))
    shown = _HOST.sub("", target).rstrip("/")
    return tex(_quoted(r"\href{%s}{\nolinkurl{%s}}", target, shown))


# ── the parts ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the comparison table: its width as a share of the line, and its cells."""

    title: str
    weight: int
    cell: Callable[[Row], Markup]
    width: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file shows. `level` is the name of the heading's command."""

    id: str
    title: str
    level: str
    section: Section
    years: str
    listed: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def counted(self) -> bool:
        """Whether the section tells its own counts."""
        return any(quote.counted for p in self.section.paragraphs for quote in p.quotes)

    def heading(self, paragraph: Paragraph) -> str:
        """Return the run-in heading of a paragraph, or nothing."""
        return paragraph.heading.rstrip(".") or _HEADINGS.get(paragraph.kind, "")


def _parts(survey: Survey, cites: Cite) -> Iterator[Part]:
    """The sections that hold something, in order; `listed` works are filed there unquoted."""
    levels = {topic.id: (topic, depth) for topic, depth in _deep(survey.taxonomy, 0)}
    filled = {section.topic for section in survey.sections if section.papers or section.paragraphs}
    for section in survey.sections:
        topic, depth = levels.get(section.topic, (None, 0))
        below = {part.id for part in topic.walk()} if topic else {section.topic}
        if not below & filled:
            continue
        quotes = [quote for p in section.paragraphs for quote in p.quotes]
        quoted = {key for quote in quotes for key in (quote.paper, *quote.also)}
        quoted |= {row.paper for row in section.table} | set(section.bare)
        yield Part(
            section.topic,
            topic.title if topic else "Works outside the taxonomy",
            _LEVELS[min(depth, len(_LEVELS) - 1)],
            section,
            _years([cites.known.papers[key] for key in section.papers]),
            tuple(key for key in section.papers if key not in quoted),
            _columns(section.table, cites),
        )


def _columns(rows: Sequence[Row], cites: Cite) -> tuple[Column, ...]:
    """The columns that tell the works apart; their widths add up to the line less its gaps."""
    cells: dict[str, Column] = {
        "name": Column("Introduces", 15, lambda row: tex(escape(row.name))),
        "does": Column("What it does", 36, lambda row: _cell(row.does, cites)),
        "data": Column("On", 15, lambda row: tex(escape(_listed(row.data)))),
        "headline": Column("In figures", 24, lambda row: _cell(row.headline, cites)),
        "links": Column("Links", 19, lambda row: tex(" ".join(map(_given, row.links)))),
    }
    work = Column("Work", 16, lambda row: cites.narrative(row.paper))
    filled = [work, *(cells[name] for name in columns(rows))]
    room = 1 - 0.018 * (len(filled) - 1)  # the gaps between columns, as a share of the line
    total = sum(column.weight for column in filled)
    return tuple(replace(c, width=f"{room * c.weight / total:.3f}") for c in filled)


def _cell(excerpt: Excerpt | None, cites: Cite) -> Markup:
    return cites.sentence(excerpt) if excerpt else Markup()


def _listed(excerpts: Iterable[Excerpt]) -> str:
    return ", ".join(excerpt.text for excerpt in excerpts)


def _given(fact: Fact) -> str:
    return f"{escape(fact.label.capitalize())}: {link(fact.said.text)}"


def _deep(topics: Iterable[Topic], depth: int) -> Iterator[tuple[Topic, int]]:
    for topic in topics:
        yield topic, depth
        yield from _deep(topic.topics, depth + 1)


def _years(papers: Iterable[Paper]) -> str:
    years = sorted({paper.year for paper in papers if paper.year})
    return "–".join(dict.fromkeys(map(str, (years[:1] + years[-1:]))))


def _unfiled(survey: Survey) -> list[str]:
    """The papers that no section holds: the bibliography lists them all the same."""
    held = {key for section in survey.sections for key in section.papers}
    return [paper.key for paper in survey.papers if paper.key not in held]


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
