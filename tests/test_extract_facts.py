import pytest

from review.extract.acronyms import acronyms, long_form
from review.extract.facts import code, headline
from review.text.spans import sentence_spans


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
        ("Results are good on all data sets.", None),
        ("It yields accuracy gains of 12.10, 6.51, and 2.85 on all sets.", None),
        ("It is good, increasing major@20 accuracy.", None),
        ("It saves about 45%.", None),
        ("It improves tasks that require more complex reasoning, including reading (+8%).", None),
        ("We use 16 datasets and 3 models.", None),
        ("In 2020 we began.", None),
    ],
)  # fmt: skip
def test_headline(text: str, wanted: str | None) -> None:
    made = headline(text, sentence_spans(text))
    assert (made.text if made else None) == wanted


def test_the_first_sentence_with_a_figure_wins() -> None:
    text = "It is good. It cuts memory by 50%. It cuts time by 20%."
    made = headline(text, sentence_spans(text))
    assert made and made.text == "cuts memory by 50%"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Code: https://github.com/a/b.", "https://github.com/a/b"),
        ("Code is at https://github.com/a/b.We thank all.", "https://github.com/a/b"),
        ("Code (https://a.b/c_d) is there.", "https://a.b/c_d"),
        ("See github.com/Owner/Repo for code.", "github.com/Owner/Repo"),
        ("See https://x.github.io/page/ now", "https://x.github.io/page/"),
        (r"at \url{https://a.bc/de}.", "https://a.bc/de"),
        ("Mail me at a@github.com or javascript:alert(1).", None),
        ("ftp://a.b/c and file:///etc", None),
        ("No link.", None),
    ],
)
def test_code(text: str, wanted: str | None) -> None:
    made = code(text)
    assert (made.text if made else None) == wanted
    if made:
        assert text[made.start : made.end] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We use Large Language Models (LLMs).", (("LLMs", "Large Language Models"),)),
        ("Non-Gaussian Component Analysis (NGCA) works.",
         (("NGCA", "Non-Gaussian Component Analysis"),)),
        ("We use SGD (stochastic gradient descent).", (("SGD", "stochastic gradient descent"),)),
        ("A low-rank adaptation (LoRA) of models.", (("LoRA", "low-rank adaptation"),)),
        ("It is fast (see below) and (2020) old.", ()),
        ("We use models (BERT).", ()),
        ("The sum (a+b) is (A).", ()),
        ("Neural nets (NN) and neural nets (NN).", (("NN", "Neural nets"),)),
        ("At the International Contest in Counting (ICC).",
         (("ICC", "International Contest in Counting"),)),
        ("We use slow cyclic case learning (CCL).", (("CCL", "cyclic case learning"),)),
        ("It beats models (X-1) as well as models tuned on medical data (Med-PaLM).", ()),
        ("We read, see and refine visual (frames), audio (ASR).", ()),
        ("We use named entity recognition (NER).", (("NER", "named entity recognition"),)),
        ("We use an electrocardiogram (ECG).", (("ECG", "electrocardiogram"),)),
        ("On MultiAbQA answer questions (AbQA).", ()),
        ("We use language models~(LMs).", (("LMs", "language models"),)),
        ("We use small-scale Mixed Models (s-MM).", (("s-MM", "small-scale Mixed Models"),)),
    ],
)  # fmt: skip
def test_acronyms(text: str, wanted: tuple[tuple[str, str], ...]) -> None:
    assert acronyms(text) == wanted


def test_long_forms_stand_in_the_text() -> None:
    text = "We train a multi-modal large language model"
    made = long_form("MLLM", text)
    assert made == "multi-modal large language model"
    assert made in text


def test_a_long_form_never_crosses_a_sentence() -> None:
    assert long_form("ABC", "Alpha beta. Care") is None
