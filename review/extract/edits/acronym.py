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


_OPEN = r"(?<![\w\-/(‐–&])"
_CLOSED = r"(?![\w\-/)‐–&(’']|\s*[(]|\s+[A-Z][a-z])"
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
        place = _bare(text, start, short, long)
        if place is not None:
            edits.append(Edit(OP, place, place + len(short), f"{long} ({short})"))
    return edits


def fits(before: str, to: str, abstract: str) -> bool:
    """Say whether `to` is the short form `before` after a long form that stands in `abstract`."""
    tail = f" ({before})"
    return (
        bool(before) and to.endswith(tail) and len(to) > len(tail) and to[: -len(tail)] in abstract
    )


def _plain(short: str, long: str) -> bool:
    """Whether a pair is fit to print: no brackets, not too long, no word of it missing."""
    words = re.split(r"[ -]", long)
    capitals = sum(character.isupper() for character in short)
    if 1 < len(words) < capitals:
        return False
    return (
        2 <= len(short) <= 12 and len(long) <= 80 and not re.search(r"[()\[\]{}\\$\"“”.;:]", long)
    )


def _bare(text: str, start: int, short: str, long: str) -> int | None:
    """Where `short` first stands alone, if the long form fits there."""
    found = re.compile(rf"{_OPEN}{re.escape(short)}{_CLOSED}").search(text, start)
    if found is None or text[found.end() :].split(" ")[1:2] == long.split()[-1:]:
        return None
    first = found.start() == start
    if first != long[:1].isupper() and (first or not _title(long)):
        return None
    before = text[start : found.start()].rstrip().rpartition(" ")[2]
    if before.lower() in ("a", "an") and (before.lower() == "an") != (long[:1].lower() in "aeiou"):
        return None
    inside = not first and before[:1].isupper() and before != text[start:].split(" ", 1)[0]
    return None if inside or before in _NAMING else found.start()


def _title(long: str) -> bool:
    """Whether a long form is a name, not words that once began a sentence."""
    words = long.split()
    return not long[:1].isupper() or len(words) == 1 or words[-1][:1].isupper()
