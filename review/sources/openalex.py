"""The works of OpenAlex, as its API and its snapshot give them."""

from typing import Any

from review.model import Json, Origin, Record
from review.sources import nested
from review.sources.fields import arxiv_of, doi_of, year_of
from review.sources.kinds import kind_of
from review.sources.nested import Object, at, list_at, people_at, text_at

_READ = frozenset(
    "id title display_name abstract abstract_inverted_index authorships is_authors_truncated "
    "publication_year publication_date primary_location best_oa_location locations biblio ids doi "
    "type type_crossref is_retracted language keywords host_venue".split()
)
_MOST_AUTHORS = 100  # lists of works are cut after them


def fits(value: Object) -> bool:
    """Return whether an object is a work of OpenAlex."""
    titled = "display_name" in value or "title" in value
    own = "authorships" in value or "abstract_inverted_index" in value
    return titled and (own or ("openalex.org/W" in text_at(value, "id") and "authors" not in value))


def work(value: Object, origin: Origin) -> tuple[Record, list[str]]:
    """Return the record of a work, and what is wrong with it."""
    messages: list[str] = []
    rest: dict[str, Json] = {name: item for name, item in value.items() if name not in _READ}
    index = value.get("abstract_inverted_index")
    try:
        abstract = unfolded(index) if index else str(value.get("abstract") or "")
    except ValueError as error:
        abstract, rest["abstract_inverted_index"] = "", index
        messages.append(f"abstract_inverted_index: {error}; kept under extra")
    authors = people_at(value, "authorships", "author", "display_name")
    authors = authors or people_at(value, "authorships", "raw_author_name")
    # Pages of the API list a hundred authors and no more; only a single work says that it is cut.
    cut = value.get("is_authors_truncated") is True or len(authors) == _MOST_AUTHORS
    date = text_at(value, "publication_date")
    known: dict[str, Any] = {
        "id": text_at(value, "id"),
        "title": text_at(value, "title") or text_at(value, "display_name"),
        "abstract": abstract,
        "authors": authors,
        "authors_complete": not cut,
        "year": year_of(value.get("publication_year")) or year_of(date),
        "venue": _venue(value),
        "doi": doi_of(text_at(value, "doi") or text_at(value, "ids", "doi")),
        "arxiv": _arxiv(value),
        "url": text_at(value, "primary_location", "landing_page_url"),
    }
    return nested.record(known, _details(value, date), rest, origin), messages


def unfolded(index: Json) -> str:
    """Return the text whose words an inverted index gives with their positions.

    Raises `ValueError` for what is no such index, or where two words claim one position.
    """
    index = at(index, "InvertedIndex") or index
    words: dict[int, str] = {}
    for word, places in index.items() if isinstance(index, dict) else ():
        for place in places if isinstance(places, list) else (None,):
            if isinstance(place, bool) or not isinstance(place, int):
                raise ValueError("has a position that is not a number")
            if place in words:
                raise ValueError(f"has two words at position {place}")
            words[place] = word
    if not words:
        raise ValueError("is not an index of words")
    return " ".join(words[place] for place in sorted(words))


def _details(value: Object, date: str) -> dict[str, Json]:
    first, last = text_at(value, "biblio", "first_page"), text_at(value, "biblio", "last_page")
    source = at(value, "primary_location", "source")
    words = (text_at(item, "display_name") or text_at(item, "keyword")
             for item in list_at(value, "keywords"))  # fmt: skip
    return {
        "type": _kind(value),
        "volume": text_at(value, "biblio", "volume"),
        "number": text_at(value, "biblio", "issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first or last,
        "publisher": text_at(source, "host_organization_name"),
        "issn": text_at(source, "issn_l"),
        "published": date if len(date) > 4 else "",
        "pmid": text_at(value, "ids", "pmid").rstrip("/").rsplit("/", 1)[-1],
        "pmcid": _pmcid(text_at(value, "ids", "pmcid")),
        "openalex": (text_at(value, "id") or text_at(value, "ids", "openalex")).rsplit("/", 1)[-1],
        "language": text_at(value, "language"),
        "keywords": [word for word in words if word],
        "retracted": value.get("is_retracted") is True,
    }


def _pmcid(text: str) -> str:
    number = text.rstrip("/").rsplit("/", 1)[-1].upper().removeprefix("PMC")
    return f"PMC{number}" if number.isdecimal() else ""


def _venue(value: Object) -> str:
    """Return the source of the primary location, else of the first that has one."""
    places = [at(value, "primary_location"), *list_at(value, "locations")]
    found = (text_at(place, "source", "display_name") for place in places)
    raw = text_at(value, "primary_location", "raw_source_name")
    return next(
        (name for name in found if name), raw or text_at(value, "host_venue", "display_name")
    )


def _kind(value: Object) -> str:
    source = text_at(value, "primary_location", "source", "type")
    kind = kind_of(text_at(value, "type_crossref")) or kind_of(text_at(value, "type"))
    if kind == "article":
        return {"conference": "inproceedings", "repository": "preprint"}.get(source, kind)
    return kind


def _arxiv(value: Object) -> str:
    """Return the arXiv id of a location, or of a DOI that arXiv gave."""
    places = [at(value, "primary_location"), at(value, "best_oa_location")]
    links = [text_at(place, name) for place in [*places, *list_at(value, "locations")]
             for name in ("landing_page_url", "pdf_url")]  # fmt: skip
    links += [text_at(value, "ids", "arxiv")]
    found = [arxiv_of(link.split("arxiv.org/", 1)[1]) for link in links if "arxiv.org/" in link]
    doi = text_at(value, "doi").lower()
    given = arxiv_of(doi.split("10.48550/arxiv.", 1)[1]) if "10.48550/arxiv." in doi else ""
    return next((one for one in found if one), given or arxiv_of(text_at(value, "ids", "arxiv")))
