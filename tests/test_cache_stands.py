"""A kept text stands while the answers to what was asked for it are the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from review.cache.memo import BUILDS, digest, opened, stands
from tests.test_cache import rot


@dataclass
class Asked:
    """Asks a mapping; what is not in it cannot be kept."""

    known: Mapping[str, str]
    questions: list[str] = field(default_factory=list)

    @property
    def asked(self) -> tuple[str, ...] | None:
        return tuple(self.questions) if self.known.keys() >= set(self.questions) else None

    def answers(self, questions: tuple[str, ...]) -> bytes:
        return digest([self.known.get(question) for question in questions])

    def say(self, question: str) -> str:
        self.questions.append(question)
        return self.known.get(question, "nothing")


def told(path: Path, known: Mapping[str, str], given: object = "page") -> tuple[str, int]:
    """Return a text that asks of "b" what "a" is not, and how many such were made."""
    asking = Asked(known)

    def draw() -> str:
        first = asking.say("a")
        return f"{first} {asking.say('b')}" if first == "more" else first

    with opened(path, "x") as memo:
        return stands("text", given, asking, draw), memo.made["text"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memo.sqlite"


def test_only_what_was_asked_counts(path: Path) -> None:
    assert told(path, {"a": "one", "b": "two"}) == ("one", 1)
    assert told(path, {"a": "one", "b": "other"}) == ("one", 0)
    assert told(path, {"a": "one"}) == ("one", 0)
    assert told(path, {"a": "more", "b": "two"}) == ("more two", 1)
    assert told(path, {"a": "more", "b": "other"}) == ("more other", 1)
    assert told(path, {"a": "more", "b": "other", "c": ""}) == ("more other", 0)


def test_what_is_given_counts(path: Path) -> None:
    assert told(path, {"a": "one"}, "this") == ("one", 1)
    assert told(path, {"a": "one"}, "that") == ("one", 1)
    assert told(path, {"a": "one"}, "this") == ("one", 0)


def test_what_cannot_be_asked_again_is_not_kept(path: Path) -> None:
    assert told(path, {}) == ("nothing", 0)
    assert told(path, {}) == ("nothing", 0)
    assert told(path, {"a": "one"}) == ("one", 1)


@pytest.mark.parametrize("text", ["", "\ud800 lone", "é\r\n\x00", "long " * 10_000])
def test_any_text_comes_back(path: Path, text: str) -> None:
    assert told(path, {"a": text}) == (text, 1)
    assert told(path, {"a": text}) == (text, 0)


def test_texts_that_no_build_asked_for_are_forgotten(path: Path) -> None:
    assert told(path, {"a": "one"}, "first") == ("one", 1)
    for _ in range(BUILDS):
        told(path, {"a": "one"}, "second")
    assert told(path, {"a": "one"}, "first") == ("one", 1)


@pytest.mark.parametrize("seed", range(4))
def test_a_rotten_text_is_made_again(path: Path, seed: int) -> None:
    told(path, {"a": "one"})
    rot(path, seed)
    assert told(path, {"a": "one"})[0] == "one"
    assert told(path, {"a": "one"})[0] == "one"


def test_without_a_memo_all_is_drawn() -> None:
    asking = Asked({"a": "one"})
    assert [stands("text", 0, asking, lambda: asking.say("a")) for _ in "ab"] == ["one", "one"]
    assert len(asking.questions) == 2
