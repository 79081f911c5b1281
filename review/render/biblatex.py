"""`references.biblatex.bib`: the entries in the types and fields of biblatex, for biber.

What `references.bib` writes as `@misc` has here the type that it is: a preprint or a page of the
web (`@online`), data, software. Dates are whole, retired citation keys stand as `ids`, and the
fields that classic styles cannot take are back in their place. See the manual of biblatex,
sections 2.1 and 2.2.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import starmap
from pathlib import Path

from review.cache import each
from review.model import Author, Page, Paper, Survey
from review.render import bibtex, texnames
from review.render.bibtex import (
    NO_WORDS,
    Words,
    editors_of,
    fields_of,
    has_all_editors,
    published,
)
from review.render.texescape import escape
from review.render.texnames import author_field

_TYPES = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
}
"""Entry types of classic BibTeX that are a `type` of another one."""

_NAMES = {
    "journal": "journaltitle", "school": "institution", "address": "location", "issue": "number",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
}  # fmt: skip
_LEFT = frozenset(
    "author editor key yearletter year month day keywords abstract howpublished".split()
)
_UNKNOWN = {
    "inproceedings": "issn", "incollection": "issn", "book": "issn", "proceedings": "issn",
}  # fmt: skip
_ORDER = (
    "author", "title", "shorttitle", "booktitle", "editor", "journaltitle", "type", "volume",
    "number", "series", "edition", "pages", "publisher", "institution", "location", "date",
    "howpublished", "note", "isbn", "issn", "eprint", "eprinttype", "eprintclass", "doi", "url",
    "keywords", "abstract", "ids",
)  # fmt: skip
_COMMANDS = frozenset("\\{}%&#_$^~<>|`")
_ACCENT = re.compile(r"\\([`'^~=.\"uvHcdbkr]|textcommabelow)\{")
_ACCENTS = re.compile(rf"((?:{_ACCENT.pattern})+)([A-Za-z]?)\}}")
_MARKS = dict(zip("`'^~=.\"uvHcdbkr", map(chr, (
    0x300, 0x301, 0x302, 0x303, 0x304, 0x307, 0x308, 0x306, 0x30C, 0x30B, 0x327, 0x323, 0x331,
    0x328, 0x30A,
)), strict=True)) | {"textcommabelow": "\u0326"}  # fmt: skip
_SIGNS = re.compile(r"[,=]")  # which the long form of a name is made of
_LETTER = re.compile(r"[A-Za-z]")

Field = tuple[str, str]


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.biblatex.bib`."""
    text = bibliography(survey.papers, bibtex.wanted(survey), bibtex.topical(survey))
    yield Page("references.biblatex.bib", text)


def bibliography(
    papers: Iterable[Paper], also: Collection[str] = (), keywords: Words = NO_WORDS
) -> str:
    """Return the file of the entries of `papers`, sorted by key; `also` may hold "abstract"."""
    ordered = sorted(papers, key=lambda paper: paper.key)
    given = [(one, tuple(sorted(also)), tuple(keywords.get(one.key, ()))) for one in ordered]
    return "\n".join(each("biblatex", given, partial(starmap, entry)))


def entry(paper: Paper, also: Collection[str] = (), keywords: Sequence[str] = ()) -> str:
    """Return the entry of `paper`, with `keywords` before its own, ending in a newline."""
    classic = fields_of(paper, also)
    kind = _kind(paper, classic)
    fields = dict(_fields(paper, kind, classic))
    words = (word.replace(",", "") for word in bibtex.keywords_of(paper, keywords))
    fields["keywords"] = ", ".join(map(escape, words))  # biber knows no other separator
    lines = [f"  {name} = {{{_kept(fields[name])}}}," for name in _ORDER if fields.get(name)]
    return "\n".join((f"@{_TYPES.get(kind, (kind,))[0]}{{{paper.key},", *lines, "}", ""))


