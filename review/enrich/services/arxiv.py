"""arXiv: preprints by identifier, fifty at once, else by title (info.arxiv.org/help/api)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from review.enrich.index import ARXIV_DOI
from review.enrich.titles import key
from review.model import Work

MOST = 50  # identifiers of one request
_VERSION = re.compile(r"v\d+$")
_FAULT = re.compile(r"<id>\s*https?://arxiv\.org/api/errors")


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The arXiv API, which asks for three seconds between requests."""

    base: str = "https://export.arxiv.org"
    name: str = "arxiv"
    pause: float = 3.0

    def by_identifier(self, works: Sequence[Work]) -> Iterator[str]:
        """Yield the requests for all arXiv identifiers."""
        known = sorted({name for work in works if (name := _identifier(work))})
        for i in range(0, len(known), MOST):
            some = quote(",".join(known[i : i + MOST]), safe=",/")
            yield f"/api/query?id_list={some}&max_results={MOST}"

    def by_title(self, title: str) -> str:
        """Return the search for a title as a phrase of plain words."""
        words = key(title)[:300]
        query = quote(f'ti:"{words}"')
        return f"/api/query?search_query={query}&max_results=5" if words else ""

    def signed(self, path: str, key: str) -> str:
        """Return the path as it is: arXiv knows no keys."""
        return path

    def whole(self, answer: str) -> bool:
        """Return whether the answer is a feed up to its end, and not the report of an error."""
        return answer.rstrip().endswith("</feed>") and not _FAULT.search(answer)


def _identifier(work: Work) -> str:
    """Return the identifier without its version, as it is written: old ones have capitals."""
    doi = work.doi.casefold()
    stated = work.arxiv or (doi.removeprefix(ARXIV_DOI) if doi.startswith(ARXIV_DOI) else "")
    return _VERSION.sub("", stated) if not set(stated) & set(", ") else ""
