"""Services that know published works: one small file and one row of `SERVICES` each.

A service only says what to ask; how answers are read is given to `ask`, and which work an answer
means is decided by `review.enrich.join` as for every other fact.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from review.enrich.index import Index
from review.enrich.services.arxiv import Arxiv
from review.enrich.services.client import Client, Service
from review.enrich.services.openalex import OpenAlex
from review.model import Batch, Problem, Record, Work

__all__ = ["SERVICES", "Client", "Service", "ask"]

PATIENCE = 3  # requests that fail one after the other before a service is left alone

Reader = Callable[[str, str], Batch]


SERVICES: Mapping[str, Callable[[str], Service]] = {
    "openalex": lambda base: OpenAlex(base) if base else OpenAlex(),
    "arxiv": lambda base: Arxiv(base) if base else Arxiv(),
}
"""Services by name; each is made with another address than its own, or with none."""


def ask(
    works: Sequence[Work], services: Sequence[Service], client: Client, read: Reader
) -> Iterator[Record | Problem]:
    """Yield what the services state: by identifiers first, then by title for works not found.

    `read` reads an answer (text, name). A request that fails is a problem; after `PATIENCE` of
    them in a row the service is asked nothing more.
    """
    for service in services:
        yield from _ask_one(works, service, client, read)


def _ask_one(
    works: Sequence[Work], service: Service, client: Client, read: Reader
) -> Iterator[Record | Problem]:
    index, found, failed = Index(works), set[int](), 0
    for path in _paths(works, service, found):
        if failed == PATIENCE:
            yield Problem(f"{service.name}:1", "does not answer; it was asked nothing more")
            return
        answer = client.get(service, path)
        failed = failed + 1 if isinstance(answer, Problem) and not client.offline else 0
        if isinstance(answer, Problem):
            yield answer
            continue
        batch = read(answer.text, answer.name)
        yield from batch.problems
        for record in batch.records:
            found.update(index.identified(record))
            yield record


def _paths(works: Sequence[Work], service: Service, found: set[int]) -> Iterator[str]:
    """Yield what is to be asked; `found` grows meanwhile."""
    yield from service.by_identifier(works)
    titles = {work.title: i for i, work in enumerate(works) if i not in found and work.title}
    for title in titles:
        if path := service.by_title(title):
            yield path
