"""The person's files: `review.yml`, `taxonomy.yml` and `curation.yml`, read strictly."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from review.cache import kept
from review.config.curation import (
    Correction,
    Curation,
    Exclusion,
    Pin,
    Wording,
    read_curation,
    read_decisions,
)
from review.config.files import files_matching, files_under, survey_folder
from review.config.joins import Merging, Renaming, Splitting
from review.config.pins import add_pin
from review.errors import ConfigError
from review.model import UNPLACED, Bibliography, Json, Latex, Topic
from review.serial import Yaml, dump_yaml, from_plain, load_yaml

__all__ = [
    "Config",
    "Correction",
    "Curation",
    "Exclusion",
    "Merging",
    "Pin",
    "Renaming",
    "Settings",
    "Splitting",
    "Wording",
    "add_pin",
    "dump_taxonomy",
    "files_matching",
    "files_under",
    "load_config",
    "load_settings",
    "load_taxonomy",
    "load_untaught",
    "read_curation",
    "read_yaml",
    "text_of",
]

RESERVED = ("index", UNPLACED)
"""Topic ids that would take the place of a page every survey has."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`review.yml`: what the survey is called, what it is made of, and what is written."""

    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    next: str = ""
    description: str = ""
    url: str = ""
    seeds: tuple[str, ...] = ("seeds",)
    metadata: tuple[str, ...] = ()
    abstracts: Literal["full", "quoted", "none"] = "full"
    citations: Literal["author-year", "numbered"] = "author-year"
    bibliography: Bibliography = field(default_factory=Bibliography)
    embedder: str = ""
    latex: Latex = field(default_factory=Latex)
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """A survey folder, read."""

    root: Path
    settings: Settings
    taxonomy: tuple[Topic, ...]
    curation: Curation = field(default_factory=Curation)

    def seed_files(self) -> tuple[Path, ...]:
        """Return the seed files in order of name; raises `ConfigError` when there is none."""
        return self._files("seeds", self.settings.seeds)

    def metadata_files(self) -> tuple[Path, ...]:
        """Return the metadata files in order of name."""
        return self._files("metadata", self.settings.metadata)

    def _files(self, field: str, patterns: Iterable[str]) -> tuple[Path, ...]:
        """Return the files that the patterns name, each once; a metadata file is never a seed."""
        found: set[Path] = set()
        for pattern in patterns:
            if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
                raise ConfigError(f"review.yml: {field}: {pattern!r} leaves the survey folder")
            try:
                matches = files_matching(self.root, pattern)
            except ValueError as error:
                raise ConfigError(
                    f"review.yml: {field}: {pattern!r} is no pattern of file names"
                ) from error
            if not matches:
                raise ConfigError(
                    f"review.yml: {field}: nothing matches {pattern!r};"
                    f" put files there or change {field}:"
                )
            found.update(matches)
        if field == "seeds":
            found -= set(self.metadata_files())
        return tuple(sorted(found))


def load_config(root: Path) -> Config:
    """Return the configuration of the survey folder `root`.

    Raises `ConfigError`, with file and line, on whatever is missing or malformed.
    """
    config = load_untaught(root)
    taxonomy = load_taxonomy(root / "taxonomy.yml")
    curation = config.curation
    if (root / "curation.yml").is_file():
        curation = read_curation(_read(root / "curation.yml"), taxonomy)
    return replace(config, taxonomy=taxonomy, curation=curation)


def load_untaught(root: Path) -> Config:
    """Return the configuration of the survey folder `root` without its taxonomy, pins unchecked.

    Raises `ConfigError`, with file and line, on whatever else is missing or malformed.
    """
    settings, curation = load_settings(root), Curation()
    if (root / "curation.yml").is_file():
        curation = read_decisions(_read(root / "curation.yml"))
    return Config(root, settings, (), curation)


def load_settings(root: Path) -> Settings:
    """Return what `review.yml` in the survey folder `root` says.

    Raises `ConfigError`, with file and line, on what is missing or malformed.
    """
    document = _read(survey_folder(root) / "review.yml")
    settings = from_plain(Settings, document.value or {}, document.where)
    if not settings.title.strip():
        raise ConfigError(f"{document.where(('title',))}: title is empty")
    if settings.bibliography.abstracts and settings.abstracts != "full":
        where = document.where(("bibliography", "abstracts"))
        raise ConfigError(f"{where}: with abstracts: {settings.abstracts}, no .bib file holds them")
    return settings


def load_taxonomy(path: Path) -> tuple[Topic, ...]:
    """Return the topics of a `taxonomy.yml`.

    Raises `ConfigError` on an unknown field, a repeated or unfit id, a cycle, or no topic at all.
    """
    document = _read(path)
    if not isinstance(document.value, list) or not document.value:
        raise ConfigError(f"{document.where(())}: expected a list of topics")
    seen: dict[str, str] = {}
    topics = []
    for i, item in enumerate(document.value):
        topics.append(from_plain(Topic, item, document.where, (i,)))
        _check_ids(topics[-1], document, (i,), seen)
    return tuple(topics)


def dump_taxonomy(topics: Iterable[Topic]) -> str:
    """Return the text of a `taxonomy.yml` of `topics`; fields that are empty are left out."""
    return dump_yaml([_topic_plain(topic) for topic in topics])


def _topic_plain(topic: Topic) -> Json:
    plain: dict[str, Json] = {"id": topic.id, "title": topic.title}
    if topic.description:
        plain["description"] = topic.description
    if topic.keywords:
        plain["keywords"] = list(topic.keywords)
    if topic.topics:
        plain["topics"] = [_topic_plain(child) for child in topic.topics]
    return plain


def _check_ids(
    topic: Topic, document: Yaml, path: tuple[str | int, ...], seen: dict[str, str]
) -> None:
    """Raise `ConfigError` unless the ids of `topic` and below are unique and fit for file names."""
    where = document.where((*path, "id"))
    if (
        not topic.id.isascii()
        or not topic.id.replace("-", "").isalnum()
        or topic.id != topic.id.lower()
    ):
        raise ConfigError(f"{where}: topic id {topic.id!r} must be of a-z, 0-9 and '-'")
    if topic.id in RESERVED:
        raise ConfigError(
            f"{where}: topic id {topic.id!r} is the name of a page of the program's own"
        )
    if not topic.title.strip():
        raise ConfigError(f"{where}: topic {topic.id!r} has an empty title")
    if topic.id in seen:
        raise ConfigError(f"{where}: topic id {topic.id!r} stands already at {seen[topic.id]}")
    seen[topic.id] = where
    for i, child in enumerate(topic.topics):
        _check_ids(child, document, (*path, "topics", i), seen)


def _read(path: Path) -> Yaml:
    """Return the YAML file at `path`; its name in errors is the file's own."""
    return read_yaml(text_of(path), path.name)


read_yaml = kept(load_yaml)
"""Return what `load_yaml` does; an earlier build knows it of the same text."""


def text_of(path: Path) -> str:
    """Return the text of one of the person's files, its line ends as they are.

    Raises `ConfigError` where it cannot be opened or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path.name}:{line}: is not UTF-8") from error
