"""`expand`: at first use a bare short form is written with its long form from the same abstract."""

import re
from collections.abc import Iterable

from review.model import Edit, Op

OP: Op = "expand"

GENERAL = frozenset(
    """2D 3D 4D AI ML DL NLP CV RL LLM LLMs MLLM MLLMs VLM VLMs PLM PLMs LM LMs GPT BERT CNN CNNs
    DNN DNNs RNN RNNs GNN GNNs GAN GANs MLP LSTM SVM ViT ViTs QA GPU GPUs CPU CPUs API APIs IoT HPC
    SOTA USA UK EU UN WHO HIV AIDS DNA RNA MRI CT PCR ECG EEG COVID-19 SARS-CoV-2 PDF HTML XML JSON
    SQL URL GPS RGB SGD ADAM PCA ICU BMI""".split()
)
"""Short forms that readers of any field know, or whose meaning a reader would not look for."""

COMMON = frozenset(
    """
    abstract action active adaptive adversarial alternating approximate artificial atomic
    augmented automated automatic autonomous bag-of-words belief binary catastrophic center
    central chain-of-thought clinical cognitive combinatorial computational computer conditional
    constrained constraint contextual continual continuous contrastive control convolutional
    cooperative covariance cross-modal data deep degree degree-of-freedom degrees-of-freedom
    deterministic difference differentiable differential differentially diffusion digital direct
    directed discrete distributed distributionally domain dual dynamic early-exiting
    electromyography electronic empirical entity evidence expectation extended face facial fast
    feature federated few-shot field finite force fully functional gated generalized generative
    genetic geometric global gradient graph graphical group hidden hierarchical high
    high-performance high-resolution human human-robot hybrid image imitation implicit
    in-context in-distribution independent inertial infinite information integer inverse
    iterative joint k-nearest kernel knowledge language large large-scale latent learning least
    least-squares linear local long low low-resolution machine magnetic magnetically masked
    maximin maximum mean medical micro minimally minimum mixed-integer mixture model model-based
    multi-agent multi-armed multi-label multi-modal multi-object multi-objective multi-robot
    multi-step multi-task multi-view multilingual multimodal multiple multivariate mutual named
    natural nearest negative neural nonlinear numerical object online open optical optimal
    ordinary out-of-distribution parallel parameter-efficient partial partially particle
    physical physics-informed point post-training pre-trained pre-training predictive pretrained
    principal probabilistic proximal quadratic quantization-aware question question-answering
    radial random rapidly-exploring re-identification recurrent recursive region reinforcement
    relation reproducing residual retrieval-augmented robot robotic robust root satisfiability
    scanning selective self-supervised semantic semi-supervised semidefinite sequential series
    shape signal-to-noise signed simultaneous single singular small sparse spatial
    spatio-temporal speech spiking state state-of-the-art statistical stochastic structural
    structured super-resolution supervised support surface task temporal tensor test-driven text
    text-to-speech time time-of-flight transfer truncated ultra-wideband unmanned unscented
    unsupervised variable variational vector video virtual vision vision-language visual
    visual-inertial weighted wheeled word zero zero-shot
    """.split()
)
"""Words with which long forms begin that stand in small letters inside a sentence."""

_OPEN = re.compile(r"(?<![\w\-/(‐–&])")
_CLOSED = re.compile(r"(?![\w\-/)‐–&(’'+*^]|\s*[(]|\s+[A-Z][a-z])")
_ONE = re.compile(r"\b(?:an?|one|each|every|another)(?: [\w-]+){0,2} \Z", re.IGNORECASE)
_NO_NOUNS = frozenset(
    "to for of in on with by from at and or as is are that which via into".split()
)
_NAMING = ("called", "named", "termed", "dubbed")


def expansions(
    text: str, start: int, acronyms: Iterable[tuple[str, str]], name: str | None, abstract: str
) -> list[Edit]:
    """Return an edit for the first bare use of each short form that `text` does not explain.

    Nothing before `start` is touched, nor the work's own `name`; `abstract` holds the long forms.
    """
    edits = []
    for short, long in acronyms:
        if short in GENERAL or short == name or short not in text or not _plain(short, long):
            continue
        if long not in abstract or long.casefold() in text.casefold():
            continue
        place = _bare(text, start, short)
        written = _written(text, start, place, long, abstract) if place is not None else None
        if place is not None and written:
            edits.append(Edit(OP, place, place + len(short), f"{written} ({short})"))
    return edits


def fits(before: str, to: str, abstract: str) -> bool:
    """Say whether `to` is the short form `before` after a long form that stands in `abstract`."""
    tail = f" ({before})"
    long = to.removesuffix(tail)
    if not before or not long or long == to:
        return False
    return long in abstract or f"{long[0].swapcase()}{long[1:]}" in abstract


def _plain(short: str, long: str) -> bool:
    """Whether a pair is fit to print: no brackets, not too long, no word of it missing."""
    words = re.split(r"[ -]", long)
    capitals = sum(character.isupper() for character in short)
    if 1 < len(words) < capitals:
        return False
    return (
        2 <= len(short) <= 12 and len(long) <= 80 and not re.search(r"[()\[\]{}\\$\"“”.;:]", long)
    )


def _bare(text: str, start: int, short: str) -> int | None:
    """Where `short` first stands alone."""
    place = text.find(short, start)
    while place >= 0:
        if _OPEN.match(text, place) and _CLOSED.match(text, place + len(short)):
            return place
        place = text.find(short, place + 1)
    return None


def _written(text: str, start: int, place: int, long: str, abstract: str) -> str | None:
    """The long form as it fits at `place`, its first letter raised or lowered; None if it does not.

    A first letter that once began a sentence is lowered only where the word is a common one.
    """
    short, *after = text[place:].split(" ")[:2]
    if after == long.split()[-1:]:
        return None
    first = place == start
    before = text[start:place].rstrip().rpartition(" ")[2]
    inside = not first and before[:1].isupper() and before != text[start:].split(" ", 1)[0]
    if inside or before in _NAMING:
        return None
    many = _many(long) and not _many(short.rstrip(",.;:"))
    if first:
        if not long[0].islower() or not long.split(maxsplit=1)[0].islower():
            return long
        return None if many else f"{long[0].upper()}{long[1:]}"
    if not _title(long):
        if not _common(long.split(maxsplit=1)[0], abstract):
            return None
        long = f"{long[0].lower()}{long[1:]}"
    attribute = bool(after) and after[0].isalpha() and after[0] not in _NO_NOUNS
    if many and not attribute and _ONE.search(text[start:place]):
        return None
    if before.lower() in ("a", "an") and (before.lower() == "an") != (long[:1].lower() in "aeiou"):
        return None
    return long


def _many(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "is"))


def _common(word: str, abstract: str) -> bool:
    """Whether a capitalised word is written small inside sentences."""
    lower = f"{word[0].lower()}{word[1:]}"
    return lower in COMMON or bool(re.search(rf"(?<![\w-]){re.escape(lower)}(?![\w-])", abstract))


def _title(long: str) -> bool:
    """Whether a long form is a name, not words that once began a sentence."""
    words = long.split()
    return not long[:1].isupper() or len(words) == 1 or words[-1][:1].isupper()
