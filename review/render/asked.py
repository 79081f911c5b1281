"""What a page asked of the survey, and the answers it got: it stands until one of them changes.

A template is not given the book itself but a view of it, which notes what is read: a field, the
value under a key, what a method returns. Such a question is the way from the book to its answer,
in plain steps, so that it can be kept in a file and asked again of another survey. What the book
reads of itself to find an answer is not noted: the answer alone counts.

A way of reading that cannot be put into plain steps makes the page one that is always drawn anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import is_dataclass
from functools import cached_property, wraps
from pickle import PicklingError
from types import MethodType
from typing import Any, TypeVar

from review.cache import digest, marks

T = TypeVar("T")

Step = str | tuple[str | None, ...]
"""A field by its name; or one of the signs below, and what stands beside it."""

Question = tuple[Step, ...]
Look = Callable[[Any], object]
"""A filter: what templates make of one part of the book."""

_ITEM, _CALL, _LOOK, _KIND, _SIZE = "[]", "()", "|", "is", "#"
_WORDS = frozenset((str, type(None)))  # what a question may be about: 1, 1.0 and True are equal
_PLAIN = _WORDS | {int, float, bool}
_GONE, _MISSING = b"", b"-"  # marks of other values are longer


class Answers(dict[Question, object]):
    """The answers of a book as marks that are the same where answers are, each found once."""

    def __init__(self, book: object, parts: Set[type], looks: Mapping[str, Look]) -> None:
        """Ask `book`; what is of one of the types `parts` is asked for its fields one by one."""
        super().__init__()
        self.book, self.parts, self.looks = book, parts, looks
        self._marks = marks()

    def __missing__(self, question: Question) -> object:
        self[question] = found = self._mark(question)
        return found

    def to(self, questions: Sequence[Question]) -> bytes:
        """Return a digest of the answers to all of the questions."""
        return digest([self[question] for question in questions])

    def know(self, questions: Iterable[Question]) -> bool:
        """Return whether each of the questions has an answer that can be told from others."""
        return all(self[question] != _GONE for question in questions)

    def _mark(self, question: Question) -> object:
        """The mark of an answer: itself where it is plain, nothing where there is none.

        What several questions lead to is digested once; what stands under one key is found there
        alone.
        """
        try:
            value = self._answer(question)
            if type(value) in _PLAIN or value is _MISSING:
                return value
            if isinstance(value, Mapping):
                value = tuple(value.items())
            if type(value) is tuple:
                return digest(value) if question[-1][0] == _ITEM else self._marks.of(value)
            return self._marks.of(value) if is_dataclass(value) else _GONE
        except (AttributeError, LookupError, TypeError, PicklingError):
            return _GONE

    def _answer(self, question: Question) -> Any:
        value: Any = self.book
        for step in question:
            value = self._field(value, step) if isinstance(step, str) else self._sign(value, step)
        return value

    def _field(self, value: Any, name: str) -> Any:
        if type(value) not in self.parts or name.startswith("_"):
            raise AttributeError(name)
        return getattr(value, name)

    def _sign(self, value: Any, step: Any) -> Any:
        """What a step leads to that is no field; the file it may come from can ask nothing else."""
        sign, *given = step
        if sign == _ITEM and isinstance(value, Mapping):
            return value.get(given[0], _MISSING)
        if sign == _CALL and isinstance(value, MethodType) and type(value.__self__) in self.parts:
            return value(*given)
        if sign == _LOOK and type(value) in self.parts:
            return self.looks[given[0]](value)
        if sign == _KIND:
            return type(value).__name__
        if sign == _SIZE and isinstance(value, Mapping):
            return len(value)
        raise LookupError(sign)


class Notes:
    """The questions of one page, each once; `plain` is false where one of them cannot be kept."""

    def __init__(self, answers: Answers) -> None:
        """None asked yet."""
        self.of = answers
        self.questions: dict[Question, None] = {}
        self.plain = True

    @cached_property
    def view(self) -> Any:
        """The book as a template gets it."""
        return Part(self.of.book, (), self)

    def answers(self, questions: Sequence[Question]) -> bytes:
        """Return a digest of the answers to questions."""
        return self.of.to(questions)

    @property
    def asked(self) -> tuple[Question, ...] | None:
        """What was asked; None where it cannot be asked again."""
        return tuple(self.questions) if self.plain and self.of.know(self.questions) else None

    def add(self, at: Question, *step: Step) -> None:
        """Note a question."""
        self.questions[*at, *step] = None

    def add_if_plain(self, at: Question, sign: str, *given: Any) -> None:
        """Note a question about what a template has at hand, where that is plain."""
        if all(type(one) in _WORDS for one in given):
            self.questions[*at, (sign, *given)] = None
        else:
            self.plain = False

    def seen(self, value: Any, at: Question) -> Any:
        """Return an answer as a template gets it, and note it; of a part its kind alone."""
        if type(value) in self.of.parts:
            self.add(at, (_KIND,))
            return Part(value, at, self)
        self.add(at)
        return value


class Part:
    """A view of a part of the book that notes which fields are read, and what its methods say."""

    def __init__(self, raw: object, at: Question, notes: Notes) -> None:
        """View `raw`, to which the steps `at` lead."""
        self._raw, self._at, self._notes = raw, at, notes

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = vars(self)[name] = self._read(name)  # noted once is enough
        return found

    def _read(self, name: str) -> Any:
        value, at = getattr(self._raw, name), (*self._at, name)
        if isinstance(value, MethodType):
            return _noting(value, at, self._notes)
        if isinstance(value, Mapping):
            return Named(value, at, self._notes)
        return self._notes.seen(value, at)

    def _look(self, name: str) -> object:
        self._notes.add(self._at, (_LOOK, name))
        return self._notes.of.looks[name](self._raw)

    def __repr__(self) -> str:
        self._notes.add(self._at)
        return repr(self._raw)

    def __eq__(self, other: object) -> bool:
        self._notes.add(self._at)
        return self._raw == (other._raw if isinstance(other, Part) else other)

    def __hash__(self) -> int:
        self._notes.add(self._at)
        return hash(self._raw)


class Named(Mapping[Any, Any]):
    """A view of values by their names, each noted alone; together where all are read."""

    def __init__(self, raw: Mapping[Any, Any], at: Question, notes: Notes) -> None:
        """View `raw`, to which the steps `at` lead."""
        self._raw, self._at, self._notes = raw, at, notes

    def __getitem__(self, key: object) -> Any:
        found = self._found(key)
        if found is _MISSING:
            raise KeyError(key)
        return found

    def get(self, key: object, default: Any = None) -> Any:
        """Return the value of a name, or `default`."""
        found = self._found(key)
        return default if found is _MISSING else found

    def __contains__(self, key: object) -> bool:
        return self._found(key) is not _MISSING

    def _found(self, key: Any) -> Any:
        value = self._raw.get(key, _MISSING)
        if type(value) in self._notes.of.parts and type(key) in _WORDS:
            return self._notes.seen(value, (*self._at, (_ITEM, key)))
        self._notes.add_if_plain(self._at, _ITEM, key)
        return value

    def __len__(self) -> int:
        self._notes.add(self._at, (_SIZE,))
        return len(self._raw)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def items(self) -> Any:
        """Return all names with their values."""
        return self._whole().items()

    def values(self) -> Any:
        """Return all values."""
        return self._whole().values()

    def __repr__(self) -> str:
        return repr(self._whole())

    def _whole(self) -> Mapping[Any, Any]:
        self._notes.add(self._at)
        return self._raw


def _noting(method: Callable[..., T], at: Question, notes: Notes) -> Callable[..., T]:
    """Return the method of a part, noting what it is asked."""

    def noted(*given: object, **named: object) -> T:
        notes.add_if_plain(at, _CALL, *given, *((named,) if named else ()))
        return method(*given, **named)

    return noted


def looked(name: str, look: Look) -> Look:
    """Return a filter that takes the view of a part as well, and asks for what it makes of it."""

    @wraps(look)
    def seen(value: object) -> object:
        return value._look(name) if isinstance(value, Part) else look(value)

    return seen
