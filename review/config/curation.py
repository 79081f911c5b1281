"""`curation.yml`: the decisions of a person, read strictly; each knows its place in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, TypeVar

from review.config.joins import Merging, Renaming, Splitting, placed, spread
from review.errors import ConfigError
from review.model import UNPLACED, Json, Note, Topic
from review.serial import Yaml, from_plain, hint

T = TypeVar("T")
Type = Literal[
    "article", "inproceedings", "incollection", "book", "proceedings", "thesis", "report",
    "preprint", "dataset", "software", "misc",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pin:
    """A paper (by citation key, work id or title) that a person filed under `topic`.

    The topic `unplaced` says that it belongs nowhere. `where` is the file and line of the pin.
    """

    paper: str
    topic: str
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A paper (by citation key, work id or title) that a person left out, and why."""

    paper: str
    reason: str
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person states of a paper (by citation key, work id or title); it always wins.

    `None` is a field of which nothing is stated; an empty one takes away what the sources say.
    """

    paper: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    year: str | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    type: Type | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    series: str | None = None
    edition: str | None = None
    publisher: str | None = None
    institution: str | None = None
    address: str | None = None
    published: str | None = None
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    openalex: str | None = None
    s2: str | None = None
    primary_class: str | None = None
    language: str | None = None
    retracted: bool | None = None
    where: str = field(default="", compare=False, metadata={"stated": False})

    @property
    def stated(self) -> dict[str, Json]:
        """The fields that are stated, under the names of a paper line."""
        named = [one.name for one in fields(self) if one.name not in ("paper", "where")]
        values = ((name, getattr(self, name)) for name in named)
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of the abstract of a paper (by citation key, work id or title), word for word.

    The one of `use` cites the paper wherever it is cited; that of `ban` is used nowhere.
    """

    paper: str
    use: str = ""
    ban: str = ""
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Curation:
    """`curation.yml`: the decisions of a person, which always win."""

    pins: tuple[Pin, ...] = ()
    exclude: tuple[Exclusion, ...] = ()
    merge: tuple[Merging, ...] = ()
    split: tuple[Splitting, ...] = ()
    keys: tuple[Renaming, ...] = ()
    fields: tuple[Correction, ...] = ()
    sentences: tuple[Wording, ...] = ()
    notes: tuple[Note, ...] = ()


def read_curation(document: Yaml, taxonomy: Sequence[Topic]) -> Curation:
    """Return what the document says, each decision with its place.

    Raises `ConfigError`, with file and line, on an unknown field and on a pin or note to no topic.
    """
    curation = read_decisions(document)
    known = {UNPLACED, *(topic.id for root in taxonomy for topic in root.walk())}
    for i, pin in enumerate(curation.pins):
        if pin.topic not in known:
            place = document.where(("pins", i, "topic"))
            raise ConfigError(f"{place}: {pin.paper!r} is pinned to {_no_topic(pin.topic, known)}")
    for i, note in enumerate(curation.notes):
        if note.topic and note.topic not in known:
            place = document.where(("notes", i, "topic"))
            raise ConfigError(f"{place}: the note is about {_no_topic(note.topic, known)}")
    return curation


def read_decisions(document: Yaml) -> Curation:
    """Return what the document says, each decision with its place, whatever the topics are.

    Raises `ConfigError`, with file and line, on an unknown field or one of another shape.
    """
    _refuse_abstracts(document)
    stated = from_plain(Curation, spread(document), document.where)
    for correction in _in_place(stated.fields, "fields", document):
        if not correction.stated:
            raise ConfigError(
                f"{correction.where}: nothing is corrected of {correction.paper!r}; name a field"
            )
    for one in _in_place(stated.exclude, "exclude", document):
        if not one.reason.strip():
            raise ConfigError(f"{one.where}: say why {one.paper!r} is left out (reason:)")
    for wording in _in_place(stated.sentences, "sentences", document):
        if bool(wording.use.strip()) == bool(wording.ban.strip()):
            raise ConfigError(f"{wording.where}: a sentence needs use: or ban:, one of the two")
    for note in _in_place(stated.notes, "notes", document):
        if bool(note.paper) == bool(note.topic):
            raise ConfigError(f"{note.where}: a note needs paper: or topic:, one of the two")
        if not note.note.strip():
            raise ConfigError(f"{note.where}: note is empty")
    return replace(
        stated,
        **placed(document, stated.merge, stated.split, stated.keys),
        pins=tuple(_in_place(stated.pins, "pins", document)),
        exclude=tuple(_in_place(stated.exclude, "exclude", document)),
        fields=tuple(_in_place(stated.fields, "fields", document)),
        sentences=tuple(_in_place(stated.sentences, "sentences", document)),
        notes=tuple(_in_place(stated.notes, "notes", document)),
    )


def _in_place(decisions: Sequence[T], name: str, document: Yaml) -> Iterator[T]:
    """Yield the decisions of one part of the file, each with its file and line."""
    for i, decision in enumerate(decisions):
        place: dict[str, Any] = {"where": document.where((name, i))}
        yield replace(decision, **place)  # type: ignore[type-var]


def _no_topic(topic: str, known: set[str]) -> str:
    return f"{topic!r}, which is not a topic{hint(topic, sorted(known))}"


def _refuse_abstracts(document: Yaml) -> None:
    """Raise `ConfigError` where an abstract is corrected: what is quoted must be a source's."""
    stated = document.value.get("fields") if isinstance(document.value, dict) else None
    for i, item in enumerate(stated if isinstance(stated, list) else [stated]):
        if isinstance(item, dict) and "abstract" in item:
            raise ConfigError(
                f"{document.where(('fields', i, 'abstract'))}: an abstract cannot be corrected"
                " here: every quoted sentence is counted in it as its source states it;"
                " change the seed file, or exclude the paper"
            )
