import pytest

from review.extract.acronyms import acronyms, long_form


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
