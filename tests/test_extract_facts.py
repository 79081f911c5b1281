import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.extract.facts import facts, headline
from review.extract.facts.data import is_name, named
from review.extract.facts.links import links
from review.extract.facts.measure import measures
from review.model import Fact
from review.text.edits import replay
from review.text.spans import sentence_spans


def stated(text: str, name: str | None = None) -> tuple[Fact, ...]:
    spans = sentence_spans(text)
    return facts(text, spans, ["result"] * len(spans), name)


def best(text: str, name: str | None = None) -> str | None:
    made = headline(stated(text, name), sentence_spans(text))
    return made.text if made else None


def said(text: str, name: str | None = None) -> list[str]:
    return [text[slice(*found.said)] for found in measures(text, name)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It reduces attention computations by 99.5% and is fast.",
         "reduces attention computations by 99.5%"),
        ("It accelerates generation by 6.3 times for large images.",
         "accelerates generation by 6.3 times"),
        (r"EchoAtt improves inference speed by 15\%, training by more.",
         "improves inference speed by 15%"),
        ("Our method achieves 85.2% accuracy on ImageNet.", "achieves 85.2% accuracy on ImageNet"),
        ("It achieves an FID of 22.1, surpassing others.", "achieves an FID of 22.1"),
        ("Our model improves PASS@100 from 35.5% to 44.5% for GSM8K.",
         "improves PASS@100 from 35.5% to 44.5%"),
        ("We obtain an average improvement of 16% in accuracy.",
         "obtain an average improvement of 16% in accuracy"),
        ("Results are good on all data sets.", None),
        ("It yields accuracy gains of 12.10, 6.51, and 2.85 on all sets.", None),
        ("It is good, increasing major@20 accuracy.", None),
        ("It saves about 45%.", None),
        ("It saves about 25% inference FLOPs.", "saves about 25% inference FLOPs"),
        ("We achieve improvements up to 24.2% on the GSM8K dataset.",
         "achieve improvements up to 24.2% on the GSM8K dataset"),
        ("It outperforms DistilGPT2, while reducing the cost by 30%.", "reducing the cost by 30%"),
        ("GPT-4 is better than our model, reducing the cost by 30%.", None),
        ("Earlier models beat our model, reducing the cost by 30%.", None),
        ("It achieves a 7% increase.", None),
        ("On trees, we get improvements of 7%.", None),
        ("It yields 10% improvements in terms of the F1.", None),
        ("It improves tasks that require more complex reasoning, including reading (+8%).", None),
        ("We use 16 datasets and 3 models.", None),
        ("In 2020 we began.", None),
    ],
)  # fmt: skip
def test_headline(text: str, wanted: str | None) -> None:
    assert best(text, "EchoAtt") == wanted


def test_any_sentence_of_the_work_may_have_the_figure() -> None:
    text = "It is good. It cuts memory by 50%."
    made = headline(stated(text), [(0, 11)])
    assert made and made.text == "cuts memory by 50%"


def test_the_first_sentence_with_a_figure_wins() -> None:
    text = "It is good. It cuts memory by 50%. It cuts time by 20%."
    assert best(text) == "cuts memory by 50%"


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit", "what", "on"),
    [
        ("Our method improves training speed by 15 %.", "change", "15", "%", "training speed", ""),
        ("We observe a 25 times inference acceleration.", "change", "25", "times", "inference", ""),
        ("It achieves an FID of 22.1.", "level", "22.1", "", "FID", ""),
        ("It achieves an accuracy of 54.6% on FRMT.", "level", "54.6", "%", "accuracy", "FRMT"),
        ("It attains 86.4 % accuracy on the ImageNet dataset.", "level", "86.4", "%", "accuracy",
         "ImageNet dataset"),
        ("We introduce a benchmark of 1,200 questions.", "scale", "1,200", "", "questions", ""),
        ("Our model is trained on 435 billion tokens.", "scale", "435", "billion", "tokens", ""),
        ("It retains 99% accuracy on SQuAD 2.0.", "level", "99", "%", "accuracy", "SQuAD 2.0"),
        ("Our model outperforms them by 4.3 points in F1.", "change", "4.3", "points", "F1", ""),
        ("We achieve 16.8% higher recall.", "change", "16.8", "%", "recall", ""),
    ],
)  # fmt: skip
def test_a_number_has_its_unit_and_what_it_measures(
    text: str, kind: str, number: str, unit: str, what: str, on: str
) -> None:
    (found,) = [fact for fact in stated(text) if fact.number]
    assert (found.kind, found.number and found.number.text) == (kind, number)
    assert found.label == unit
    assert (found.what.text if found.what else "") == what
    assert (found.on.text if found.on else "") == on


