"""Links to what a work gives away, told apart by the words around them."""

import re
from collections.abc import Iterator

_URL = re.compile(
    r"(?:https?://|(?<![\w./@])(?:www\.)?(?:github|gitlab|huggingface)\.(?:com|io|co)/)[^\s{}<>\"”’]+"
)
_HOSTS = ("http", "github", "gitlab", "huggingface")
_STRIP = ".,;:!?)]}'*’\"”"
_GLUED = re.compile(r"\.(?=[A-Z][a-z]*\Z)|\.(?=(?:We|The|Our|In|This)\b)")
_WORDS = (
    ("code", re.compile(r"\b(?:codes?|codebase|implementations?|software|scripts?|toolkit|library|"
                        r"package)\b", re.I)),
    ("data", re.compile(r"\b(?:data|data\s?sets?|datasets?|corpus|corpora|benchmarks?|annotations?|"
                        r"questions|test\s?sets?)\b", re.I)),
    ("model", re.compile(r"\b(?:models?|weights|checkpoints?)\b", re.I)),
    ("page", re.compile(r"\b(?:lists?|papers|surveys?|websites?|homepage|project page)\b", re.I)),
    ("demo", re.compile(r"\b(?:demos?|videos?|audio samples|samples|demonstrations?)\b", re.I)),
)  # fmt: skip
_PAGES = (
    ("data", re.compile(r"huggingface\.co/datasets/|zenodo\.|figshare\.|kaggle\.com/")),
    ("model", re.compile(r"huggingface\.co/(?!datasets|spaces)")),
    ("page", re.compile(r"\b(?:lists?|papers|surveys?|websites?|homepage|project page)\b", re.I)),
    ("demo", re.compile(r"youtu\.?be|huggingface\.co/spaces/")),
    ("repository", re.compile(r"(?:github|gitlab|bitbucket)\.(?:com|org)/")),
)
_AND = re.compile(
    r"\W*(?:(?:and|as well as|our|the|all|source|trained|training|pre-?trained|\w+ed)\W+)*"
)
_FOR = re.compile(r"\s(?:for|of)\s(?:\S+\s){0,3}")
_AROUND = 160
_END = re.compile(r"[.!?]\s(?=[A-Z])|[;\n]")


def links(abstract: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the span of each address, and what it leads to: "code", "data" … or "page".

    Several things at one address are named together: "code and data".
    """
    if not any(host in abstract for host in _HOSTS):
        return
    before = 0
    for found in _URL.finditer(abstract):
        end = found.start() + len(_address(found[0]))
        if "." in abstract[found.start() : end] and end - found.start() > 12:
            yield (found.start(), end), _kind(abstract, before, found.start(), end)
        before = end


def _address(text: str) -> str:
    """What of `text` is the address, without the stop or the sentence glued to it."""
    glued = _GLUED.search(text, 12)
    text = (text[: glued.start()] if glued else text).rstrip(_STRIP)
    return text[: text.rindex(")")] if text.count("(") < text.count(")") else text


def _kind(abstract: str, before: int, start: int, end: int) -> str:
    """What the words of its sentence say that an address leads to; else what its host says."""
    said = abstract[max(before, start - _AROUND) : start]
    breaks = [stop.end() for stop in _END.finditer(said)]
    said = said[breaks[-1] :] if breaks else said
    kinds = _listed(said)
    if not kinds:
        kinds = [kind for kind, host in _PAGES if host.search(abstract, start, end)][:1]
    return ", ".join((*kinds[:-2], " and ".join(kinds[-2:]))) or "page"


def _purpose(said: str, found: list[tuple[int, int, str]], start: int) -> bool:
    """Whether the thing named at `start` is only what another is for: "code for the dataset"."""
    return any(_FOR.fullmatch(said, end, start) for _, end, _ in found if end < start)


def _listed(said: str) -> list[str]:
    """The things named last, together: "our code, data and models are at"."""
    found = sorted((m.start(), m.end(), kind) for kind, each in _WORDS for m in each.finditer(said))
    found = [each for each in found if not _purpose(said, found, each[0])]
    kinds = [kind for _, _, kind in found[-1:]]
    for (_, end, kind), (start, _, _) in zip(found[-2::-1], found[:0:-1], strict=True):
        if not _AND.fullmatch(said, end, start):
            break
        kinds.insert(0, kind)
    return list(dict.fromkeys(kinds))
