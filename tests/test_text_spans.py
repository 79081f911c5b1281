import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text.spans import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


WHOLE = [
    "We follow Smith et al. (2017) and Jones et al. in this.",
    "It works, e.g. on Images, i.e. pixels.",
    "See Fig. 3 and Eq. 2 for details.",
    "The gain is 3.5 points at 0.05 significance.",
    "Prof. Smith and Dr. Jones agree.",
    "J. Smith and A. B. Turing agree.",
    "We use Node.js and v2.Large in the U.S.A today.",
    "We list papers of arXiv.org and hep.th here.",
    "The code is at https://github.com/a/b.git for all.",
    "Our contributions are: (i) a model; (ii) a proof; and (iii) code.",
    "It holds approx. Gaussian noise vs. Laplace noise.",
    "We ask (e.g. Who. Why.) and answer.",
    "Yahoo! answers are used.",
    "Wait... what is it",
    "No. 5 is alive.",
    "1. We propose a model.",
    "Results are due to the U.S. Government.",
    "We set x = 0. 5 here.",
    "It matters, i. e. Cartesian distortion does.",
    "See Sec. 3 and Mrs. Smith.",
]
PARTS = [
    ("We solve tasks.We present X.", ["We solve tasks.", "We present X."]),
    (
        "There are large models.To this end, we act.",
        ["There are large models.", "To this end, we act."],
    ),
    ("It improves.Experiments show it.", ["It improves.", "Experiments show it."]),
    ("Is it so? Yes! We are sure.", ["Is it so?", "Yes!", "We are sure."]),
    ('He said "go." Then we left.', ['He said "go."', "Then we left."]),
    ("(We know it.) It is so.", ["(We know it.)", "It is so."]),
    ("It costs 3 sec. Experiments show it.", ["It costs 3 sec.", "Experiments show it."]),
    ("We train an MRS. The two differ.", ["We train an MRS.", "The two differ."]),
    ("It is a system. we present it.", ["It is a system.", "we present it."]),
    ("It is known [12]. We extend it.", ["It is known [12].", "We extend it."]),
    ("It is known.[12] We extend it.", ["It is known.[12]", "We extend it."]),
    ("It beats Smith et al. We prove it.", ["It beats Smith et al.", "We prove it."]),
    ("We test A, B, etc. Results differ.", ["We test A, B, etc.", "Results differ."]),
    ("It is good. mBERT is better.", ["It is good.", "mBERT is better."]),
    ("It is good. 3D models are better.", ["It is good.", "3D models are better."]),
    ("Results are good . We stop .", ["Results are good .", "We stop ."]),
    ("1. We do it. 2. We go.", ["1. We do it.", "2. We go."]),
    ("First line\n\nSecond line", ["First line", "Second line"]),
    ("我们提出方法。它很好！是吗？好", ["我们提出方法。", "它很好！", "是吗？", "好"]),
    ("これは「文。」です。次の文。", ["これは「文。」", "です。", "次の文。"]),
    ("यह वाक्य है। दूसरा वाक्य।", ["यह वाक्य है।", "दूसरा वाक्य।"]),
    ("Мы решили. Это работает.", ["Мы решили.", "Это работает."]),
    (
        "OBJECTIVE: To find. METHODS: We looked. RESULTS: 5 of 6.",
        ["OBJECTIVE: To find.", "METHODS: We looked.", "RESULTS: 5 of 6."],
    ),
    ("BACKGROUND\nIt hurts.\nMETHODS\nWe cut.", ["BACKGROUND\nIt hurts.", "METHODS\nWe cut."]),
    ("Here are\n- one\n- two", ["Here are", "- one", "- two"]),
    ("A wrapped\nline goes on. Next.", ["A wrapped\nline goes on.", "Next."]),
    (
        r"We gain 15\%. Then $x$ grows. $y$ falls.",
        [r"We gain 15\%.", "Then $x$ grows.", "$y$ falls."],
    ),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_sentences_are_told_apart(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_nothing_gives_nothing() -> None:
    assert sentence_spans("") == ()
    assert sentence_spans(" \n\t ") == ()


def test_punctuation_alone_stays_with_its_sentence() -> None:
    assert split("We stop. . .") == ["We stop. . ."]
    assert split(".") == ["."]


def test_an_unclosed_bracket_does_not_swallow_the_text() -> None:
    assert len(split("We propose (a model. It works. It is fast.")) == 3


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="aB.?! ()[]\"'”。\n0é\u0301\u200d😀$\\{}"),
    st.lists(st.sampled_from(["We go.", "et al.", " ", "e.g.", "(", ")", "U.S.", "We", "。"])).map(
        "".join
    ),
)


@given(HOSTILE)
def test_spans_are_ordered_stripped_and_lose_nothing(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(HOSTILE)
def test_no_character_is_torn_apart(text: str) -> None:
    for start, _ in sentence_spans(text):
        if start and not text[start - 1].isspace():
            assert unicodedata.category(text[start])[0] != "M"
            assert text[start] != "\u200d"


@given(HOSTILE)
def test_the_same_text_gives_the_same_spans(text: str) -> None:
    assert sentence_spans(text) == sentence_spans(text)
