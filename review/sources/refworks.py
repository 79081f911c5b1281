"""RefWorks' tagged text, which HighWire journals export, too: RT, then two letters and a value."""

import re
from collections.abc import Container
from functools import cache

from review.model import Batch, Record
from review.sources.endnote import endnote_kind
from review.sources.names import authors
from review.sources.stated import Gather, Plan, Rule, Stated, record
from review.sources.tagged import Aside, Dialect, batch, cut
from review.sources.values import doi, editors, link, prose, serials, span, terms, text

FORMAT = "refworks"

_TAGS = (
    "A1|A2|A3|A4|A5|A6|AB|AD|AN|AV|CA|CL|CN|CR|DB|DI|DO|DS|ED|ER|ET|FD|ID|IS|IL|J2|JF|JO|K1|LA|LK|"
    "LL|NO|OL|OP|PB|PM|PP|RD|RP|RT|SF|SL|SN|SP|SR|ST|T1|T2|T3|TA|U1|U2|U3|U4|U5|UL|VO|WP|WT|WV|YR"
)
_LINE = re.compile(rf"\ufeff?({_TAGS})(?: (.*)|[ \t]*)$")
_START = re.compile(r"^\ufeff?RT [A-Z][a-z]", re.MULTILINE)
_FIELD = re.compile(r"^(?:T1|A1|YR|SR) \S", re.MULTILINE)
_SEEN = 50_000  # characters that are looked at to tell the format


def sniff(text: str) -> bool:
    """Return whether a record begins with its type in words."""
    start = _START.search(text[:_SEEN])
    return bool(start and _FIELD.search(text[:_SEEN], start.end()))


def read(text: str, name: str) -> Batch:
    """Return one record for each RT."""
    aside = Aside()
    stated = cut(text, Dialect(_LINE, _opens, closes=frozenset(("ER",))), aside)
    records = [_record(each, name) for each in stated]
    return batch(records, name, FORMAT, aside.dropped, [])


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "RT" and "RT" in before


# ── What the tags mean ───────────────────────────────────────────────────────────────────────

_COMMON = (
    Rule("type", ("type",), text),
    Rule("title", ("T1",), text),
    Rule("abstract", ("AB",), prose, Gather.TAG),
    Rule("authors", ("A1",), authors, Gather.TAG),
    Rule("editors", ("A2", "ED"), editors(authors), Gather.TAG),
    Rule("volume", ("VO",), text),
    Rule("number", ("IS",), text),
    Rule("start", ("SP",), span),
    Rule("end", ("OP",), span),
    Rule("serials", ("SN",), serials, Gather.ALL),
    Rule("doi", ("DO", "DI"), doi),
    Rule("url", ("UL", "LK"), link),
    Rule("keywords", ("K1",), terms, Gather.ALL),
    Rule("language", ("LA",), text),
    Rule("publisher", ("PB",), text),
    Rule("address", ("PP",), text),
    Rule("edition", ("ET",), text),
)
_VENUE = (Rule("venue", ("JF", "T2", "JO"), text), Rule("series", ("T3",), text))
_SERIES = (Rule("series", ("T3", "T2"), text),)
_OF_KIND = {
    "book": _SERIES,
    "thesis": (Rule("institution", ("PB",), text),),
    "report": (Rule("institution", ("PB",), text), *_SERIES),
}


@cache
def _plan(kind: str) -> Plan:
    return Plan((*_OF_KIND.get(kind, _VENUE), *_COMMON), ("YR", "FD"), ("UL", "LK", "NO"))


def _record(stated: Stated, name: str) -> Record:
    fields = dict(stated.fields)
    kind = endnote_kind(fields.get("RT", [""])[0])
    if kind:
        fields["type"] = [kind]
        if kind != "misc":
            del fields["RT"]
    return record(Stated(stated.line, fields), _plan(kind), name)
