"""Slow patterns are tried only after a cheap look, which must let through whatever they match."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.extract.edits import dangling, lead, pointer, possessive, standing, subject
from review.extract.edits.view import words

GATES: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "outside": (
        dangling._OUTSIDE,
        lambda text: (
            not dangling._OUTSIDE_WORDS.isdisjoint(words(text))
            or any(sign in text for sign in dangling._OUTSIDE_SIGNS)
        ),
    ),
    "instead": (
        dangling._INSTEAD,
        lambda text: not dangling._INSTEAD_WORDS.isdisjoint(words(text)),
    ),
    "pointing": (
        dangling._POINTING,
        lambda text: not dangling._POINTING_WORDS.isdisjoint(words(text)),
    ),
    "other work": (
        dangling._OTHER_WORK,
        lambda text: "et al" in text or "19" in text or "20" in text,
    ),
    "first person": (
        standing._FIRST_PERSON,
        lambda text: not standing._FIRST_WORDS.isdisjoint(words(text)),
    ),
    "self": (standing._SELF, lambda text: not standing._SELF_WORDS.isdisjoint(words(text))),
    "garbage": (standing._GARBAGE, standing.garbled),
    "aside": (lead._ASIDE, lambda text: not lead._ASIDE_WORDS.isdisjoint(words(text))),
    "we": (subject._WE, lambda text: not subject._WE_WORDS.isdisjoint(words(text))),
    "people": (subject._PEOPLE, lambda text: "we" in words(text)),
    "our": (possessive._OUR, lambda text: "our" in text or "Our" in text),
    "bracketed": (pointer._BRACKETED, lambda text: any(sign in text for sign in pointer._SIGNS)),
    "clause": (pointer._CLAUSE, lambda text: any(sign in text for sign in pointer._SIGNS)),
}


@pytest.mark.parametrize("name", GATES)
@settings(max_examples=60)
@given(data=st.data())
def test_what_a_slow_pattern_matches_passes_the_look_before_it(
    name: str, data: st.DataObject
) -> None:
    pattern, likely = GATES[name]
    text = data.draw(st.from_regex(pattern))
    if text.isascii() and pattern.search(text):
        assert likely(text)


def test_words_are_runs_of_letters_in_lower_case() -> None:
    assert words("We're in COVID-19's era, ours") == {"we", "re", "in", "covid", "s", "era", "ours"}


@pytest.mark.parametrize("gap", ["\u2003", "\n", " "])
def test_any_white_space_after_an_inner_stop_is_seen(gap: str) -> None:
    assert standing.garbled(f"the model.{gap}The data are many.")
