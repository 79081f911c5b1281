"""What a venue text certainly says: the kind of publication and its fields, or nothing.

Words are kept as they stand; nothing is expanded or guessed. A text that no rule reads in full
says nothing certain, and its work stays what it surely is: a document with a note.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from review.text.markup import clean

_YEAR = r"(?:19|20)\d\d"
_RANGE = r"[A-Za-z]{0,5}\d+(?:\s*(?:--?|–|—)\s*[A-Za-z]{0,5}\d+)?"

_VOLUME = re.compile(
    rf"(?P<name>[^\d:()]+?),?\s+(?:vol(?:ume|\.)?\s*)?(?P<volume>\d{{1,4}})"
    rf"(?:\s*\((?P<number>[\w./–-]{{1,12}})\))?\s*[:,]\s*(?:pp?\.\s*)?(?P<pages>{_RANGE})"
    rf"\s*(?:,?\s*\(?(?P<year>{_YEAR})\)?)?\.?"
)
_SERIAL = re.compile(rf"(?P<name>[^\d()]+?),?(?:\s+\(?(?P<year>{_YEAR})\)?)?\.?")
_MEETING = re.compile(
    rf"(?P<name>[^\d()]+?)[,\s]+(?P<year>{_YEAR})(?P<rest>\s+[\w -]+?)?"
    rf"(?:\s*\((?:pp?\.\s*(?P<pages>{_RANGE})|(?P<note>{_YEAR}\.[a-z0-9-]+\.\d+))\))?\.?"
)
_TITLED = re.compile(
    rf"(?P<name>[^:]*?\b(?:Proceedings|Conference|Symposium|Workshop|Meeting|Congress|Advances in)"
    rf"\b[^:]*?)(?:\s*\(pp?\.\s*(?P<pages>{_RANGE})\))?\.?"
)
_JOURNAL_WORD = re.compile(
    r"\b(?:Journal|Transactions|Letters|Magazine|Annals|Bulletin|Quarterly)\b", re.IGNORECASE
)
_MEETING_WORD = re.compile(r"\b(?:Workshops?|Findings|Conference|Symposium|Proceedings)\b", re.I)
_ACRONYM = re.compile(r"(?=\S*[A-Z]\S*[A-Z])[A-Z][A-Za-z0-9&/*+-]{1,14}")
_FREE = re.compile(r"(?:ar\W?xiv|corr|bio\W?rxiv|med\W?rxiv|ssrn|open ?review)\b.*", re.IGNORECASE)
_JOURNALS = frozenset(
    """AIJ BIOINFORMATICS CACM CSUR CSL DKE ESWA IJCAI-J IJCV IJRR JACM JAIR JAMIA JASA JBHI JCP
    JETAI JMLR JMIR JSS KBS KAIS MIA ML MLJ NAR NLE PAMI PLOS PNAS PR PRL PVLDB RA-L RAL TACL TACO
    TAI TALLIP TAC TASLP TBD TC TCSVT TDSC TECS TEVC TFS TGRS TIFS TII TIP TIST TIT TKDD TKDE TMC
    TMI TMLR TMM TNN TNNLS TNSM TOCHI TODS TOG TOIS TOIT TOMM TOPLAS TOSEM TPAMI TPDS TRO TSE TSP
    TVCG TVT TWC VLDBJ""".split()
)
"""Acronyms of computing journals; other acronyms with a year name a meeting."""

_PAGES = re.compile(rf"\s*\(pp?\.\s*{_RANGE}\)\s*\.?\Z")


def brief(venue: str) -> str:
    """Return the text of a venue for a line or a table: without the pages that may end it."""
    return _PAGES.sub("", clean(venue)).strip()


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a work certainly appeared: an entry type and fields in plain Unicode."""

    kind: str
    fields: tuple[tuple[str, str], ...]


@lru_cache(maxsize=65536)
def publication(venue: str, year: int | None) -> Publication | None:
    """Return what `venue` says for certain, or None.

    `year` is the year of the publication where it is known apart from the text; a text that names
    another year says nothing certain, nor does one without any year.
    """
    venue = " ".join(venue.split())
    for pattern, read in _RULES:
        found = pattern.fullmatch(venue)
        result = read(found.groupdict(), year) if found else None
        if result is not None:
            return result
    return None


def is_repository(venue: str) -> bool:
    """Whether `venue` names a preprint server, which is not a place of publication."""
    return _FREE.fullmatch(venue.strip()) is not None


Parts = dict[str, str | None]


def _year(parts: Parts, year: int | None) -> str | None:
    said = parts.get("year")
    return None if said and year and said != str(year) else said or (str(year) if year else None)


def _article(parts: Parts, year: int | None) -> Publication | None:
    when = _year(parts, year)
    fields = {**parts, "journal": parts["name"], "year": when}
    return _made("article", ("journal", "volume", "number", "pages", "year"), fields)


def _serial(parts: Parts, year: int | None) -> Publication | None:
    name = parts["name"] or ""
    titled = _JOURNAL_WORD.search(name) and not _MEETING_WORD.search(name)
    return _article(parts, year) if titled or name.upper() in _JOURNALS else None


def _meeting(parts: Parts, year: int | None) -> Publication | None:
    name, rest = parts["name"] or "", parts.get("rest") or ""
    words = [word for word in name.split() if not _MEETING_WORD.fullmatch(word)]
    known = words and _ACRONYM.fullmatch(words[0]) and all(map(_named, words))
    if not known or name.upper() in _JOURNALS or (rest and not _MEETING_WORD.search(rest)):
        return None
    book = f"{name} {parts['year']}{rest}" if rest else name
    fields = {**parts, "booktitle": book, "year": _year(parts, year)}
    return _made("inproceedings", ("booktitle", "pages", "year", "note"), fields)


def _named(word: str) -> bool:
    return _ACRONYM.fullmatch(word) is not None or re.fullmatch(r"[A-Z][a-z]+", word) is not None


def _titled(parts: Parts, year: int | None) -> Publication | None:
    said = set(re.findall(rf"\b{_YEAR}\b", parts["name"] or ""))
    if year and said and str(year) not in said:
        return None
    when = str(year) if year else said.pop() if len(said) == 1 else None
    fields = {**parts, "booktitle": parts["name"], "year": when}
    return _made("inproceedings", ("booktitle", "pages", "year"), fields)


def _bare(parts: Parts, year: int | None) -> Publication | None:
    return _meeting({**parts, "year": str(year)}, year) if year else None


def _made(kind: str, names: tuple[str, ...], parts: Parts) -> Publication | None:
    if not parts.get("year"):
        return None
    fields = [(name, value.strip()) for name in names if (value := parts.get(name))]
    return Publication(kind, tuple((name, _dashed(name, value)) for name, value in fields))


def _dashed(name: str, value: str) -> str:
    return re.sub(r"\s*(?:--?|–|—)\s*", "--", value) if name == "pages" else value


Rule = tuple[re.Pattern[str], Callable[[Parts, int | None], Publication | None]]
_RULES: tuple[Rule, ...] = (
    (_VOLUME, _article),
    (_SERIAL, _serial),
    (_MEETING, _meeting),
    (re.compile(r"(?P<name>[A-Za-z][A-Za-z&/*+ -]{1,30})"), _bare),
    (_TITLED, _titled),
)
