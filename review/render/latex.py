r"""`review.tex` and one file a topic: the survey for `latexmk`, cited with natbib.

Every topic is an `\input` of its own, so an author can keep her prose between the generated parts
in a copy of `review.tex`. Text is escaped by the environment; what is TeX already is `Markup`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from review.model import Excerpt, Page, Paper, Paragraph, Quote, Row, Section, Survey, Topic
from review.render.bibtex import address
from review.render.environment import environment
from review.render.texescape import escape, repaired

_MARK = re.compile(r"(?P<space>\s*)\[@(?P<key>[^\]\s]+)\](?P<own>['’]s)?")
_LINK = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S+")
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
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    cites = Citations.of(survey)
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
class Citations:
    """The papers by key and the names of what they introduce: enough to cite any of them."""

    papers: dict[str, Paper]
    names: dict[str, str]

    @classmethod
    def of(cls, survey: Survey) -> "Citations":
        """Return the citations of `survey`."""
        names = {str(extract.id): extract.name for extract in survey.extracts if extract.name}
        return cls({paper.key: paper for paper in survey.papers}, names)

    def narrative(self, key: str, own: str = "") -> Markup:
        r"""Return the work as a subject: `\citet`, or its name where it has no authors.

        `own` is "'s" where something of the work's is spoken of.
        """
        paper = self.papers[key]
        if not paper.authors:
            year = rf"\citeyearpar{{{key}}}" if paper.year else rf"\nocite{{{key}}}"
            return tex(f"{self.name(key)}{own}" + (f" {year}" if paper.year else year))
        if not paper.year:
            return tex(rf"\citeauthor{{{key}}}{own}")
        if own:
            return tex(rf"\citeauthor{{{key}}}'s \citeyearpar{{{key}}}")
        return tex(rf"\citet{{{key}}}")

    def parenthetical(self, key: str) -> Markup:
        r"""Return the work in parentheses."""
        return tex(rf"\citep{{{key}}}")

    def name(self, key: str) -> str:
        """Return, as TeX, what stands for a work without authors."""
        title = repaired(self.papers[key].title)
        head = re.split(r":\s|\s[-–—]+\s", title, maxsplit=1)[0]
        return escape(self.names[key]) if key in self.names else f"``{escape(head)}''"

    def all(self, keys: Iterable[str]) -> Markup:
        """Return a list of works, in the order given."""
        return tex(", ").join(self.narrative(key) for key in keys)

    def sentence(self, quote: Quote | Excerpt) -> Markup:
        """Return a sentence of the review with its citation set."""
        narrative = any("[@" in edit.to and edit.op != "cite" for edit in quote.edits)
        parts, position = [], 0
        for found in _MARK.finditer(quote.text):
            parts.append(_spaced(quote.text[position : found.start()]))
            own, space = found["own"] or "", found["space"]
            if narrative:
                parts.append(f"{space[:1]}{self.narrative(found['key'], own)}")
            else:
                parts.append(f"{'~' * bool(space)}{self.parenthetical(found['key'])}{own}")
            position = found.end()
        return tex("".join((*parts, _spaced(quote.text[position:]))))


def _spaced(text: str) -> str:
    """The TeX of a piece of a sentence, with the spaces at its ends."""
    start, end = text[:1].isspace(), text[-1:].isspace() and text.strip()
    return f"{' ' if start else ''}{escape(text)}{' ' if end else ''}"


def link(text: str) -> Markup:
    r"""Return a code link as `\url`, any other text escaped."""
    url = text if "://" in text else f"https://{text}"
    if not _LINK.fullmatch(text.strip()) or not address(url):
        return tex(escape(text))
    shown = address(url).replace("%", r"\%").replace("#", r"\#")
    return tex(rf"\url{{{shown}}}")


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


def _parts(survey: Survey, cites: Citations) -> Iterator[Part]:
    """The sections in their order; `listed` works have a place there but no sentence."""
    levels = {topic.id: (topic, depth) for topic, depth in _deep(survey.taxonomy, 0)}
    for section in survey.sections:
        topic, depth = levels.get(section.topic, (None, 0))
        quoted = {quote.paper for p in section.paragraphs for quote in p.quotes}
        quoted |= {row.paper for row in section.table} | set(section.bare)
        yield Part(
            section.topic,
            topic.title if topic else "Works outside the taxonomy",
            _LEVELS[min(depth, len(_LEVELS) - 1)],
            section,
            _years([cites.papers[key] for key in section.papers]),
            tuple(key for key in section.papers if key not in quoted),
            _columns(section.table, cites),
        )


def _columns(rows: Sequence[Row], cites: Citations) -> tuple[Column, ...]:
    """The columns that some row fills; their widths add up to the line less its gaps."""
    columns = (
        Column("Work", 17, lambda row: cites.narrative(row.paper)),
        Column("Introduces", 14, lambda row: tex(escape(row.name))),
        Column("What it does", 40, lambda row: _cell(row.does, cites)),
        Column("Headline", 26, lambda row: _cell(row.headline, cites)),
        Column("Code", 18, lambda row: link(row.code.text) if row.code else Markup()),
    )
    filled = [column for column in columns if any(column.cell(row) for row in rows)]
    room = 0.97 - 0.02 * len(filled)
    total = sum(column.weight for column in filled) or 1
    return tuple(replace(c, width=f"{room * c.weight / total:.3f}") for c in filled)


def _cell(excerpt: Excerpt | None, cites: Citations) -> Markup:
    return cites.sentence(excerpt) if excerpt else Markup()


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
