"""EndNote's tagged text (%0 %A %T …), and the refer files it comes from, without %0."""

import re
from collections.abc import Container
from functools import cache

from review.model import Batch, Record
from review.sources.kinds import kind_of
from review.sources.names import authors
from review.sources.stated import Gather, Plan, Rule, Stated, record
from review.sources.tagged import Aside, Dialect, batch, cut
from review.sources.values import (
    digits,
    doi,
    editors,
    key,
    link,
    pmc,
    prose,
    serials,
    span,
    terms,
    text,
)

FORMAT = "endnote"

_LINE = re.compile(r"\ufeff?%([0-9A-Z@!#$&()*+,./:;<=>?\[\\\]^~|-])(?:[ \t]+(.*)|[ \t]*)$")
_TYPED = re.compile(r"^\ufeff?%0[ \t]+\S", re.MULTILINE)
_SEEN = 50_000  # characters that are looked at to tell the format


def sniff(text: str) -> bool:
    """Return whether a line states a type, or the text begins with such tags."""
    head = text[:_SEEN]
    if _TYPED.search(head) and re.search(r"^%[TAJD][ \t]", head, re.MULTILINE):
        return True
    lines = [line for line in head.split("\n") if line.strip()][:6]
    tagged = [line[1] for line in lines if _LINE.match(line)]
    return len(tagged) >= 3 and 2 * len(tagged) > len(lines) and bool({"A", "T"} & set(tagged))


def read(text: str, name: str) -> Batch:
    """Return one record for each %0; in a file without any, one for each group of lines."""
    opens = _typed if _TYPED.search(text) else _grouped
    aside = Aside()
    stated = cut(text, Dialect(_LINE, opens), aside)
    records = [_record(each, name) for each in stated]
    return batch(records, name, FORMAT, aside.dropped, [])


def _typed(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "0" and "0" in before


def _grouped(tag: str, before: Container[str], blank: bool) -> bool:
    return blank


# ── What the tags mean ───────────────────────────────────────────────────────────────────────

_COMMON = (
    Rule("type", ("type",), text),
    Rule("title", ("%T",), text),
    Rule("abstract", ("%X",), prose, Gather.TAG),
    Rule("authors", ("%A",), authors, Gather.TAG),
    Rule("volume", ("%V",), text),
    Rule("number", ("%N",), text),
    Rule("pages", ("%P",), span),
    Rule("serials", ("%@",), serials, Gather.ALL),
    Rule("doi", ("%R",), doi),
    Rule("url", ("%U",), link),
    Rule("keywords", ("%K",), terms, Gather.ALL),
    Rule("language", ("%G",), text),
    Rule("publisher", ("%I",), text),
    Rule("address", ("%C",), text),
    Rule("edition", ("%7",), text),
    Rule("key", ("%F",), key),
    Rule("pmcid", ("%2",), pmc),
)
_EDITED = Rule("editors", ("%E",), editors(authors), Gather.TAG)
_IN_BOOK = (
    Rule("venue", ("%B", "%J", "%S"), text),
    Rule("editors", ("%E", "%Y"), editors(authors), Gather.TAG),
    Rule("series", ("%S",), text),
)
_SCHOOL = Rule("institution", ("%I",), text)
_OF_KIND: dict[str, tuple[Rule, ...]] = {
    "inproceedings": _IN_BOOK,
    "incollection": _IN_BOOK,
    "book": (_EDITED, Rule("series", ("%S", "%B"), text)),
    "thesis": (_EDITED, _SCHOOL),
    "report": (_EDITED, _SCHOOL, Rule("series", ("%S", "%B"), text)),
}
_JOURNAL = (_EDITED, Rule("venue", ("%J", "%B"), text), Rule("series", ("%S",), text))
_PUBMED = (Rule("pmid", ("%M",), digits),)


@cache
def _plan(kind: str, medical: bool) -> Plan:
    rules = (*_OF_KIND.get(kind, _JOURNAL), *_COMMON, *(_PUBMED if medical else ()))
    return Plan(rules, ("%D", "%8"), ("%U", "%R", "%Z", "%O", "%1", "%3"))


def _record(stated: Stated, name: str) -> Record:
    fields = {f"%{tag}": values for tag, values in stated.fields.items()}
    kind = endnote_kind(fields.get("%0", [""])[0])
    if kind:
        fields["type"] = [kind]
        if kind != "misc":
            del fields["%0"]
    where = " ".join((*fields.get("%~", ()), *fields.get("%W", ()))).casefold()
    medical = any(source in where for source in ("nlm", "pubmed", "medline"))
    return record(Stated(stated.line, fields), _plan(kind, medical), name)


def endnote_kind(name: str) -> str:
    """Return the type; EndNote calls a paper in proceedings "Conference Proceedings"."""
    if not name.strip():
        return ""
    found = kind_of(name) or "misc"
    return "inproceedings" if found == "proceedings" else found
