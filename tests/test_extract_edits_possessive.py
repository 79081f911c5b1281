import pytest

from review.extract.edits.possessive import fits, replace_our
from review.text.edits import replay


def made(text: str, mark: str = "[@k]", name: str | None = None) -> str | None:
    edits = replace_our(text, 0, mark, name, [])
    return None if edits is None else replay(text, 0, len(text), edits)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Our method improves X.", "[@k]'s method improves X."),
        ("X shows that our method works.", "X shows that the method works."),
        ("X shows that our RG-LCM is better.", "X shows that RG-LCM is better."),
        ("X shows that our EchoAtt wins.", "X shows that the EchoAtt wins."),
        ("X shows that our EchoAtt outperforms Y.", "X shows that EchoAtt outperforms Y."),
        ("X shows that our BERT-based model wins.", "X shows that the BERT-based model wins."),
        ("X shows that our RG-LCM models win.", "X shows that the RG-LCM models win."),
        ("Our experiments test our method.", "[@k]'s experiments test the method."),
        ("X is hourly.", "X is hourly."),
    ],
)
def test_our_becomes_an_article_a_name_or_the_work(text: str, want: str) -> None:
    assert made(text) == want


def test_the_works_own_name_needs_no_capitals_inside() -> None:
    assert made("X shows that our Zecoler is better.", name="Zecoler") == (
        "X shows that Zecoler is better."
    )


def test_a_work_named_already_is_not_named_twice() -> None:
    assert made("Our method improves X.", mark="") == "The method improves X."


@pytest.mark.parametrize(
    "text",
    ["To the best of our knowledge, X.", "Our daily lives change.", "X is our own.",
     "Our previous work shows X.", "X harms our society."],
)  # fmt: skip
def test_our_of_people_in_general_is_refused(text: str) -> None:
    assert made(text) is None


def test_taken_places_are_left_alone() -> None:
    assert replace_our("in our paper X", 0, "[@k]", None, [(0, 12)]) == []


def test_the_law() -> None:
    assert fits("our ", "")
    assert fits("our", "the")
    assert fits("Our", "[@k]'s")
    assert not fits("our", "a")
    assert not fits("our method ", "")
    assert not fits("their", "the")
