"""The JSON of services and tools: one work, a list, a page of an API, or one work a line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from review.model import Batch, Origin, Problem, Record, Source
from review.sources import csl, foreign, jsonl, openalex, semantic
from review.sources.jsonarray import WRAPPERS, objects
from review.sources.nested import Object

_SNIFFED = 3  # objects that may be broken before one tells the service
_NEAR = 200_000  # characters in which the first of them stands


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its name, how to tell its objects, and the members in which pages hold them.

    One of `marks` stands in every text of the service: most texts are told without parsing them.
    """

    name: str
    fits: Callable[[Object], bool]
    marks: tuple[str, ...]
    wrappers: tuple[str, ...]

    def sniff(self, text: str) -> bool:
        """Return whether one of the first objects of a JSON text is the service's."""
        head = text[:_NEAR].lstrip("\ufeff \t\n")
        if head[:1] not in ("[", "{") or not any(mark in head for mark in self.marks):
            return False
        first = islice(objects(text, self.wrappers), _SNIFFED)
        return any(isinstance(value, dict) and self.fits(value) for _, value in first)

    def read(self, text: str, name: str) -> Batch:
        """Return one record for each object; what has no field of its own stays in `extra`."""
        records: list[Record] = []
        problems: list[Problem] = []
        for line, value in objects(text, self.wrappers):
            origin = Origin(name, line)
            if isinstance(value, ValueError):
                problems.append(Problem(str(origin), str(value)))
                continue
            made, messages = jsonl.record_of(value, origin)
            records.append(made)
            problems += (Problem(str(origin), message) for message in messages)
        source = Source(name, self.name, len(records), problems=tuple(problems))
        return Batch(tuple(records), (source,))


OPENALEX = Service(
    "openalex",
    openalex.fits,
    ("openalex.org/W", '"authorships"', '"abstract_inverted_index"'),
    ("results",),
)
SEMANTIC_SCHOLAR = Service(
    "semantic-scholar",
    semantic.fits,
    ('"paperId"', '"corpusid"', '"corpusId"', '"paperAbstract"', '"externalIds"', '"pdf_parse"'),
    ("data", "recommendedPapers", "papers"),
)
CSL = Service("csl-json", csl.fits, csl.MARKS, WRAPPERS)
PAPERS = Service(
    "json",
    lambda value: "title" in value or foreign.fits(value),
    ('"title"', *foreign.MARKS),
    (*WRAPPERS, "resultList", "result"),
)
"""Paper lines in a list, as `review read` names their fields, or with other names."""


def in_a_list(text: str) -> bool:
    """Return whether a JSON text holds papers that are not JSON Lines."""
    first = text.lstrip("\ufeff \t\n").split("\n", 1)[0]
    if not PAPERS.sniff(text):
        return False
    try:
        line = json.loads(first)
    except (ValueError, RecursionError):
        return first[:1] == "[" or first.rstrip()[-1:] in ("{", ",", "[")
    return not isinstance(line, dict) or "title" not in line
