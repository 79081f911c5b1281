r"""`references.bib`: one entry a work, for BibTeX and every style that reads its entry types.

The file is ASCII, sorted by key, one field a line in a fixed order, without a date. A work is
`@misc`, the one type no style complains about, unless its venue certainly says more. Nothing is
invented: a work without authors has a `key` field to be sorted and labelled by, and a field that
is not known is not written. `\usepackage[T1]{fontenc}` is all that a document needs.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from review.model import Author, Page, Paper, Problem, Survey
from review.render.stated import EDITED, facts, stated
from review.render.texescape import CLOSE, OPEN, escape, repaired, same, unwritable
from review.render.venue import Publication, is_repository, publication

Field = tuple[str, str]

PREAMBLE = r"""% Addresses are verbatim. Styles print them with \url and \doi, which a document
% without the url package does not know; for such a document alone they are defined.
@preamble{"\providecommand{\url}{\begingroup\csname @sanitize\endcsname\ttfamily
\bgroup\aftergroup\endgroup\let\next=}\ifx\urlstyle\undefined\providecommand{\doi}{doi: \url}\fi"}
"""
"""What the file begins with: without it `_` in an address is an error where url is not loaded."""

_ORDER = (
    "author", "key", "title", "booktitle", "editor", "journal", "volume", "number", "issue",
    "series", "edition", "pages", "publisher", "school", "institution", "address", "year", "month",
    "day", "howpublished", "note", "isbn", "issn", "eprint",
    "archiveprefix", "primaryclass", "doi", "url", "abstract",
)  # fmt: skip
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\\x00-\x20\x7f-\U0010ffff]+")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_CLASS = re.compile(r"[a-z-]+(?:\.[A-Za-z-]+)?")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"(?P<family>.+?),?\s+(?P<suffix>(?:Jr|Sr)\.?|II|III|IV)", re.IGNORECASE)
_SEPARATES = re.compile(r",|\band\b", re.IGNORECASE)
_DELIMITERS = re.compile(r"[()\[\],=]")
_FORMULA = re.compile(r"\{\$([^$]*)\$\}")
_KEY_WORDS = 4
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.bib`."""
    yield Page("references.bib", bibliography(survey.papers))


def bibliography(papers: Iterable[Paper], also: Collection[str] = ()) -> str:
    """Return the file of the entries of `papers`, sorted by key; `also` may hold "abstract"."""
    ordered = sorted(papers, key=lambda paper: paper.key)
    return "\n".join((PREAMBLE, *(entry(paper, also) for paper in ordered)))


def entry(paper: Paper, also: Collection[str] = ()) -> str:
    """Return the BibTeX entry of `paper`, ending in a newline."""
    return _written(paper.key, paper, also)


def alias_entries(papers: Iterable[Paper]) -> str:
    """Return an entry for every retired key, for documents that still cite it."""
    aliases = sorted((alias, paper) for paper in papers for alias in paper.aliases)
    return "\n".join(_written(alias, paper, ()) for alias, paper in aliases)


def problems(papers: Iterable[Paper]) -> tuple[Problem, ...]:
    """Return what an entry cannot say: characters TeX lacks, identifiers that cannot be right."""
    return tuple(problem for paper in papers for problem in _problems(paper))


def author_field(authors: Sequence[Author], complete: bool) -> str:
    """Return the names as BibTeX reads them, "and others" where some are not known."""
    names = [name for author in authors if (name := name_of(author))]
    return " and ".join(names if complete or not names else [*names, "others"])


@lru_cache(maxsize=65536)
def name_of(author: Author) -> str:
    """Return one name as "von Last, Jr, First", or braced where it must not be taken apart."""
    family, given = (" ".join(part.split()) for part in (author.family, author.given))
    given = given if _part(given).strip("- ") else ""
    if not given or not _part(family).strip("- "):
        return _braced(" ".join(filter(None, (given, family))))
    found = _SUFFIX.fullmatch(family)
    if found:
        return ", ".join((_last(found["family"]), escape(found["suffix"]), _part(given)))
    return f"{_last(family)}, {_part(given)}"


def _braced(name: str) -> str:
    """A name of one part: a collective keeps together, whatever its words are."""
    tex = _part(name)
    if not tex.strip("- "):
        return ""
    return tex if " " not in tex and tex != "others" else _group(name)


