r"""A sentence of the review as TeX: text escaped, works cited by the commands of natbib.

What natbib cannot say of a work without authors, and what a numeric style says otherwise, goes
through the commands that `review.sty` defines for each way of citing: `\citenamed`, `\citeposs`,
`\citegroup`. So the text of a section is the same whatever the class and the bibliography.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from review.model import Excerpt, Quote
from review.render.addresses import IN_TEXT, brief, is_address
from review.render.bibtex import address
from review.render.citations import (
    Citations,
    ending,
    is_listed,
    is_narrative,
    marks,
    others,
    titled,
    year_label,
)
from review.render.latex.words import spaced, tex
from review.render.texescape import escape


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
            return tex(self._named(key, escape(self.known.who(key, said)), own))
        if own:
            return tex(rf"\citeposs{'' if paper.year else '*'}{{{key}}}{{{own}}}")
        return tex(rf"\citet{{{key}}}")

    def parenthetical(self, key: str) -> Markup:
        """Return the work in parentheses."""
        return tex(self._group((key,)))

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
        return self._group((key, *others(quote)))

    def _listed(self, piece: str, key: str) -> str:
        """A title with its citation; where no author is known it is the link itself."""
        if self.known.papers[key].authors:
            return rf"{_prose(piece.rstrip())}~\citep{{{key}}}"
        before, title = titled(piece)
        return f"{_prose(before)}{self._named(key, escape(title or key))}"

    def _named(self, key: str, name: str, own: str = "") -> str:
        """A work without authors, by its name."""
        return rf"\citenamed{{{key}}}{{{name}}}{{{own}}}{{{year_label(self.known.papers[key])}}}"

    def _group(self, keys: Sequence[str], lead: str = "") -> str:
        """Several works in one pair of parentheses; natbib drops years that have no authors."""
        papers = [self.known.papers[key] for key in keys]
        if all(paper.authors or (not paper.year and not lead and len(keys) == 1)
               for paper in papers):  # fmt: skip
            before = f"[{lead}][]" if lead else ""
            return rf"\citep{before}{{{','.join(keys)}}}"
        cited = "; ".join(map(self._bare, keys))
        shown = f"{lead} {cited}" if lead else cited
        return rf"\citegroup{{{','.join(keys)}}}{{{lead}}}{{{shown}}}"

    def _bare(self, key: str) -> str:
        """A work as it stands inside parentheses."""
        paper = self.known.papers[key]
        if paper.year and not paper.authors:
            return rf"\citeauthor{{{key}}}, {year_label(paper)}"
        return rf"\citealp{{{key}}}"

    def _more(self, keys: Sequence[str]) -> str:
        """The further works of a sentence that opens with its own."""
        return self._group(keys, "also")


def _prose(text: str) -> str:
    """The TeX of a piece of a sentence; an address in it may break at the end of a line."""
    return "".join(_url(p) if i % 2 else spaced(p) for i, p in enumerate(IN_TEXT.split(text)))


def _url(text: str) -> str:
    return _quoted(r"\url{%s}", target) if (target := address(text)) else escape(text)


def _quoted(command: str, *parts: str) -> str:
    """`command` with addresses in the place of its `%s`, fit for the argument of another."""
    return command % tuple(part.replace("%", r"\%").replace("#", r"\#") for part in parts)


def link(text: str) -> Markup:
    r"""Return an address as a link that shows what tells it apart, any other text escaped.

    A scheme and the name of the code host, which say nothing in a table of code, are not shown.
    """
    target = address(text if "://" in text else f"https://{text}")
    if not is_address(text) or not target:
        return tex(escape(text))
    shown = brief(target)
    return tex(_quoted(r"\href{%s}{\nolinkurl{%s}}", target, shown))
