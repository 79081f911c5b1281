"""Merges, splits and changed keys in `curation.yml`: short to write, strictly read."""

import pytest

from review.config import Merging, Renaming, Splitting, read_curation
from review.errors import ConfigError
from review.serial import load_yaml

TEXT = """\
merge:
  - [gu2023boot, "BOOT: a Title, with comma", seeds/a.bib:12]
  - - 2024
    - 10.1000/x
split:
  - {paper: gu2023boot, records: [seeds/b.ris:7, other]}
  - paper: tan2024
    records: seeds/c.csv:2
keys:
  gu2023boot: gu2023distillation
  2024: tan2024
"""


def test_what_a_person_says_of_records_keeps_its_place() -> None:
    made = read_curation(load_yaml(TEXT, "curation.yml"), ())
    assert made.merge == (
        Merging(("gu2023boot", "BOOT: a Title, with comma", "seeds/a.bib:12")),
        Merging(("2024", "10.1000/x")),
    )
    assert made.split == (
        Splitting("gu2023boot", ("seeds/b.ris:7", "other")),
        Splitting("tan2024", ("seeds/c.csv:2",)),
    )
    assert made.keys == (Renaming("gu2023boot", "gu2023distillation"), Renaming("2024", "tan2024"))
    places = [one.where for one in (*made.merge, *made.split, *made.keys)]
    assert places == [f"curation.yml:{line}" for line in (2, 3, 6, 7, 10, 11)]


def test_nothing_said_is_nothing() -> None:
    for text in ("", "merge:\nsplit: []\nkeys: ~\n", "merge: []\nkeys: {}\n"):
        made = read_curation(load_yaml(text, "curation.yml"), ())
        assert (made.merge, made.split, made.keys) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("merge: [a, b]", "curation.yml:1: expected the names of two or more works: [A, B]"),
        ("merge: {a: b}", "curation.yml:1: expected a list of lists: - [A, B]"),
        ("merge:\n- [a, b]\n- [c]", "curation.yml:3: expected the names of two or more works"),
        ("merge:\n- [a, {b: c}]", "curation.yml:2: papers must be text, not a mapping"),
        ("split:\n- {paper: a}", "curation.yml:2: 'records' is missing"),
        ("split:\n- {paper: a, records: []}", "curation.yml:2: names no record to take out"),
        ("split:\n- {paper: a, record: b}", "curation.yml:2: unknown field 'record' (did you mean"),
        ("keys: [a, b]", "curation.yml:1: expected a mapping: OLD: NEW"),
        ("keys:\n  a: B:c", "curation.yml:2: 'B:c' is not a citation key"),
        ("keys:\n  a: [b]", "curation.yml:2: ['b'] is not a citation key"),
        ("keys:\n  a: c\n  b: c", "curation.yml:3: 'c' is the new key of 'a' already"),
        ("mrge: []", "curation.yml:1: unknown field 'mrge' (did you mean 'merge'?)"),
        ("- a", "curation.yml:1: expected a mapping"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_curation(load_yaml(text, "curation.yml"), ())
    assert str(caught.value).startswith(message)
