r"""`references.bib`: one entry a work, for BibTeX and every style that reads its entry types.

The file is ASCII, sorted by key, one field a line in a fixed order, without a date. A work is
`@misc`, the one type no style complains about, unless its venue certainly says more. Nothing is
invented: a work without authors has a `key` field to be sorted and labelled by, and a field that
is not known is not written. `\usepackage[T1]{fontenc}` is all that a document needs.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from review.cache import kept
from review.model import Assignment, Author, Page, Paper, Problem, Survey, Topic
from review.render.once import once
from review.render.stated import EDITED, facts, stated
from review.render.texescape import CLOSE, OPEN, escape, repaired, same, unwritable
from review.render.texnames import author_field, name_of, whole
from review.render.venue import Publication, is_repository, publication
from review.text.titles import unstopped

Field = tuple[str, str]
Words = Mapping[str, Sequence[str]]
"""Keywords by citation key."""

PREAMBLE = r"""% Addresses are verbatim. Styles print them with \url and \doi, which a document
% without the url package does not know; for such a document alone they are defined.
@preamble{"\providecommand{\url}{\begingroup\csname @sanitize\endcsname\ttfamily
\bgroup\aftergroup\endgroup\let\next=}\ifx\urlstyle\undefined\providecommand{\doi}{doi: \url}\fi"}
"""
"""What the file begins with: without it `_` in an address is an error where url is not loaded."""

_ORDER = (
    "author", "key", "title", "booktitle", "editor", "journal", "volume", "number", "issue",
    "series", "edition", "pages", "publisher", "school", "institution", "address", "year",
    "yearletter", "month", "day", "howpublished", "note", "isbn", "issn", "eprint",
    "archiveprefix", "primaryclass", "doi", "url", "keywords", "abstract",
)  # fmt: skip
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\\x00-\x20\x7f-\U0010ffff]+")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_CLASS = re.compile(r"[a-z-]+(?:\.[A-Za-z-]+)?")
_WORD = re.compile(r"[^\W_]+")
_KEY_WORDS = 4
NO_WORDS: Words = MappingProxyType({})
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.bib`."""
    yield Page("references.bib", bibliography(survey.papers, wanted(survey), topical(survey)))


def wanted(survey: Survey) -> tuple[str, ...]:
    """Return the further fields that the survey's .bib files hold."""
    return ("abstract",) if survey.bibliography.abstracts else ()


