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

    Nothing before `start` is touched, nor the work's own `name` as the subject; `abstract` holds
    the long forms.
    """
    edits = []
    for short, long in acronyms:
        if short in GENERAL or short not in text or not _plain(short, long):
            continue
        if long not in abstract or long.casefold() in text.casefold():
            continue
        place = _bare(text, start, short)
        if place == start and short == name:
            continue
        if place is not None and _suits(text, start, place, long):
            edits.append(Edit(OP, place, place + len(short), f"{long} ({short})"))
    return edits


def fits(before: str, to: str, abstract: str) -> bool:
    """Say whether `to` is the short form `before` after a long form that stands in `abstract`."""
    tail = f" ({before})"
    long = to.removesuffix(tail)
    if not before or not long or long == to:
        return False
    return long in abstract


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


def _suits(text: str, start: int, place: int, long: str) -> bool:
    """Whether the long form reads well in place of the short one at `place`, to the letter."""
    short, *after = text[place:].split(" ")[:2]
    if after == long.split()[-1:]:
        return False
    first = place == start
    before = text[start:place].rstrip().rpartition(" ")[2]
    inside = not first and before[:1].isupper() and before != text[start:].split(" ", 1)[0]
    if (inside and before not in GENERAL) or before in _NAMING:
        return False
    many = _many(long) and not _many(short.rstrip(",.;:"))
    if first and long[0].islower():
        return False
    attribute = bool(after) and after[0].isalpha() and after[0] not in _NO_NOUNS
    if many and not attribute and _ONE.search(text[start:place]):
        return False
    vowel = long[:1].lower() in "aeiou"
    return before.lower() not in ("a", "an") or (before.lower() == "an") == vowel


def _many(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "is"))
