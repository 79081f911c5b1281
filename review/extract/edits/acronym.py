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
_COMMON = re.compile(
    r"(?:ed|ing|ive|al|ly|ous|able|ible|tion|ment|ity|ance|ence|ary)\Z|\A(?:Multi|Semi|Un|Self|Non|"
    r"Low|High|Deep|Few|Zero|One)[a-z]*\Z"
)
"""First words of long forms that are no names."""

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
        inner = long if place == start else _lowered(long, abstract)
        if place is not None and _suits(text, start, place, inner, abstract):
            edits.append(Edit(OP, place, place + len(short), f"{inner} ({short})"))
    return edits


def _lowered(long: str, abstract: str) -> str:
    """The long form with the first letter that it has inside a sentence.

    One that only began a sentence ("Event extraction (EE)") is lowered where its first word is
    surely no name: by its ending, or as the abstract has it in lower case too.
    """
    if _title(long, abstract):
        return long
    first = re.split(r"[ -]", long)[0]
    low = f"{long[0].lower()}{long[1:]}"
    common = _COMMON.search(first) or re.search(rf"(?<![\w-]){re.escape(first.lower())}", abstract)
    return low if common and first[1:].islower() else long


def fits(before: str, to: str, abstract: str) -> bool:
    """Say whether `to` is the short form `before` after a long form that stands in `abstract`.

    There the long form may begin a sentence.
    """
    tail = f" ({before})"
    long = to.removesuffix(tail)
    if not before or not long or long == to:
        return False
    return long in abstract or f"{long[0].upper()}{long[1:]}" in abstract


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


def _suits(text: str, start: int, place: int, long: str, abstract: str) -> bool:
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
    if long[0].islower() if first else not _title(long, abstract):
        return False
    attribute = bool(after) and after[0].isalpha() and after[0] not in _NO_NOUNS
    if many and not attribute and _ONE.search(text[start:place]):
        return False
    vowel = long[:1].lower() in "aeiou"
    return before.lower() not in ("a", "an") or (before.lower() == "an") == vowel


def _many(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "is"))


def _title(long: str, abstract: str) -> bool:
    """Whether a long form is a name, not words that once began a sentence."""
    words = long.split()
    if not long[:1].isupper() or len(words) == 1 or words[-1][:1].isupper():
        return True
    return bool(re.search(rf"[a-z,] {re.escape(long)}", abstract))
