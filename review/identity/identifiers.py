"""Identifiers of a record, each in one spelling, so that equal ones are equal text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from review.model import Entry, Record

NAMES = {
    "arxiv": "arXiv identifier",
    "doi": "DOI",
    "pmid": "PubMed identifier",
    "preprint": "preprint DOI",
    "pmcid": "PubMed Central identifier",
    "openalex": "OpenAlex identifier",
    "s2": "Semantic Scholar identifier",
}
"""The kinds of identifiers, the surest first, and what they are called."""

SURE = frozenset(("arxiv", "doi", "pmid", "preprint"))
"""The kinds of which a work has one: a service may list one work under several of the others."""

_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S{1,300}")
_ARXIV = re.compile(r"(?:arxiv\.org/\w+/|arxiv[:.]\s*)?([a-z.-]+/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?")
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"\.?v\d+$")
_SERVERS = frozenset(
    "10.1101 10.2139 10.21203 10.26434 10.31234 10.36227 10.20944 10.5281 10.31219 10.35542".split()
)  # of preprints and archives: bioRxiv, SSRN, Research Square, ChemRxiv, PsyArXiv, TechRxiv, …
_NUMBER = re.compile(r"\d+")


def identifiers(record: Entry) -> tuple[str, ...]:
    """Return the identifiers of a record, kind first: "doi 10.1000/x", "arxiv 2401.00001".

    The DOI that arXiv gives is its own identifier; versions do not count, nor does case.
    """
    if not (record.doi or record.arxiv or record.extra):
        return ()
    return tuple(dict.fromkeys(_stated(record)))


def arxiv_of(record: Record) -> str:
    """Return the arXiv identifier that the record states, also as a DOI; the version is kept."""
    doi = bare_doi(record.doi)
    return record.arxiv or (doi.removeprefix(_ARXIV_DOI) if doi.startswith(_ARXIV_DOI) else "")


@lru_cache(maxsize=1 << 16)
def bare_doi(text: str) -> str:
    """Return the DOI in `text` in lower case, without resolver, prefix or closing punctuation."""
    found = _DOI.search(unquote(text).casefold())
    return found[0].rstrip(".,;)") if found else ""


def _stated(record: Entry) -> Iterator[str]:
    doi = bare_doi(record.doi) if record.doi else ""
    arxiv = record.arxiv.casefold()
    if doi.startswith(_ARXIV_DOI):
        doi, arxiv = "", arxiv or doi.removeprefix(_ARXIV_DOI)
    if found := _ARXIV.search(arxiv):
        yield f"arxiv {found[1]}"
    server = doi.partition("/")[0] in _SERVERS
    if doi:
        yield f"preprint {_VERSION.sub('', doi)}" if server else f"doi {doi}"
    if record.extra:
        yield from _codes(record)


def _codes(record: Entry) -> Iterator[str]:
    if found := _NUMBER.search(record.detail("pmid")):
        yield f"pmid {found[0].lstrip('0')}"
    if found := _NUMBER.search(record.detail("pmcid")):
        yield f"pmcid {found[0].lstrip('0')}"
    for kind in ("openalex", "s2"):
        if code := record.detail(kind).rstrip("/").rpartition("/")[2].casefold():
            yield f"{kind} {code}"
