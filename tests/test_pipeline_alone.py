"""What the program says of the papers that a person filed, when it is not told."""

from pathlib import Path

from review.config import Config, Curation, Pin, Settings
from review.model import Paper, Topic
from review.pipeline import alone, place

TOPICS = (Topic("cats", "Cats", "Cats purr."), Topic("stars", "Stars", "Stars shine."))
PAPERS = tuple(
    Paper(id=f"w{i}", key=key, title=title, abstract=title)
    for i, (key, title) in enumerate({"a": "Cats purr", "b": "Stars shine", "c": "Cats"}.items())
)


def config(*pins: Pin) -> Config:
    return Config(Path(), Settings("x"), TOPICS, Curation(pins=pins))


def test_only_what_a_person_filed_is_asked_again() -> None:
    told = config(Pin("a", "stars"), Pin("b", "stars"))
    assignments, _ = place(PAPERS, told)
    assert [(one.topic, one.by) for one in assignments][:2] == [("stars", "person")] * 2
    found = alone(PAPERS, told, assignments)
    assert [(one.paper, one.topic, one.by) for one in found] == [
        ("a", "cats", "model"), ("b", "stars", "model")
    ]  # fmt: skip


def test_without_pins_nothing_is_asked() -> None:
    assignments, _ = place(PAPERS, config())
    assert alone(PAPERS, config(), assignments) == ()
