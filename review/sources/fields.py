"""The bibliographic fields as formats write them: names, years, identifiers, made ids."""

import hashlib
import json
import re
from functools import lru_cache

from review.model import Author, Entry

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+")
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
_YEAR = re.compile(r"(\d{4})(?:\.0+|[-/].*|\.\d{1,2}\.\d{1,2})?")
_OTHERS = re.compile(r"[,;]?\s*\b(?:and\s+others|et\.?\s+al\.?|others)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*(?:and\s+|&\s*)?|,?\s+and\s+|\s+&\s+", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_](?:[.\s-]+[^\W\d_]){0,3}\.?|[A-Z]{2,3}")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_COLLECTIVE = re.compile(
    r"^the\s|\b(?:agency|alliance|association|collaboration|college|committee|consortium|"
    r"corporation|council|department|foundation|group|inc\.?|initiative|institute|laborator(?:y|ies)|"
    r"llc|ltd\.?|ministry|network|organi[sz]ation|project|society|team|university)$",
    re.IGNORECASE,
)
# Where a whole name is written without capitals, only these begin a family name before its end.
_PARTICLES = frozenset(
    "al bin da dal de del della den der di dos du el la le ten ter van von".split()
)


def squeeze(text: str) -> str:
    """Return `text` on one line, with single spaces."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 18)
def person(text: str) -> Author:
    """Return one name: "Given von Family", "von Family, Given", "Family, Jr., Given" or a team.

    The parts are those of BibTeX (btxdoc, section 4); a collective name, or one in braces, is
    kept whole as the family name.
    """
    name = squeeze(text)
    if name.startswith("{") and name.endswith("}"):
        return Author(name[1:-1].strip())
    if "," in name:
        return _inverted([part.strip() for part in name.split(",") if part.strip()])
    words = name.split(" ")
    if len(words) == 1 or _COLLECTIVE.search(name):
        return Author(name)
    last = len(words) - 1
    if last > 1 and _SUFFIX.fullmatch(words[last]):
        last -= 1
    spoken = any(not word[0].islower() for word in words)
    for i in range(1, last):
        if words[i][0].islower() and (spoken or words[i] in _PARTICLES):
            return Author(" ".join(words[i:]), " ".join(words[:i]))
    return Author(" ".join(words[last:]), " ".join(words[:last]))


def _inverted(parts: list[str]) -> Author:
    if not parts:
        return Author("")
    if len(parts) == 1:
        return Author(parts[0])
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        plain = person(parts[0])
        return Author(f"{plain.family} {parts[1]}", plain.given)
    if len(parts) > 2 and _SUFFIX.fullmatch(parts[1]):
        return Author(f"{parts[0]} {parts[1]}", ", ".join(parts[2:]))
    return Author(parts[0], ", ".join(parts[1:]))


def people(text: str) -> tuple[tuple[Author, ...], bool]:
    """Return the authors that one string names, and whether it names them all.

    They are separated by ";" or " and ", else by commas where that makes whole names.
    """
    text = squeeze(text)
    shorter = _OTHERS.sub("", text)
    parts = [part for part in _AND.split(shorter) if part]
    if ";" not in shorter:
        parts = [name for part in parts for name in _by_comma(part, len(parts))]
    return tuple(person(part) for part in parts if part.strip(" ,")), shorter == text


def _by_comma(text: str, siblings: int) -> list[str]:
    """Return the names in `text`, in which commas separate names or the parts of one name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    whole = all(" " in part and not _INITIALS.fullmatch(part) for part in parts)
    if len(parts) > 1 and whole and (len(parts) > 2 or siblings < 3):
        return parts
    pairs = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=False)]
    if len(parts) > 2 and not len(parts) % 2 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return pairs
    return [text]


def year_of(value: object) -> int | None:
    """Return the year that `value` (a number, "2024", "2024.0", "2024-05-01") states, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _YEAR.fullmatch(str(value).strip())
    year = int(found[1]) if found else 0
    return year if 1000 <= year < 3000 else None


def doi_of(text: str) -> str:
    """Return the bare DOI in `text` (also in a link), or an empty string."""
    found = _DOI.search(text)
    doi = found[0].rstrip(".,;") if found else ""
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi


def arxiv_of(text: str) -> str:
    """Return the bare arXiv identifier in `text`, with the version stated, or an empty string."""
    found = _ARXIV.search(text)
    return found[0] if found else ""


def content_id(entry: Entry) -> str:
    """Return an id made from what the entry states: "r" and 12 hexadecimal digits."""
    stated = [
        entry.title,
        entry.abstract,
        [[author.given, author.family] for author in entry.authors],
        [entry.year, entry.venue, entry.doi, entry.arxiv, entry.url],
    ]
    return "r" + hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:12]