def _group(name: str) -> str:
    r"""A name in braces. Labels of three letters are cut inside them, but not inside `{\relax`."""
    tex = _whole(escape(name))
    return rf"{{\relax {tex}}}" if re.search(r"[\\{$]", tex[:4]) else f"{{{tex}}}"


def _whole(tex: str) -> str:
    """`tex` with its formulas as what BibTeX takes for one character, and never cuts."""
    return _FORMULA.sub(r"{\\ensuremath{\1}}", tex)


def _last(family: str) -> str:
    """A family name with its particles, braced where BibTeX would take a part of it for one."""
    tex = _part(family)
    if " " not in family or _SEPARATES.search(family):
        return tex
    from pybtex.database import Person

    person = Person(f"{tex}, X")
    particles = [part for part in person.prelast_names if part[:1].isupper()]
    return _group(family) if particles or not person.last_names else tex


def _part(name: str) -> str:
    """A part of a name; what separates names or ends a label is hidden in braces."""
    if _SEPARATES.search(name):
        return _group(name)
    return _whole(escape(name, _hide))


def _hide(text: str) -> str:
    return _DELIMITERS.sub(lambda found: OPEN + found[0] + CLOSE, text)


# ── the fields ───────────────────────────────────────────────────────────────────────────────


def _written(key: str, paper: Paper, also: Collection[str]) -> str:
    made = published(paper)
    fields = {
        **dict(_common(paper)),
        **(_published(made, paper) if made else dict(_preprint(paper))),
        **({"abstract": escape(repaired(paper.abstract))} if "abstract" in also else {}),
    }
    fields |= _dated(paper, fields.get("year", ""))
    lines = [f"  {name} = {_quoted(name, fields[name])}," for name in _ORDER if fields.get(name)]
    return "\n".join((f"@{made.kind if made else 'misc'}{{{key},", *lines, "}", ""))


def published(paper: Paper) -> Publication | None:
    """Return what the work or its venue says; styles demand an author of all but `@misc`."""
    if made := stated(paper):
        return made
    if not paper.authors or not paper.venue:
        return None
    made = publication(paper.venue, paper.venue_year)
    dated = made or paper.venue_year or paper.arxiv  # a preprint's year is not its publication's
    return made if dated else publication(paper.venue, paper.year)


def _common(paper: Paper) -> Iterator[Field]:
    author = author_field(paper.authors, paper.authors_complete)
    yield "author", author
    yield "key", "" if author else short_title(paper)
    yield "title", title_field(paper.title)
    yield "doi", doi.replace("%", r"\%") if (doi := _doi(paper.doi)) else ""
    yield "url", address(paper.url)
    if _ARXIV.fullmatch(paper.arxiv):
        yield "eprint", paper.arxiv
        yield "archiveprefix", "arXiv"
        subject = dict(paper.extra).get("primaryclass") or dict(paper.extra).get("primary_class")
        yield "primaryclass", str(subject) if _CLASS.fullmatch(str(subject or "")) else ""


def _doi(text: str) -> str:
    """A DOI without its resolver, or nothing; braces would end the field."""
    doi = _RESOLVER.sub("", text.strip(), count=1)
    return doi if _DOI.fullmatch(doi) else ""


def _published(made: Publication, paper: Paper) -> dict[str, str]:
    braced = {"booktitle": keep_capitals, "journal": keep_capitals, "series": keep_capitals}
    further = {**facts(made.kind, paper), "note": paper.detail("note"), **dict(made.fields)}
    fields = {
        name: escape(repaired(value), braced.get(name, same)) for name, value in further.items()
    }
    if made.kind in EDITED and not (made.kind == "book" and paper.authors):  # styles take one
        fields["editor"] = author_field(
            _editors(paper), dict(paper.extra).get("editors_complete") is not False
        )
    return fields


def _editors(paper: Paper) -> list[Author]:
    """The editors, whose names are stored as {"given", "family"}."""
    found = dict(paper.extra).get("editors")
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [Author(str(one.get("family") or ""), str(one.get("given") or "")) for one in listed]


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
    return _whole(escape(" ".join(words))) or paper.key


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
        yield Problem(paper.key, f"TeX cannot print {named}; references.bib has ? there")
    checks: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("doi", paper.doi, _doi),
        ("arxiv", paper.arxiv, _ARXIV.fullmatch),
        ("url", paper.url, address),
    )
    for name, value, valid in checks:
        if value and not valid(value):
            yield Problem(paper.key, f"{name} {value!r} cannot be right; left out of the .bib")