def topical(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Return the title of the topic of each paper that has one, by citation key."""
    return filed(survey.assignments, survey.taxonomy)


def filed(
    assignments: Iterable[Assignment], taxonomy: Iterable[Topic]
) -> dict[str, tuple[str, ...]]:
    """Return the title of the topic where each paper is placed, by citation key."""
    titles = {topic.id: topic.title for root in taxonomy for topic in root.walk()}
    placed = (one for one in assignments if one.placed and one.topic in titles)
    return {str(one.paper): (titles[one.topic],) for one in placed}


def bibliography(
    papers: Iterable[Paper], also: Collection[str] = (), keywords: Words = NO_WORDS
) -> str:
    """Return the file of the entries of `papers`, sorted by key.

    `also` may hold "abstract", and "alias" for an entry under each retired key, for documents that
    still cite it. `keywords` come before those that a work itself states.
    """
    named = [(paper.key, paper) for paper in papers]
    if "alias" in also:
        named += [(alias, paper) for _, paper in named for alias in paper.aliases]
    ordered = sorted(named, key=lambda pair: pair[0])
    return "\n".join((PREAMBLE, *(_written(key, one, also, keywords) for key, one in ordered)))


def entry(paper: Paper, also: Collection[str] = ()) -> str:
    """Return the BibTeX entry of `paper`, ending in a newline."""
    return _written(paper.key, paper, also, NO_WORDS)


def problems(papers: Iterable[Paper]) -> tuple[Problem, ...]:
    """Return what an entry cannot say: characters TeX lacks, identifiers that cannot be right."""
    return tuple(problem for paper in papers for problem in _problems(paper))


# ── the fields ───────────────────────────────────────────────────────────────────────────────


def _written(key: str, paper: Paper, also: Collection[str], keywords: Words) -> str:
    made, fields = published(paper), fields_of(paper, also)
    fields["keywords"] = keyword_field(keywords_of(paper, keywords.get(paper.key, ())))
    lines = [f"  {name} = {_quoted(name, fields[name])}," for name in _ORDER if fields.get(name)]
    return "\n".join((f"@{made.kind if made else 'misc'}{{{key},", *lines, "}", ""))


def fields_of(paper: Paper, also: Collection[str] = ()) -> dict[str, str]:
    """Return the fields of the entry of `paper` as TeX, keywords aside; month and day as digits."""
    more = {"abstract": escape(repaired(paper.abstract))} if "abstract" in also else {}
    return {**_own_fields(paper), **more}


@once
@kept
def _own_fields(paper: Paper) -> Mapping[str, str]:
    made = published(paper)
    fields = {
        **dict(_common(paper)),
        **(_published(made, paper) if made else dict(_preprint(paper))),
        "yearletter": paper.letter,
    }
    return fields | _dated(paper, fields.get("year", ""))


@once
@kept
def published(paper: Paper) -> Publication | None:
    """Return what the work or its venue says; styles demand names and a title but of `@misc`."""
    if not title_field(paper.title) or (paper.authors and not any(map(name_of, paper.authors))):
        return None
    if made := stated(paper):
        return made
    if not paper.authors or not paper.venue:
        return None
    made = publication(paper.venue, paper.venue_year)
    dated = made or paper.venue_year or paper.arxiv  # a preprint's year is not its publication's
    return made if dated else publication(paper.venue, paper.year)


def shown_year(paper: Paper) -> int | None:
    """Return the year of the entry of `paper`: that of its publication, else of the work."""
    said = dict(made.fields).get("year", "") if (made := published(paper)) else ""
    return int(said) if said.isdigit() else paper.year


def _common(paper: Paper) -> Iterator[Field]:
    author = author_field(paper.authors, paper.authors_complete)
    yield "author", author
    yield "key", "" if author else short_title(paper)
    yield "title", title_field(unstopped(paper.title))
    yield "doi", doi.replace("%", r"\%") if (doi := doi_of(paper.doi)) else ""
    yield "url", address(paper.url)
    if _ARXIV.fullmatch(paper.arxiv):
        yield "eprint", paper.arxiv
        yield "archiveprefix", "arXiv"
        subject = dict(paper.extra).get("primaryclass") or dict(paper.extra).get("primary_class")
        yield "primaryclass", str(subject) if _CLASS.fullmatch(str(subject or "")) else ""


def doi_of(text: str) -> str:
    """Return a DOI without its resolver, or nothing; braces would end the field."""
    doi = _RESOLVER.sub("", text.strip(), count=1)
    return doi if _DOI.fullmatch(doi) else ""


def _published(made: Publication, paper: Paper) -> dict[str, str]:
    braced = {"booktitle": keep_capitals, "journal": keep_capitals, "series": keep_capitals}
    further = {**facts(made.kind, paper), "note": paper.detail("note"), **dict(made.fields)}
    fields = {
        name: escape(repaired(value), braced.get(name, same)) for name, value in further.items()
    }
    if made.kind in EDITED and not (made.kind == "book" and paper.authors):  # styles take one
        fields["editor"] = author_field(editors_of(paper), has_all_editors(paper))
    return fields


def has_all_editors(paper: Paper) -> bool:
    """Return whether the editors that are known are all of them."""
    return dict(paper.extra).get("editors_complete") is not False


def editors_of(paper: Paper) -> list[Author]:
    """Return the editors, whose names are stored as {"given", "family"}."""
    found = dict(paper.extra).get("editors")
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [Author(str(one.get("family") or ""), str(one.get("given") or "")) for one in listed]


def keywords_of(paper: Paper, keywords: Sequence[str]) -> list[str]:
    """Return the keywords of `paper`, each once: those given, then what the work itself states."""
    said = dict(paper.extra).get("keywords")
    own = [word for word in said if isinstance(word, str)] if isinstance(said, list) else []
    known: dict[str, str] = {}
    for text in map(repaired, (*keywords, *own)):
        known.setdefault(text.casefold(), text)
    return [text for text in known.values() if text]


def keyword_field(words: Sequence[str]) -> str:
    """Return keywords as one field: between ";" where one of them holds a comma."""
    parts = [escape(word.replace(";", ",")) for word in words]
    if not any("," in part for part in parts):
        return ", ".join(parts)
    return "; ".join(parts) + (";" if len(parts) == 1 else "")


def _dated(paper: Paper, year: str) -> dict[str, str]:
    """The month and the day, where they are those of the entry's year."""
    found = _MONTH.fullmatch(paper.detail("published"))
    if not found or found["year"] != year:
        return {}
    return {"month": found["month"], "day": str(int(found["day"] or 0) or "")}


def _quoted(name: str, value: str) -> str:
    """The value in braces; a month is a macro, which each style spells its own way."""
    return _MONTHS[int(value) - 1] if name == "month" else f"{{{value}}}"


def _preprint(paper: Paper) -> Iterator[Field]:
    yield "year", str(paper.year) if paper.year else ""
    if _ARXIV.fullmatch(paper.arxiv):
        yield "howpublished", f"arXiv:{paper.arxiv}"
    if not is_repository(paper.venue):
        yield "note", escape(repaired(paper.venue))


@lru_cache(maxsize=65536)
def title_field(title: str) -> str:
    """Return a title as TeX, repaired; acronyms, camel case and formulas keep their capitals."""
    text = repaired(title)
    shouted = text.isupper() and text.count(" ") >= 3
    return escape(text, same if shouted else keep_capitals)


def keep_capitals(text: str) -> str:
    """Mark the words whose capitals carry meaning: BERT, LLMs, 3D, iPhone, the K of K-means."""
    return _WORD.sub(_capitals, text)


def _capitals(found: re.Match[str]) -> str:
    word = found[0]
    meant = word[1:].lower() != word[1:] or (len(word) == 1 and word.isupper() and word != "A")
    return OPEN + word + CLOSE if meant else word


def short_title(paper: Paper) -> str:
    """Return what an authorless work is sorted and labelled by: its title up to the colon."""
    head = re.split(r":|\s[-–—]+\s", repaired(paper.title), maxsplit=1)[0]
    words = [word for word in re.findall(r"[\w'’&+.-]+", head) if _WORD.search(word)]
    words = words[:_KEY_WORDS]
    while len(words) > 1 and words[-1].islower() and len(words[-1]) < 4:
        words.pop()
    return whole(escape(" ".join(words))) or paper.key


def address(url: str) -> str:
    """Return `url` verbatim, what a URL cannot hold percent-encoded; empty unless http(s)."""
    from urllib.parse import quote

    text = url.strip()
    if not re.match(r"https?://[^\s/]", text, re.IGNORECASE):
        return ""
    safe = "!#$%&'()*+,/:;=?@[]~-._"
    return quote(text.encode("utf-8", "replace"), safe=safe)


# ── what could not be said ───────────────────────────────────────────────────────────────────


def _problems(paper: Paper) -> Iterator[Problem]:
    texts = (paper.title, paper.venue, *map(str, paper.authors))
    lost = "".join(dict.fromkeys("".join(map(unwritable, texts))))
    if lost:
        named = ", ".join(f"U+{ord(character):04X}" for character in lost[:8])
        instead = "references.bib has ? or a bare letter there"
        yield Problem(paper.key, f"TeX cannot print {named}; {instead}")
    checks: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("doi", paper.doi, doi_of),
        ("arxiv", paper.arxiv, _ARXIV.fullmatch),
        ("url", paper.url, address),
    )
    for name, value, valid in checks:
        if value and not valid(value):
            yield Problem(paper.key, f"{name} {value!r} cannot be right; left out of the .bib")
