"""Sentences and citations as Typst: by the survey's own labels, or by those of a CSL style.

The own labels are links to the list of references, with the year letters of the website. A CSL
style gives the year or the mark; the name of the work as a subject is the survey's in any style,
because a style may write all authors there, or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from review.model import Excerpt, Fact, Quote
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
)
from review.render.typst.escape import breakable, escape, string, typst
from review.render.typst.styles import Kind

LINE, CELL = 40, 20
"""Letters of a word that may not break, in a paragraph and in a narrow column."""


@dataclass(frozen=True, slots=True)
class Cite:
    """What the templates call to write about works; `kind` says how the style marks them."""

    known: Citations
    kind: Kind = "own"

    def narrative(self, key: str, own: str = "", said: str = "") -> Markup:
        """Return the work as a subject of `said`; `own` is "'s" where something of its is meant."""
        if self.kind == "own":
            return self.link(key, self.known.narrative(key, own, said))
        who = escape(f"{self.known.who(key, said)}{own}")
        if self.kind == "name":
            return typst(f"{_cite(key, 'author')}{escape(own)}") if self._signed(key) else who
        if self.kind in ("mark", "raised"):
            return typst(f"{who}{self._tie}{_cite(key)}")
        dated = self.known.papers[key].year
        return typst(f"{who} ({_cite(key, 'year')})") if dated else typst(f"{who} {_cite(key)}")

    def group(self, keys: Sequence[str], lead: str = "") -> Markup:
        """Return works in parentheses behind what they say, `lead` before the first."""
        if self.kind == "own":
            named = "; ".join(self.link(key, self.known.parenthetical(key)) for key in keys)
            return typst(f"({escape(f'{lead} ') if lead else ''}{named})")
        cited = "".join(map(_cite, keys))
        if not lead:
            return typst(cited)
        before = escape(f"{lead} ") if self.kind != "raised" else escape(lead)
        return typst(f"{'~' if self.kind == 'raised' else ''}({before}{cited})")

    def link(self, key: str, text: str) -> Markup:
        """Return `text` as a link to the reference of a work."""
        return typst(f"#link(label({string(f'ref:{key}')}))[{escape(text)}];")

    def all(self, keys: Iterable[str]) -> Markup:
        """Return a list of works, in the order given."""
        return typst(", ".join(self.narrative(key) for key in keys))

    def sentence(self, quote: Quote | Excerpt) -> Markup:
        """Return a sentence of the review with its citations set."""
        parts: list[str] = []
        position = 0
        for found in marks(quote):
            before = quote.text[position : found.start()]
            own = found["own"] or ""
            position = found.end()
            if is_narrative(quote):
                parts += prose(before), self.narrative(found["key"], own, quote.text)
            elif is_listed(quote):
                parts += self._listed(before, found["key"]), escape(own)
            else:
                tie = self._tie if before[-1:].isspace() else ""
                keys = (found["key"], *others(quote))
                parts += prose(before.rstrip()), tie, self.group(keys), escape(own)
        if is_narrative(quote) and others(quote):
            body, stop = ending(quote.text[position:])
            more = self.group(others(quote), "also")
            return typst("".join((*parts, prose(body), self._tie, more, escape(stop))))
        return typst("".join((*parts, prose(quote.text[position:]))))

    def counted(self, quote: Quote) -> Markup:
        """Return a counted sentence; of one that names works by their titles, its opening."""
        if not quote.also:
            return typst(f"#emph[{self.sentence(quote)}];")
        opening, _, titles = quote.text.partition(": ")
        listed = self.sentence(replace(quote, text=titles))
        return typst(f"#emph[{escape(f'{opening}:')}]; {listed}")

    def _listed(self, piece: str, key: str) -> str:
        """A title with its citation; where no author or year is known it is the link itself."""
        if self.kind != "own":
            return f"{prose(piece.rstrip())}{self._tie}{_cite(key)}"
        if dated := self.known.dated(key):
            return f"{prose(piece.rstrip())}~({self.link(key, dated)})"
        before, title = titled(piece)
        return f"{prose(before)}{self.link(key, title or key)}"

    @property
    def _tie(self) -> str:
        """What stands between a word and its citation; the parentheses of "also" need it too."""
        return "" if self.kind == "raised" else "~"

    def _signed(self, key: str) -> bool:
        return bool(self.known.papers[key].authors)


def _cite(key: str, form: str = "normal") -> str:
    return f"#cite(label({string(key)}), form: {string(form)});"


def prose(text: str) -> Markup:
    """Return a piece of a sentence; an address in it is a link."""
    pieces = IN_TEXT.split(text)
    return typst("".join(_url(p) if i % 2 else breakable(p, LINE) for i, p in enumerate(pieces)))


def _url(text: str) -> Markup:
    return to(target, text) if (target := address(text)) else escape(text)


def to(target: str, text: str) -> Markup:
    """Return `text` as a link to the address `target`."""
    return typst(f"#link({string(target)})[{breakable(text, CELL)}];")


def given(fact: Fact) -> Markup:
    """Return what a link leads to, and the link without what says nothing; else its text."""
    text = fact.said.text.strip()
    target = address(text if "://" in text else f"https://{text}")
    shown = escape(text)
    if is_address(text) and target:
        shown = to(target, brief(target))
    return typst(f"{escape(fact.label.capitalize())}: {shown}")
