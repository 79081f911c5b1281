import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text.markup import clean
from review.text.titles import OPENINGS, named, shown


def test_works_are_named_as_english_lists_them() -> None:
    works = [("a2020one", "One"), ("b2021two", "Two"), ("c2022x", "Three")]
    assert named(works[:1], "Filed here") == "Filed here: “One” [@a2020one]."
    assert named(works[:2], "Filed here") == "Filed here: “One” [@a2020one] and “Two” [@b2021two]."
    assert named(works, OPENINGS[0]) == (
        "Also filed here: “One” [@a2020one], “Two” [@b2021two] and “Three” [@c2022x]."
    )


def test_a_title_is_repaired_and_its_quotation_marks_are_single() -> None:
    assert named([("k", 'How "far"  can “we”\n go?')], "F") == "F: “How ‘far’ can ‘we’ go?” [@k]."
    assert named([("k", r"The $\alpha$ way")], "F") == "F: “The α way” [@k]."


def test_a_work_without_a_title_is_called_by_its_key() -> None:
    assert named([("k2020", " ")], "F") == "F: “k2020” [@k2020]."


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.text()), min_size=1))
def test_only_our_own_marks_cite(works: list[tuple[str, str]]) -> None:
    text = named(works, OPENINGS[0])
    assert re.findall(r"\[@([^\[\]\s]+)\]", text) == [key for key, _ in works]
    assert "\n" not in text


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Preventing harm from gambling.", "Preventing harm from gambling"),
        ("Preventing harm from gambling. ", "Preventing harm from gambling"),
        ("[Gambling in Finland.]", "[Gambling in Finland]"),
        ("[Gambling in Finland].", "[Gambling in Finland]"),
        ("HARM.", "HARM"),
        ("What next…", "What next…"),
        ("And then...", "And then..."),
        ("Is it harm?", "Is it harm?"),
        ("Limits, losses, etc.", "Limits, losses, etc."),
        ("Skill vs.", "Skill vs."),
        ("Betting in the U.S.", "Betting in the U.S."),
        ("A note on vitamin C.", "A note on vitamin C."),
        ("Trends 2020.", "Trends 2020"),
        (".", "."),
        ("", ""),
    ],
)
def test_a_title_is_shown_without_the_stop_of_a_database(title: str, wanted: str) -> None:
    assert shown(title) == wanted


@given(st.text())
def test_a_shown_title_loses_no_more_than_a_stop(title: str) -> None:
    assert len(clean(title).rstrip()) - len(shown(title).rstrip()) <= 1