def _behind(volume: str, number: str) -> str:
    return f"{volume}({number})" if volume and number else volume or number


def name_of(author: Author) -> str:
    """Return one name; its initials are given where biber would cut into a command for them."""
    if author.given and "," in f"{author.family}{author.given}":  # it counts commas in braces too
        author = Author(author.family.replace(",", " "), author.given.replace(",", " "))
    tex = texnames.name_of(author)
    if not tex or all(map(_is_cut, f"{author.family} {author.given}".split())):
        return tex
    parts = {"family": author.family, "given": author.given}
    return ", ".join(
        f"{name}={{{escape(_SIGNS.sub(' ', text)) or '?'}}}, {name}-i={{{_initial(text)}}}"
        for name, text in parts.items()
        if escape(text)
    )


def _initial(name: str) -> str:
    found = _LETTER.search(unicodedata.normalize("NFKD", name))
    return found[0] if found else "?"


def _kept(tex: str) -> str:
    """`tex` with the accents that biber makes a character of which pdfLaTeX has no definition.

    It knows neither commands nor letters written as `^^` and their number, as TeX does.
    """
    return _ACCENTS.sub(_accents, tex) if "\\" in tex else tex


def _accents(found: re.Match[str]) -> str:
    names, letter = _ACCENT.findall(found[1]), found[3]
    made = unicodedata.normalize("NFC", f"{letter}{_MARKS[names[-1]]}")
    if len(names) == len(made) == 1 and letter and _is_defined(made):
        return found[0]
    commands = "".join(rf"\{name[:-1]}{_numbered(name[-1])}{{" for name in names)
    return f"{commands}{_numbered(letter) if letter else ''}}}"


def _numbered(character: str) -> str:
    return f"^^{ord(character):02x}"


def _is_defined(letter: str) -> bool:
    """Whether LaTeX knows the letter under `utf8` and T1: those of European languages."""
    return letter <= "\u017e" or letter in "ȘșȚț"


def _is_cut(word: str) -> bool:
    """Whether biber finds the initial of a word: its Latin letter, or a sign that is no command."""
    if word[0].isascii():
        return word[0] not in _COMMANDS
    return _is_defined(word[0]) and word[0].isalpha()


def _kind(paper: Paper, classic: dict[str, str]) -> str:
    """The classic type; what has none is what it says it is, or what its address makes it."""
    if made := published(paper):
        return made.kind
    if (said := paper.detail("type")) in ("dataset", "software"):
        return said
    return "online" if any(classic.get(name) for name in ("eprint", "doi", "url")) else "misc"


def _fields(paper: Paper, kind: str, classic: dict[str, str]) -> Iterator[Field]:
    yield "author", author_field(paper.authors, paper.authors_complete, name_of)
    if "editor" in classic:
        yield "editor", author_field(editors_of(paper), has_all_editors(paper), name_of)
    number = classic.get("number") or classic.get("issue", "")
    if not (volume := classic.get("volume", "")).isdigit():  # biber takes no other volume
        classic = {**classic, "volume": "", "issue": "", "number": _behind(volume, number)}
    for name, value in classic.items():
        if name not in _LEFT and name != _UNKNOWN.get(kind):
            yield _NAMES.get(name, name), value
    yield "type", _TYPES.get(kind, ("", ""))[1]
    day = f"{int(classic['day']):02}" if classic.get("day") else ""
    yield "date", "-".join(filter(None, (classic.get("year"), classic.get("month"), day)))
    yield "doi", bibtex.doi_of(paper.doi)
    if "eprint" in classic:
        yield "eprinttype", "arxiv"
    elif kind == "misc":
        yield "howpublished", classic.get("howpublished", "")
    if not classic.get("author"):
        short = classic.get("key", "")
        yield "shorttitle", short if short != classic.get("title") else ""
    yield "abstract", classic.get("abstract", "")
    yield "ids", ",".join(paper.aliases)
