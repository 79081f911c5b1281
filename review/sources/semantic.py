"""The papers of Semantic Scholar, as its Graph API and its open corpora give them."""

from typing import Any

from review.model import Json, Origin, Record
from review.sources import nested
from review.sources.fields import arxiv_of, doi_of, person, squeeze, year_of
from review.sources.kinds import kind_of
from review.sources.nested import Object, at, list_at, people_at, text_at

_OWN = frozenset("corpusid corpusId externalIds externalids paperAbstract pdf_parse".split())
_INNER = ("citingPaper", "citedPaper", "paper", "metadata")
_KEYS = ("paperId", "corpusid", "corpusId", "paper_id", "id")
_IDS = frozenset("doi arxiv pubmed pubmedcentral corpusid".split())
_READ = frozenset(
    "id paperId corpusId corpusid paper_id externalIds externalids title abstract paperAbstract "
    "authors year publicationDate publicationdate venue publicationVenue publicationvenue journal "
    "journalName journalVolume journalPages url s2Url publicationTypes publicationtypes doi doiUrl "
    "pmid arxiv_id acl_id pubmed_id pmc_id mag_id".split()
)


def fits(value: Object) -> bool:
    """Return whether an object is a paper of Semantic Scholar, or of its open corpora."""
    value = _inner(value)
    if "id" in value and "paperAbstract" not in value:  # a paper line that kept an identifier
        return False
    return "paperId" in value or ("title" in value and not _OWN.isdisjoint(value))


def paper(value: Object, origin: Origin) -> tuple[Record, list[str]]:
    """Return the record of a paper, and what is wrong with it."""
    outer, value = value, _inner(value)
    rest: dict[str, Json] = {name: item for name, item in value.items() if name not in _READ}
    if outer is not value:
        rest |= {name: item for name, item in outer.items() if name not in _INNER}
    ids = {
        name.casefold(): text
        for source in (at(value, "externalIds"), at(value, "externalids"))
        for name, text in (source.items() if isinstance(source, dict) else ())
    }
    rest["externalIds"] = {name: ids[name] for name in ids if ids[name] and name not in _IDS}
    doi = doi_of(_first(value, ids, "doi", "doi", "doiUrl"))
    date = text_at(value, "publicationDate") or text_at(value, "publicationdate")
    abstract = value.get("abstract") or value.get("paperAbstract")
    known: dict[str, Any] = {
        "title": text_at(value, "title"),
        "abstract": abstract if isinstance(abstract, str) else "",
        "authors": people_at(value, "authors", "name") or _parted(value),
        "year": year_of(value.get("year")) or year_of(date),
        "venue": _venue(value),
        "doi": doi,
        "arxiv": arxiv_of(_first(value, ids, "arxiv", "arxiv_id")),
        "url": text_at(value, "url") or text_at(value, "s2Url"),
    }
    return nested.record(known, _details(value, ids, date), rest, origin), []


def _inner(value: Object) -> Object:
    """Return the paper that an object holds (a citation, a line of a corpus), or the object."""
    if "title" in value or "paperId" in value:
        return value
    found = (value.get(name) for name in _INNER)
    return next((item for item in found if isinstance(item, dict) and "title" in item), value)


def _first(value: Object, ids: dict[str, Json], name: str, *members: str) -> str:
    """Return an external identifier, or what stands in one of the paper's own members."""
    return text_at({"": ids.get(name)}, "") or next(
        (text for member in members if (text := text_at(value, member))), ""
    )


def _parted(value: Object) -> tuple[Any, ...]:
    """Return authors whose names are in parts (first, middle, last) or plain text."""
    found = []
    for item in list_at(value, "authors"):
        if isinstance(item, str):
            found.append(person(item))
        elif family := text_at(item, "last"):
            middle = " ".join(text_at({"": part}, "") for part in list_at(item, "middle"))
            given = squeeze(f"{text_at(item, 'first')} {middle}")
            found.append(person(f"{family}, {given}") if given else person(f"{{{family}}}"))
    return tuple(found)


def _details(value: Object, ids: dict[str, Json], date: str) -> dict[str, Json]:
    kinds = list_at(value, "publicationTypes") or list_at(value, "publicationtypes")
    names = [kind_of(text_at({"": kind}, "")) for kind in kinds]
    known = [name for name in names if name]
    pages = text_at(value, "journal", "pages") or text_at(value, "journalPages")
    pmc = _first(value, ids, "pubmedcentral", "pmc_id").upper().removeprefix("PMC")
    details: dict[str, Json] = {
        "type": next((name for name in known if name != "article"), known[0] if known else ""),
        "volume": text_at(value, "journal", "volume") or text_at(value, "journalVolume"),
        "pages": pages.replace(" ", "").replace("–", "-"),
        "published": date if len(date) > 4 else "",
        "pmid": _first(value, ids, "pubmed", "pmid", "pubmed_id"),
        "pmcid": f"PMC{pmc}" if pmc.isdecimal() else "",
        "s2": next(filter(None, (text_at(value, name) for name in _KEYS)), ""),
        "issn": text_at(value, "publicationVenue", "issn"),
    }
    return details


def _venue(value: Object) -> str:
    """Return the name of the venue, else of its record, else of the journal."""
    names = [
        text_at(value, "venue"),
        text_at(value, "publicationVenue", "name"),
        text_at(value, "publicationvenue", "name"),
        text_at(value, "journal", "name"),
        text_at(value, "journalName"),
        text_at(value, "journal"),
    ]
    return next((name for name in names if name), "")