@pytest.mark.parametrize(
    "text",
    [
        "Our model is better, compared to 23% accuracy of GPT-4.",
        "Our model is right, while GPT-4 achieves 23% accuracy.",
        "GPT-4 achieves an accuracy of 54%.",
        "Existing methods reduce the cost by 12%.",
        "The best model achieves an accuracy of 54%.",
        "Even the strongest systems reach only 37% accuracy.",
        "Humans achieve an accuracy of 92%.",
        "Our model could reduce the cost by 12%.",
        "Our model does not improve accuracy by 12%.",
        "Our goal is to reduce the cost by 12%.",
        "Our model improves accuracy by 3.6%, when data are rare.",
        "We evaluate on the WIKI dataset of 700 biographies.",
        "It obtains an accuracy of 0.2 degrees.",
        "It obtains less than 40.9 mAP baseline accuracy.",
        "It keeps 50% of the improvement.",
        "We reduce the mean top 1 error rate.",
        "It reduces cutting and air distance by more than 0.6% ∼ 2.7%.",
        "Our model outperforms them by up to 26.35% relative error.",
    ],
)
def test_what_is_of_another_or_under_a_condition_is_no_fact(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QuickTree achieves an accuracy of 54%.", "QuickTree"),
        ("Compared to GPT-4, our model achieves an accuracy of 54%.", None),
        ("Experiments on WSJ show that it achieves an accuracy of 54%.", None),
        ("The parser is small, while achieving an accuracy of 54%, which we like.", "The parser"),
    ],
)
def test_what_the_work_does_is_its_own(text: str, name: str | None) -> None:
    assert said(text, name) in (["achieves an accuracy of 54%"], ["achieving an accuracy of 54%"])


def test_background_states_no_facts() -> None:
    text = "We achieve an accuracy of 54% on the WSJ corpus."
    assert facts(text, sentence_spans(text), ["background"], None) == ()
    assert {fact.kind for fact in stated(text)} == {"level", "data"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We evaluate on the GLUE benchmark.", ["GLUE"]),
        ("Experiments on GSM8K, MathQA, and SVAMP datasets show it.",
         ["GSM8K", "MathQA", "SVAMP"]),
        ("We test on several benchmarks, including CIFAR100, Stanford Cars, and FGVC-Aircraft.",
         ["CIFAR100", "Stanford Cars", "FGVC-Aircraft"]),
        ("We use two datasets: MSVD and MSR-VTT.", ["MSVD", "MSR-VTT"]),
        ("On the CIFAR-10 image classification dataset it wins.", ["CIFAR-10"]),
        ("It wins on the Penn Tree Bank (PTB) corpus.", ["Penn Tree Bank (PTB)"]),
        ("It wins on the Waymo Open Dataset.", ["Waymo Open Dataset"]),
        ("Unlike existing datasets such as SQuAD, ours is large.", []),
        ("While benchmarks such as TruthfulQA test facts, we do not.", []),
        ("It is tested on the English and German datasets.", []),
        ("We introduce the new QuickBank dataset.", []),
        ("It is good on VQA and NLI benchmarks.", []),
        ("It wins on the SuperGLUE benchmark (July 3, 2021).", ["SuperGLUE"]),
        ("The score on HPSv2's test set is high.", ["HPSv2"]),
    ],
)  # fmt: skip
def test_data_sets_are_named(text: str, wanted: list[str]) -> None:
    assert [text[slice(*span)] for span, sure in named(text) if sure] == wanted


