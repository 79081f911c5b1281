"""Sentences of the example survey and what is made of them, each read and found good.

A line of the golden file: `source` (the sentence, after the one before it where that matters),
`name`, `plural`, and `citation`, which is null where the sentence is rightly refused.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from review.extract.citation import Source, cite
from review.extract.edits import allowed
from review.text.spans import sentence_spans

CASES = [
    json.loads(line)
    for line in Path(__file__)
    .parent.joinpath("golden/citation/cases.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"][:40])
def test_a_sentence_that_was_read(case: dict[str, Any]) -> None:
    spans = sentence_spans(case["source"])
    given = Source(case["source"], spans, "k", case["plural"], "[@k]", case["name"])
    made = cite(given, len(spans) - 1)
    assert (made.text if made else None) == case["citation"]
    assert made is None or allowed(case["source"], made) is None


def test_the_golden_file_holds_both_numbers_and_refusals() -> None:
    assert {case["plural"] for case in CASES} == {True, False}
    assert any(case["citation"] is None for case in CASES)
