import pytest

from review.extract.edits.pronoun import fits, refers_to_work, replace_pronoun
from review.text.edits import replay


def made(text: str, before: str, *, many: bool = True, name: str | None = None) -> str | None:
    edits = replace_pronoun(text, 0, before, name, "[@k]", many)
    return None if edits is None else replay(text, 0, len(text), edits)


def test_it_becomes_the_work_after_a_sentence_about_the_work() -> None:
    before = "To this end, we propose a new method."
    assert made("It reduces cost and improves X.", before) == "[@k] reduce cost and improve X."
    assert made("It reduces cost.", before, many=False) == "[@k] reduces cost."
    assert made("This method reduces cost.", before) == "[@k] reduce cost."


def test_a_name_said_just_before_is_used() -> None:
    before = "We propose EchoAtt, a new method."
    assert made("It reduces cost.", before, name="EchoAtt") == "EchoAtt reduces cost."
    assert made("It is fast.", before, name="EchoAtt") is None
    assert made("It is based on X.", before, name="EchoAtt") == "EchoAtt is based on X."


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("It reduces cost.", "Pruning is popular."),
        ("It reduces cost.", ""),
        ("It is known that X.", "We propose a new method."),
        ("It is shown to work.", "We propose a new method."),
        ("It is a new method.", "We propose a new method."),
        ("This approach of theirs fails.", "We propose a new method."),
        ("It reduces cost.", "We evaluate on three datasets."),
    ],
)
def test_a_doubtful_it_is_refused(text: str, before: str) -> None:
    assert made(text, before) is None


def test_other_sentences_are_left_alone() -> None:
    assert made("EchoAtt reduces cost.", "We propose a method.") == "EchoAtt reduces cost."


def test_who_the_sentence_before_is_about() -> None:
    assert refers_to_work("EchoAtt shares matrices.", "EchoAtt")
    assert refers_to_work("Our method shares matrices.", None)
    assert not refers_to_work("Attention shares matrices.", "EchoAtt")


def test_the_law() -> None:
    assert fits("It", "[@k]", "")
    assert fits("This method", "EchoAtt", "We call it EchoAtt.")
    assert not fits("This method", "EchoAtt", "Nothing here.")
    assert not fits("This", "[@k]", "")
    assert not fits("It", "", "text")
