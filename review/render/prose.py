"""Sentences, citations and references as Markdown, seen from one page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from markupsafe import Markup

from review.model import Excerpt, Fact, Paper, Paragraph, Quote
from review.render.book import Anchors, Book, Place, anchored, relative, spans
from review.render.citations import (
    ending,
    is_listed,
    is_narrative,
    marks,
    others,
    titled,
)
from review.render.markdown import address, attribute, escape, link, markdown
from review.text.markup import clean
from review.text.titles import DOUBTED

_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_CODE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[\w-]+(?:\.[\w-]+)+/\S+")
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
NO_ANCHORS: Anchors = MappingProxyType({})
NO_NUMBERS: Mapping[str, int] = MappingProxyType({})
_NAMES = 6
_ALL_NAMES = 40


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an abstract, and the passages of the survey that quote it."""

    text: str
    places: tuple[Place, ...] = ()
    quoted: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """What the templates call to write about works: links are relative to `page`."""

    book: Book
    page: str

    def to(self, target: str) -> Markup:
        """Return the link to `target`, a path inside `site/`."""
        return markdown(relative(target, self.page))

    def sentence(self, quote: Quote | Excerpt, anchors: Anchors = NO_ANCHORS) -> Markup:
        """Return a sentence of the review, its citations links that `anchors` name."""
        parts: list[str] = []
        position = 0
        for found in marks(quote):
            piece = quote.text[position : found.start()]
            if is_listed(quote):
                parts += self._listed(piece, found["key"], anchors), escape(found["own"] or "")
            else:
                parts += _piece(piece), self._mark(found, quote, anchors)
            position = found.end()
        if is_narrative(quote) and others(quote):
            body, stop = ending(quote.text[position:])
            return markdown("".join((*parts, _piece(body), self._more(quote, anchors), stop)))
        return markdown("".join((*parts, _piece(quote.text[position:]))))

    def _mark(self, found: re.Match[str], quote: Quote | Excerpt, anchors: Anchors) -> str:
        """The citation of a sentence where its mark stands."""
        key, own = found["key"], found["own"] or ""
        anchor = anchors.get(key, "")
        if is_narrative(quote):
            return self.cite(key, own, anchor, quote.text)
        cited = self._cited((key, *others(quote)), anchors)
        return f"{cited}{escape(own)}" if self._numbers else f"({cited}){escape(own)}"

    def _listed(self, piece: str, key: str, anchors: Anchors) -> str:
        """A title with its citation; where no author or year is known it is the link itself."""
        anchor = anchors.get(key, "")
        if self._numbers:
            return f"{_piece(piece)}{self.cite_in_parentheses(key, anchor)}"
        if dated := self.book.citations.dated(key):
            return f"{_piece(piece)}({self._link(key, dated, anchor)})"
        before, title = titled(piece)
        return f"{_piece(before)}{self._link(key, title or key, anchor)}"

    def _more(self, quote: Quote | Excerpt, anchors: Anchors) -> str:
        """The further works of a sentence that opens with its own."""
        return f" (also {self._cited(others(quote), anchors)})"

    def _cited(self, keys: Iterable[str], anchors: Anchors) -> str:
        between = ", " if self._numbers else "; "
        return between.join(self.cite_in_parentheses(key, anchors.get(key, "")) for key in keys)

    @property
    def _numbers(self) -> Mapping[str, int]:
        """The numbers of the references of this page; none where it cites by author and year."""
        return self.book.numbers.get(self.page, NO_NUMBERS)

    def paragraph(self, quotes: Iterable[tuple[Quote, Anchors]]) -> Markup:
        """Return sentences, one a line so that a change of one is one line of a diff."""
        lines = [
            self._counted(quote, anchors) if quote.counted else self.sentence(quote, anchors)
            for quote, anchors in quotes
        ]
        return markdown("\n".join(lines))

    def _counted(self, quote: Quote, anchors: Anchors) -> Markup:
        """Return a counted sentence; of one that names works by their titles, its opening."""
        if not quote.also:
            before, doubted, after = quote.text.partition(DOUBTED)
            more = link(doubted, relative("placement.md#queue", self.page)) if doubted else ""
            return markdown(f"*{_piece(before)}{more}{_piece(after)}*{{ .counted }}")
        opening, _, titles = quote.text.partition(": ")
        named = self.sentence(replace(quote, text=titles), anchors)
        return markdown(f"*{escape(f'{opening}:')}*{{ .counted }} {named}")

    def told(self, excerpt: Excerpt) -> Markup:
        """Return a sentence about the work of this very page, without links."""
        return markdown(escape(self.said(excerpt)))

    def said(self, excerpt: Excerpt) -> str:
        """Return a sentence about a work as text that nothing escapes."""
        parts: list[str] = []
        position = 0
        for found in marks(excerpt):
            parts += excerpt.text[position : found.start()], self._name(found, excerpt)
            position = found.end()
        return "".join((*parts, excerpt.text[position:]))

    def _name(self, found: re.Match[str], excerpt: Excerpt) -> str:
        if is_narrative(excerpt):
            return self.book.citations.narrative(found["key"], found["own"] or "", excerpt.text)
        return f"({self.book.citations.parenthetical(found['key'])}){found['own'] or ''}"

    def cite(self, key: str, own: str = "", anchor: str = "", said: str = "") -> Markup:
        """Return the link "Gu et al. (2023)" or "Gu et al. [1]", as a subject of `said`."""
        number = self._numbers.get(key)
        if number is None:
            return self._link(key, self.book.citations.narrative(key, own, said), anchor)
        return self._link(key, self.book.citations.numbered(key, number, own, said), anchor)

    def cite_in_parentheses(self, key: str, anchor: str = "") -> Markup:
        """Return the link "Gu et al., 2023", which stands in parentheses, or "[1]"."""
        number = self._numbers.get(key)
        text = self.book.citations.parenthetical(key) if number is None else f"[{number}]"
        return self._link(key, text, anchor)

    def _link(self, key: str, text: str, anchor: str) -> Markup:
        target = relative(f"papers/{key}.md", self.page)
        attributes = f"#{anchor} .cite" if anchor else ".cite"
        return link(text, target, self.title(key), attributes)

    def titled(self, key: str, attributes: str = "") -> Markup:
        """Return the title of a work as the link to its page."""
        return link(self.title(key), relative(f"papers/{key}.md", self.page), "", attributes)

    def title(self, key: str) -> str:
        """Return the title of a work, repaired; its key where it has none."""
        return self.book.titles[key]

    def named(self, key: str) -> str:
        """Return "Gu et al. (2023)" as text."""
        return self.book.citations.narrative(key)

    def topic(self, topic: str, attributes: str = "") -> Markup:
        """Return the title of a topic as the link to its page."""
        target = relative(self.book.path(topic), self.page)
        return link(self.book.title(topic), target, "", attributes)

    def heading(self, text: str) -> Markup:
        """Return a heading, as a link where it is the title of a topic."""
        named = {topic.title: topic.id for topic in self.book.topics.values()}
        return self.topic(named[text]) if text in named else markdown(escape(text))

    def reference(self, key: str, anchor: str) -> Markup:
        """Return a reference: authors and year, the title as a link, venue and identifier."""
        paper = self.book.papers[key]
        names, year = author_list(paper, _NAMES), self.book.citations.years[key]
        head = f"{names} ({year})." if names and year else f"{names}." if names else ""
        venue = clean(paper.venue).strip()
        tail = (year if not names and year not in venue else "", venue)
        parts = (
            markdown(escape(head)),
            markdown(f"{self.titled(key, f'#{anchor} .work' if anchor else '.work')}."),
            *(markdown(f"{escape(part.rstrip('.'))}.") for part in tail if part),
            *(link(text, target) for text, target in links(paper)[:1]),
        )
        return markdown(" ".join(part for part in parts if part))

    def preview(self, key: str) -> Markup:
        """Return what the card of a work adds to its reference: what it does, and its topic.

        It is hidden, and empty where neither is known.
        """
        extract, trail = self.book.extracts.get(key), self.book.trail(key)
        does = self.told(extract.citation) if extract and extract.citation else ""
        topic = f' data-topic="{attribute(trail[-1].title)}"' if trail else ""
        return markdown(f'<span class="does"{topic} hidden>{does}</span>' if does or topic else "")

    def segments(self, paper: Paper) -> tuple[Segment, ...]:
        """Return the abstract in pieces, quoted ones apart, each with where it is quoted."""
        places = [p for p in self.book.places.get(paper.key, ()) if p.end > p.start]
        pieces, position = [], 0
        for start, end in spans(places):
            if start > position:
                pieces.append(Segment(clean(paper.abstract[position:start])))
            quoting = {p.path: p for p in reversed(places) if start <= p.start and p.end <= end}
            ordered = tuple(p for p in places if quoting.get(p.path) is p)
            pieces.append(Segment(clean(paper.abstract[start:end]), ordered, True, f"q{start}"))
            position = end
        if position < len(paper.abstract):
            pieces.append(Segment(clean(paper.abstract[position:])))
        return tuple(piece for piece in pieces if piece.text.strip())

    def cited_in(self, key: str) -> tuple[tuple[str, Markup], ...]:
        """Return the title of each page that cites a work, with the link to the first passage."""
        first: dict[str, Place] = {}
        for place in self.book.places.get(key, ()):
            first.setdefault(place.path, place)
        return tuple((place.title, self.to(place.target)) for place in first.values())

    def blocks(self, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, Markup], ...]:
        """Return the paragraphs with their Markdown."""
        return tuple(
            (paragraph, self.paragraph(quotes))
            for paragraph, quotes in zip(paragraphs, anchored(paragraphs), strict=True)
        )

    def given(self, fact: Fact) -> Markup:
        """Return a link as what it leads to; what is no address is shown as text."""
        text = fact.said.text.strip()
        target = address(text if "://" in text else f"https://{text}")
        if not target or not _CODE.fullmatch(text):
            return markdown(escape(text))
        return link(fact.label, target, text, ".code")

    def cell(self, key: str, excerpt: Excerpt) -> Markup:
        """Return a cell of a table, linked to where the abstract of the work says it."""
        if self.book.survey.abstracts == "none":
            return markdown(escape(excerpt.text))
        quoted = spans(self.book.places.get(key, ()))
        held = [start for start, end in quoted if start <= excerpt.start and excerpt.end <= end]
        anchor = f"q{held[0]}" if held else "abstract"
        return link(excerpt.text, self.to(f"papers/{key}.md#{anchor}"), "", ".cell")


def _piece(text: str) -> str:
    """The Markdown of a part of a sentence, with the spaces at its ends."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{escape(text)}{end}"


def author_list(paper: Paper, most: int = _ALL_NAMES) -> str:
    """Return the names of the authors, "et al." after `most` of them or where some are unknown."""
    names = [str(author) for author in paper.authors if str(author)]
    if not names:
        return ""
    if len(names) > most or not paper.authors_complete:
        shown = names[:most]
        return f"{', '.join(shown)}{',' * (len(shown) > 1)} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def links(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Return where a paper can be read: a word and an address each, the best known first."""
    return tuple(dict(_links(paper)).items())


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    if _ARXIV.fullmatch(paper.arxiv):
        yield f"arXiv:{paper.arxiv}", address(f"https://arxiv.org/abs/{paper.arxiv}")
    doi = _RESOLVER.sub("", paper.doi.strip())
    if doi.startswith("10."):
        yield f"doi:{doi}", address(f"https://doi.org/{doi}")
    url = address(paper.url)
    if url and "arxiv.org/abs/" not in url:
        host = re.sub(r"^https?://(?:www\.)?", "", paper.url.strip(), flags=re.IGNORECASE)
        yield re.split(r"[/?#:]", host)[0], url
