import pytest

from review.extract.features import look
from review.extract.name import coinage, introduced


def name(title: str, *texts: str) -> str | None:
    return introduced(title, texts, [look(text) for text in texts])


INTRODUCED = [
    ("BOOT: Data-free Distillation", "In this work, we present a technique called BOOT.", "BOOT"),
    ("Fast Students", "We present FerKD, a novel distillation framework.", "FerKD"),
    ("Fast Students", "We propose a new method, named GarDiff, for images.", "GarDiff"),
    ("Fast Students", "We propose Hard Patches Mining (HPM), which predicts losses.", "HPM"),
    (
        "Students",
        "To solve this, we propose dynamic contrastive distillation (DCD) for retrieval.",
        "DCD",
    ),
    (
        "Students",
        "In this study, a multi-perspective course learning (MCL) method is proposed. "
        "MCL achieves more.",
        "MCL",
    ),
    ("Students", "We propose a method based on nearest neighbours, or LOOK for short.", "LOOK"),
    ("Students", "Our approach, T-JEPA, relies on prediction. T-JEPA is fast.", "T-JEPA"),
    (
        "Students",
        "We introduce a novel method, Self Positioning, which searches. Self Positioning is fast.",
        "Self Positioning",
    ),
    ("Matching", "We present Ditto, a novel entity matching system. Ditto is fast.", "Ditto"),
    ("A Study", "This paper presents Aurora-M, a 15B parameter model.", "Aurora-M"),
    (
        "A Study",
        "We open-source a dataset named OptMATH. OptMATH is large.",
        "OptMATH",
    ),
]
NAMELESS = [
    ("On Scaling", "We study the scaling of Large Language Models (LLMs)."),
    ("On Scaling", "We propose a new method for Graph Neural Networks (GNNs)."),
    ("On Scaling", "Large Language Models (LLMs) are big. We use BERT and GPT-4 to test it."),
    ("On Scaling", "We propose an LSTM model for trajectories. The LSTM is trained end to end."),
    ("A Survey of Vision Transformers (ViT)", "We present a survey of Vision Transformers (ViT)."),
    ("Pretraining: What Matters", "We investigate what matters in pretraining."),
    ("", "Nothing is introduced."),
    ("On Chatbots", "We leverage data from open projects, namely Alpaca, GPT4All, and others."),
    ("On Code", "We propose Named Entity Recognition (NER) adapters for code models."),
    ("ICQR: In-Context Learning of Queries", "We analyze the states of a model."),
    ("Anna's First Course: Small Models", "We focus on two aspects of the data of Anna."),
    ("Only a Title", ""),
]


@pytest.mark.parametrize(("title", "text", "wanted"), INTRODUCED)
def test_what_is_introduced_is_named(title: str, text: str, wanted: str) -> None:
    assert name(title, *text.split(". ")) == wanted


@pytest.mark.parametrize(("title", "text"), NAMELESS)
def test_in_doubt_there_is_no_name(title: str, text: str) -> None:
    assert name(title, text) is None


def test_what_was_there_before_is_not_introduced() -> None:
    assert (
        name("T", "CLIP is a strong model.", "We propose CLIP adapters, CLIP, for images.") is None
    )


def test_a_name_is_not_written_as_links_write_it() -> None:
    text = "We propose a fast net. See https://github.com/some/sknet and https://sknet.github.io"
    assert name("SKNET: Small Nets", text) == "SKNET"


def test_the_name_is_written_as_the_abstract_writes_it() -> None:
    made = name("POWERNET: Small Models", "We propose PowerNet, a model.", "PowerNet is small.")
    assert made == "PowerNet"


@pytest.mark.parametrize(
    ("word", "strength"),
    [("EchoAtt", 2), ("GPT-2", 2), ("Ditto", 1), ("model", 0), ("CNNs", 0), ("15", 0), ("We", 0)],
)
def test_coinage(word: str, strength: int) -> None:
    assert coinage(word) == strength
