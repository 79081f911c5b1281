"""Ovid's citation text: "<8>", then the name of each field on its own line, its value indented."""

import re
from collections.abc import Container

from review.model import Author, Batch, Record
from review.sources.fields import squeeze
from review.sources.kinds import kind_of
from review.sources.names import authors, surname_first
from review.sources.stated import Fields, Gather, Plan, Rule, Stated, record
from review.sources.tagged import Aside, Dialect, batch, cut
from review.sources.values import digits, doi, editors, link, prose, serials, span, terms, text

FORMAT = "ovid"

_LINE = re.compile(r"\ufeff?(<(?=\s*\d+\s*>\s*$)|[A-Z][\w ()/&'-]{1,50}?(?=:?[ \t]*$))(.*)$")
_START = re.compile(
    r"^\ufeff?<\s*\d+\s*>[ \t]*\n(?:[A-Z][^\n]{0,60}\n(?:[ \t][^\n]*\n){0,9}?){0,4}?"
    r"(?:Accession Number|Unique Identifier|Authors?|Title)[ \t]*$",
    re.MULTILINE,
)
_SEEN = 50_000  # characters that are looked at to tell the format

_MARK = re.compile(
    r"\s*\[((?:[A-Za-z]+ )?(?:Article|Abstract|Editorial|Letter|Miscellaneous|Report|Review))s?\]"
    r"\W*$"
)
_AFTER_NAME = re.compile(
    r"(?:[\s,]+(?:\(\d[\d,]*\)|\[[^\]]*\]|\d+|[*+#]+|M\.?D\.?|Ph\.?D\.?|MPH|MSc|RN))+\s*$"
)
_LONGEST = 300  # characters of a name with what stands behind it
_SOURCES = (
    re.compile(r"(?P<venue>.+?)\.\s+(?P<volume>[\w-]+)?\s*(?:\((?P<number>[^)]*)\))?\s*:\s*"
               r"(?P<pages>[^,]+),\s*(?P<date>[^,]+?)\.?"),
    re.compile(r"(?P<venue>.+?)\.\s+Vol\.?\s*(?P<volume>[\w-]+)(?:\((?P<number>[^)]*)\))?,\s*"
               r"(?P<date>[^,]+),\s*(?:pp\.\s*)?(?P<pages>[\w-]+)\.?"),
)  # fmt: skip
"""What the line of the source says, in two of Ovid's databases."""


def sniff(text: str) -> bool:
    """Return whether a numbered record begins that has named fields."""
    return bool(_START.search(text[:_SEEN]))


def read(text: str, name: str) -> Batch:
    """Return one record for each number in angle brackets.

    The kind in brackets behind a title ("[Article]") and the full stop behind it are the
    database's, and so are the numbers behind names.
    """
    aside = Aside()
    stated = cut(text, Dialect(_LINE, _opens, begins=frozenset("<")), aside)
    records = [_record(each, name) for each in stated]
    return batch(records, name, FORMAT, aside.dropped, [])


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "<"


# ── What the fields mean ─────────────────────────────────────────────────────────────────────


def _people(value: str) -> list[Author] | None:
    """Return names parted by ";", or by full stops behind initials ("Noor AB. Wit J.")."""
    flat = squeeze(value)
    if ";" not in flat:
        parts = re.split(r"(?<=\w)\.\s+", flat.rstrip("."))
        if all(surname_first(part).given and "," not in part for part in parts):
            return [surname_first(part) for part in parts]
    return authors(";".join(map(_bare, flat.rstrip(".").split(";"))))


def _bare(name: str) -> str:
    """Return the name without degrees and the numbers of addresses."""
    return _AFTER_NAME.sub("", name) if len(name) <= _LONGEST else name


def _title(value: str) -> str | None:
    title = _MARK.sub("", squeeze(value))
    return title.removesuffix(".") or None


def _plain(value: str) -> str | None:
    return squeeze(value).removesuffix(".") or None


_PLAN = Plan(
    (
        Rule("type", ("type",), text),
        Rule("title", ("Title", "Chapter Title"), _title),
        Rule("abstract", ("Abstract",), prose, Gather.TAG),
        Rule("authors", ("Author", "Authors Full Name", "Authors"), _people, Gather.TAG),
        Rule("editors", ("Editor", "Editors", "Book Editors"), editors(_people), Gather.TAG),
        Rule("venue", ("Book Title", "venue", "Journal Name", "Journal"), _plain),
        Rule("volume", ("volume",), text),
        Rule("number", ("number",), text),
        Rule("pages", ("pages",), span),
        Rule("doi", ("DOI Number", "Digital Object Identifier", "DOI"), doi),
        Rule("serials", ("ISSN", "ISSN Print", "ISSN Electronic", "ISBN"), serials, Gather.ALL),
        Rule("pmid", ("Unique Identifier", "PMID"), digits),
        Rule("keywords", ("Author Keywords", "Keywords", "Keyword Heading"),
             lambda value: terms(squeeze(value).removesuffix(".")), Gather.ALL),
        Rule("language", ("Language",), _plain),
        Rule("publisher", ("Publisher",), _plain),
        Rule("url", ("URL", "Link"), link),
    ),
    ("date", "Year of Publication", "Publication Date", "Date of Publication"),
)  # fmt: skip


def _record(stated: Stated, name: str) -> Record:
    fields: Fields = {tag: list(values) for tag, values in stated.fields.items() if tag != "<"}
    for pattern in _SOURCES:
        found = pattern.fullmatch(squeeze(" ".join(fields.get("Source", ()))[:1000]))
        if found:
            fields |= {tag: [value] for tag, value in found.groupdict().items() if value}
            break
    mark = _MARK.search(squeeze(fields.get("Title", [""])[0]))
    if mark:
        fields.setdefault("Document Type", [mark[1]])
    sort = " ".join((*fields.get("Publication Type", ()), *fields.get("Document Type", ())))
    fields["type"] = [kind_of(sort.rstrip(".")) or "article"]
    return record(Stated(stated.line, fields), _PLAN, name)