def test_a_name_that_is_not_called_data_is_unsure() -> None:
    text = "It reaches 36.6 AP on COCO, and is based on Mistral-7B."
    assert [(text[slice(*span)], sure) for span, sure in named(text)] == [("COCO", False)]


def test_what_a_level_is_reached_on_is_data() -> None:
    facts = stated("Our model achieves an accuracy of 54.6% on FRMT.")
    assert [(fact.kind, fact.said.text) for fact in facts][1:] == [("data", "FRMT")]


def test_what_the_work_introduces_is_not_what_it_is_tested_on() -> None:
    text = "We test it on the QuickBank and WSJ datasets."
    assert [fact.said.text for fact in stated(text, "QuickBank")] == ["WSJ"]


@pytest.mark.parametrize("text", ["English", "VQA", "A", "July 3", "LLMs", "71M Lean", "Our X"])
def test_no_name_of_data(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "wanted", "to"),
    [
        ("Code: https://github.com/a/b.", "https://github.com/a/b", "code"),
        ("Code is at https://github.com/a/b.We thank all.", "https://github.com/a/b", "code"),
        ("Code (https://a.b/c_d) is there.", "https://a.b/c_d", "code"),
        ("See github.com/Owner/Repo for more.", "github.com/Owner/Repo", "repository"),
        ("Our code for the new dataset: https://a.bc/de", "https://a.bc/de", "code"),
        ("We open-source our model at https://a.bc/de", "https://a.bc/de", "model"),
        ("A list of papers is at https://github.com/a/b", "https://github.com/a/b", "page"),
        ("See https://x.github.io/page/ now", "https://x.github.io/page/", "page"),
        ("See https://huggingface.co/datasets/a/b", "https://huggingface.co/datasets/a/b", "data"),
        (r"Videos are at \url{https://a.bc/de}.", "https://a.bc/de", "demo"),
        ("Our code and data are at https://a.bc/de.", "https://a.bc/de", "code and data"),
        ("Our model, code, and datasets are at https://a.bc/de", "https://a.bc/de",
         "model, code and data"),
        ("We use models with our available code at https://a.bc/de", "https://a.bc/de", "code"),
        ("Our model is good. The dataset is at https://a.bc/de", "https://a.bc/de", "data"),
    ],
)  # fmt: skip
def test_links_lead_to_what_the_words_say(text: str, wanted: str, to: str) -> None:
    assert [(text[slice(*span)], kind) for span, kind in links(text)] == [(wanted, to)]


@pytest.mark.parametrize(
    "text",
    ["Mail me at a@github.com or javascript:alert(1).", "ftp://a.b/c and file:///etc", "No link."],
)
def test_no_link(text: str) -> None:
    assert list(links(text)) == []


def test_two_addresses_are_two_links() -> None:
    text = "Code is at https://github.com/a/b; the data at https://a.bc/de."
    assert [kind for _, kind in links(text)] == ["code", "data"]


PIECES = st.sampled_from(
    ["our model ", "achieves ", "improves ", "accuracy ", "of ", "by ", "on ", "the ", "12.5", "%",
     "\\%", "$", " points ", "ImageNet ", "dataset ", "such as ", ", ", ". ", "(", ")", "and ",
     "https://github.com/a/b", "é", "漢", "\u202e", "{", "3x ", "from ", "to ", "benchmark of "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_every_part_of_a_fact_is_a_span_that_replays(text: str) -> None:
    for fact in stated(text, "ImageNet"):
        for each in (fact.said, fact.number, fact.what, fact.on):
            if each is not None:
                assert 0 <= each.start < each.end <= len(text)
                assert replay(text, each.start, each.end, each.edits) == each.text


def test_a_hostile_sentence_takes_no_time() -> None:
    texts = ("our model improves " + "a b " * 3000 + "by 3%", "1% and " * 3000, "A, " * 5000 + "on")
    begun = time.process_time()
    for text in texts:
        list(measures(text, None))
        list(named(f"On {text} data"))
    assert time.process_time() - begun < 5
