"""What one edition of a survey changes against another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A work by its key and title; of one that a person left out, `why`."""

    key: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A work that is filed elsewhere: from and to are topic ids, `why` the reasons in words."""

    work: Known
    before: str
    after: str
    by: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name that was another one before: a citation key, or the title of a topic."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A section with the sentences it gained and lost; `fresh` says that its works changed too."""

    topic: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of the survey, before and after."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed; each part in the order of the later survey, else of the earlier one."""

    added: tuple[Known, ...] = ()
    removed: tuple[Known, ...] = ()
    merged: tuple[Renamed, ...] = ()
    moved: tuple[Moved, ...] = ()
    keys: tuple[Renamed, ...] = ()
    topics_added: tuple[str, ...] = ()
    topics_removed: tuple[str, ...] = ()
    topics_renamed: tuple[Renamed, ...] = ()
    sections: tuple[Rewritten, ...] = ()
    counts: tuple[Counted, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__dataclass_fields__)
