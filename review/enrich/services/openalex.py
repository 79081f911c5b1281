"""OpenAlex: works by DOI and PubMed identifier, fifty at once, else by title (openalex.org)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from review.enrich.index import ARXIV_DOI, unversioned
from review.enrich.titles import key
from review.model import Work

MOST = 50  # identifiers of one request
_FIELDS = (
    "id,doi,title,display_name,publication_year,publication_date,ids,language,type,biblio,"
    "primary_location,locations,authorships,abstract_inverted_index,is_retracted,keywords"
)


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """OpenAlex; a key raises what it answers in a day."""

    base: str = "https://api.openalex.org"
    name: str = "openalex"
    pause: float = 0.15

    def by_identifier(self, works: Sequence[Work]) -> Iterator[str]:
        """Yield the requests for all DOIs (also those of arXiv), then for PubMed identifiers."""
        dois = sorted({doi for work in works if (doi := _doi(work))})
        pmids = {work.detail("pmid") for work in works if not _doi(work)}
        yield from _requests("doi", dois)
        yield from _requests("pmid", sorted(pmid for pmid in pmids if pmid.isdecimal()))

    def by_title(self, title: str) -> str:
        """Return the search for a title, of plain words: a comma or bar would be an operator."""
        words = quote(key(title)[:300])
        return f"/works?filter=title.search:{words}&per-page=5&select={_FIELDS}" if words else ""

    def signed(self, path: str, key: str) -> str:
        """Return the path with the person's key."""
        return f"{path}&api_key={quote(key)}"

    def whole(self, answer: str) -> bool:
        """Return whether the answer is JSON with a list of results."""
        try:
            value = json.loads(answer)
        except (ValueError, RecursionError):
            return False
        return isinstance(value, dict) and isinstance(value.get("results"), list)


def _doi(work: Work) -> str:
    """Return the DOI, or the one that arXiv gives; one that would break a request is left out."""
    doi = work.doi.casefold() or (f"{ARXIV_DOI}{unversioned(work.arxiv)}" if work.arxiv else "")
    return doi if not set(doi) & set("|, ") else ""


def _requests(name: str, values: Sequence[str]) -> Iterator[str]:
    for i in range(0, len(values), MOST):
        some = "|".join(quote(value, safe="/:") for value in values[i : i + MOST])
        yield f"/works?filter={name}:{some}&per-page={MOST}&select={_FIELDS}"
