"""Filing: which topic of a taxonomy each paper belongs to, how sure that is, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from review.classify.decision import NO_PAST, Past, decide
from review.classify.embedding import Embedder, load_embedder
from review.classify.evidence import weigh_evidence
from review.errors import ConfigError
from review.model import UNPLACED, Assignment, Entry, Topic
from review.serial import hint
from review.text.terms import title_key

__all__ = ["Embedder", "Example", "Past", "assignment_plain", "classify", "load_embedder"]


@dataclass(frozen=True, slots=True)
class Example:
    """A paper of which a person said where it belongs; `topic` is the id of a topic.

    It is matched with the papers by `id`, then by title; unmatched, its own text still teaches.
    """

    topic: str
    id: str | int | None = None
    title: str = ""
    abstract: str = ""


def classify(
    entries: Sequence[Entry],
    taxonomy: Sequence[Topic],
    examples: Sequence[Example] = (),
    pins: Mapping[str | int, str] | None = None,
    embedder: Embedder | None = None,
    before: Past = NO_PAST,
) -> tuple[Assignment, ...]:
    """Return where each entry is filed: one assignment per entry, in the order of `entries`.

    `pins` maps the id of an entry to the id of a topic and always wins. The topic `unplaced`, of a
    pin or an example, says that a paper belongs nowhere: it teaches nothing and is not placed.
    What an `embedder` sees counts beside the words. An entry that was filed under a topic `before`
    stays there unless another one is clearly ahead; one that came late changes nothing for the
    others. Raises `ConfigError` on a pin or an example that names no topic, on two topics
    of one id, and on a taxonomy without topics.
    """
    pinned = {**_nowhere(entries, examples), **(pins or {})}
    _check(taxonomy, examples, pinned)
    if not entries:
        return ()
    order = sorted(range(len(entries)), key=lambda i: _place(entries[i]))
    ordered = [entries[i] for i in order]
    shown = [example for example in examples if example.topic != UNPLACED]
    told = {paper: topic for paper, topic in pinned.items() if topic != UNPLACED}
    evidence = weigh_evidence(ordered, taxonomy, shown, told, embedder, before.late)
    decided = decide(evidence, ordered, before)
    back = dict(zip(order, decided, strict=True))
    return tuple(_pin(back[i], pinned.get(entry.id)) for i, entry in enumerate(entries))


def _nowhere(entries: Sequence[Entry], examples: Sequence[Example]) -> dict[str | int, str]:
    """Return pins of the entries that an example says belong nowhere."""
    shown = [example for example in examples if example.topic == UNPLACED]
    if not shown:
        return {}
    ids = {example.id for example in shown} - {None}
    titles = {title_key(example.title) for example in shown} - {""}
    return {e.id: UNPLACED for e in entries if e.id in ids or title_key(e.title) in titles}


def _check(
    taxonomy: Sequence[Topic], examples: Sequence[Example], pins: Mapping[str | int, str]
) -> None:
    """Raise `ConfigError` where topics are none or not distinct, or a person names none of them."""
    ids = Counter(topic.id for root in taxonomy for topic in root.walk())
    if twice := sorted(topic for topic, number in ids.items() if number > 1):
        raise ConfigError(f"two topics have the id {twice[0]!r}: papers would be filed under both")
    known = set(ids)
    if not known:
        raise ConfigError("the taxonomy has no topics: there is nowhere to file papers")
    known.add(UNPLACED)
    for paper, topic in [*pins.items(), *((e.id or e.title, e.topic) for e in examples)]:
        if topic not in known:
            near = hint(topic, sorted(known))
            raise ConfigError(f"{paper!r} is filed under {topic!r}, which is not a topic{near}")


def _place(entry: Entry) -> tuple[str, str, str, str]:
    """Return what sorts entries whatever the type of their ids."""
    return (str(entry.id), type(entry.id).__name__, entry.title, entry.abstract)


def _pin(assignment: Assignment, topic: str | None) -> Assignment:
    """Return the assignment with the person's topic in place of the model's."""
    if topic is None:
        return assignment
    if topic == UNPLACED:
        return replace(assignment, placed=False, confidence=0.0, also=(), by="person")
    others = tuple(pair for pair in assignment.alternatives if pair[0] != topic)
    return replace(
        assignment,
        topic=topic,
        placed=True,
        confidence=1.0,
        also=tuple(other for other in assignment.also if other != topic),
        alternatives=others,
        by="person",
    )


def assignment_plain(assignment: Assignment) -> dict[str, Any]:
    """Return the JSON line of an assignment."""
    return {
        "id": assignment.paper,
        "topic": assignment.topic,
        "placed": assignment.placed,
        "confidence": assignment.confidence,
        "also": list(assignment.also),
        "alternatives": [[topic, score] for topic, score in assignment.alternatives],
        "reasons": list(assignment.reasons),
        "by": assignment.by,
    }
