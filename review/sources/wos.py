"""Web of Science plain text (also .ciw, and its sister databases such as Zoological Record)."""

import re
from collections.abc import Container
from functools import cache

from review.model import Author, Batch, Record
from review.sources.names import authors, whole
from review.sources.stated import Fields, Gather, Plan, Rule, Stated, preferred, record
from review.sources.tagged import Aside, Dialect, batch, cut, unended
from review.sources.values import (
    digits,
    doi,
    editors,
    nlm_title,
    prose,
    serials,
    span,
    terms,
    text,
)

FORMAT = "wos"

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|)$")
_FILE = re.compile(r"\A\W{0,9}FN [^\n]+\nV[RN] ")
_START = re.compile(r"^\ufeff?PT [A-Z]\s*$", re.MULTILINE)
_FIELD = re.compile(r"^(?:TI|SO|UT) \S", re.MULTILINE)
_SEEN = 50_000  # characters that are looked at to tell the format


def sniff(text: str) -> bool:
    """Return whether the text begins as an export does, or a record of one begins in it."""
    head = text[:_SEEN]
    start = _START.search(head)
    return bool(_FILE.match(head) or (start and _FIELD.search(head, start.end())))


def read(text: str, name: str) -> Batch:
    """Return one record for each PT … ER. Zoological Record's full stop behind a title is cut off.

    DA is the day of the export, not a date of the work.
    """
    dialect = Dialect(_LINE, _opens, frozenset(("ER",)), frozenset(("FN", "VR", "VN", "EF")))
    aside = Aside()
    stated = cut(text, dialect, aside)
    records = [_record(each, name) for each in stated]
    return batch(records, name, FORMAT, aside.dropped, unended(aside.unclosed, "ER", name))


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "PT" and "PT" in before


# ── What the tags mean ───────────────────────────────────────────────────────────────────────


def _terms(value: str) -> list[str] | None:
    """Return keywords parted by ";" alone: their lines are wrapped."""
    return terms(text(value) or "")


def _collectives(value: str) -> list[Author] | None:
    return [name for line in value.split("\n") for name in whole(line) or ()] or None


_COMMON = (
    Rule("type", ("type",), text),
    Rule("retracted", ("retracted",), bool),
    Rule("abstract", ("AB",), prose, Gather.TAG),
    Rule("collectives", ("CA", "GP"), _collectives, Gather.TAG),
    Rule("editors", ("BE", "ED"), editors(authors), Gather.TAG),
    Rule("venue", ("SO", "JI", "J9"), text),
    Rule("series", ("SE",), text),
    Rule("volume", ("VL",), text),
    Rule("number", ("IS",), text),
    Rule("start", ("BP",), span),
    Rule("end", ("EP",), span),
    Rule("pages", ("PS",), span),
    Rule("number_of_article", ("AR",), text),
    Rule("serials", ("SN", "EI", "BN"), serials, Gather.ALL),
    Rule("doi", ("DI", "D2"), doi),
    Rule("pmid", ("PM",), digits),
    Rule("keywords", ("DE", "ID"), _terms, Gather.ALL),
    Rule("language", ("LA",), text),
    Rule("publisher", ("PU",), text),
    Rule("address", ("PI",), text),
)


@cache
def _plan(names: tuple[str, str], zoology: bool) -> Plan:
    special = (
        Rule("authors", (*names, "BF", "BA"), authors, Gather.TAG),
        Rule("title", ("TI",), nlm_title if zoology else text),
    )
    return Plan((*special, *_COMMON), ("PY", "PD"), ("AR", "DL"))


_KINDS = (
    ("book chapter", "incollection"), ("dissertation", "thesis"), ("thesis", "thesis"),
    ("data set", "dataset"), ("dataset", "dataset"), ("preprint", "preprint"),
    ("software", "software"), ("report", "report"),
)  # fmt: skip
_MEDIA = {"J": "article", "S": "inproceedings", "C": "inproceedings", "B": "book", "P": "misc"}


def _kind(fields: Fields) -> str:
    """Return the type: what DT says, and for the rest the kind of publication (PT)."""
    sort = " ".join(fields.get("DT", ())).casefold()
    medium = fields.get("PT", [""])[0]
    if found := next((kind for name, kind in _KINDS if name in sort), ""):
        return found
    if "proceedings paper" in sort and medium != "J":
        return "inproceedings"
    if medium == "S" and sort and "proceedings" not in sort:
        return "article"
    return _MEDIA.get(medium, "misc" if medium else "")


def _record(stated: Stated, name: str) -> Record:
    fields = dict(stated.fields)
    if kind := _kind(fields):
        fields["type"] = [kind]
    if fields.get("PT", [""])[0] in _MEDIA:
        del fields["PT"]
    if any("retracted publication" in value.casefold() for value in fields.get("DT", ())):
        fields["retracted"] = ["yes"]
    names = preferred(fields, "AF", "AU")
    zoology = any(v.startswith("ZOOR") for tag in ("UT", "AN") for v in fields.get(tag, ()))
    return record(Stated(stated.line, fields), _plan(names, zoology), name)
