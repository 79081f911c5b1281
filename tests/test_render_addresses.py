"""Web addresses as a printed review sets them."""

import pytest

from review.render.addresses import IN_TEXT, brief, is_address


def test_an_address_ends_before_the_sentence_does() -> None:
    pieces = IN_TEXT.split("Code is at https://example.org/a(b). See (https://x.org).")
    assert pieces[1::2] == ["https://example.org/a(b", "https://x.org"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("https://x.org/a", True), ("github.com/a/b", True), ("a b", False), ("x.org", False)],
)
def test_an_address_alone(text: str, alone: bool) -> None:
    assert is_address(text) is alone


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("https://github.com/a/b/", "a/b"),
        ("https://www.x.org/", "x.org"),
        ("https://github.com/", "github.com"),
    ],
)
def test_what_every_reader_would_guess_is_left_out(target: str, shown: str) -> None:
    assert brief(target) == shown
