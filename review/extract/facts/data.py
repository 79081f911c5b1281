"""Data sets and benchmarks that a work speaks of as its own set-up, each a span of a sentence."""

import re
from collections.abc import Iterator

from review.extract.facts.measure import Span

_FIRST = r"(?<![\w-])(?=[^\s,;:()]*[A-Z])[A-Za-z0-9](?:[\w+*'’/.@&-]*[\w+*])?(?![\w-])"
_FURTHER = (
    r"(?:(?=[^\s,;:()]*[A-Z])[A-Za-z0-9](?:[\w+*'’/.@&-]*[\w+*])?|v?\d[\w.]*\w|v?\d)(?![\w-])"
)
_NAME = rf"{_FIRST}(?:\s{_FURTHER}){{0,3}}(?:\s\([A-Z][\w-]*\))?"
_ONE = r"(?:dataset|data\s?set|benchmark|corpus|test\s?set|test\s?suite|leaderboard)\b"
_MANY = r"(?:benchmark\s)?(?:datasets|data\s?sets|benchmarks|corpora|test\s?sets|test\s?suites)\b"
_LIST = rf"(?P<names>{_NAME}(?:(?:,\s|,?\s(?:and|&|or)\s)(?:the\s)?{_NAME})*)"
_TWO = rf"(?P<names>{_NAME}(?:,\s(?:the\s)?{_NAME})*,?\s(?:and|&)\s(?:the\s)?{_NAME})"
_ENDS = (
    r"(?=[.,;)]|$|\s(?:and|with|show|demonstrat|in|using|while|for|by|when|without|at|as|is|are|"
    rf"{_ONE}|{_MANY})\b)"
)

_SURE = (
    re.compile(rf"\b[Tt]he\s(?:\w+-\w+\s|popular\s|public\s|\w+ly\s){{0,2}}(?P<names>{_NAME})\s"
               rf"(?:[a-z][\w-]*\s){{0,2}}?{_ONE}"),
    re.compile(rf"\b(?:on|from|using)\s(?P<names>{_NAME})\s{_ONE}"),
    re.compile(rf"\b(?:[Oo]n|from|using|including|the|like|across|over|with)\s(?:the\s)?{_TWO}\s"
               rf"{_MANY}"),
    re.compile(rf"\b{_MANY},?\s(?:such\sas|including|like|namely|e\.g\.,?|i\.e\.,?)\s(?:the\s)?"
               rf"{_LIST}{_ENDS}"),
    re.compile(rf"\b{_MANY}(?::\s|\s\((?:e\.g\.,?\s|i\.e\.,?\s|namely\s)?)(?:the\s)?{_LIST}"
               r"(?=[.,;)]|\s(?:show|demonstrat|and)|$)"),
)  # fmt: skip
"""How names stand beside the word that says they are data."""

_OFTEN = re.compile(rf"(?<!ased )\b(?:[Oo]n|across)\s(?:the\s)?{_LIST}{_ENDS}")
_EACH = re.compile(_NAME)
_GATE = re.compile(r"data|benchmark|corp|test\s?s|leaderboard")
_ELSE = re.compile(
    r"\b(?:existing|prior|previous|unlike|current|compared|than|traditional|pre-?train\w*|widely|"
    r"common\w*|lack\w*|many|most|past|similar\sto|other|initiali[sz]\w*|known|available|while|although|despite|though|beyond|build\w*|rel(?:y|ies)|focus\w*)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:introduc\w*|propos\w*|present\w*|creat\w*|releas\w*|call\w*|construct\w*|build|built|develop\w*)"
    r"\s(?:\S+\s){0,8}\Z"
)
_NO_NAME = frozenset(
    """
    nlp nlu nlg nli vqa qa mt nmt smt asr tts ocr mri ct eeg ecg rl llm llms ai ml cv ir re
    ner pos gec sts rc kg kgs ehr ehrs gpu gpus cpu ood iid id rgb rgb-d rgbd lidar 2d 3d 4d
    us uk eu un web internet python java javascript sql c c++ html cifar i ii iii iv v
    state-of-the-art sota our we the this these both all each github atari x-ray mbti
    covid-19 covid api apis gan gans cnn cnns iot sar hsi uav in-domain out-of-domain multi
    multi-domain cross-domain open-domain non-iid hpc fmri dna rna bert gpt gpt-4 chatgpt
    gpt-3 llama lora clip t5 roberta transformer transformers bayesian gaussian twitter
    reddit facebook youtube wikipedia instagram weibo google amazon
    """.split()
)
"""Tasks, kinds of data, places and models (folded) that are no name of a data set."""

_PEOPLE = re.compile(
    r"(?:[\w-]{3,}(?:ish|ese|ian|ean|can)|French|German|Greek|Dutch|Arabic|Hindi|Urdu|Tamil|Telugu|Bengali|Thai|"
    r"Swahili|Hebrew|Czech|Marathi|"
    r"[A-Z]\w+-(?:based|style|like|specific|generated|level|annotated|trained|only|to|of|and|language|"
    r"scale|tuned|supervised|centric|labeled|world|modal|shot|domain|task|English)(?:-\w+)*)\Z"
)
_OF_SIZE = re.compile(r"(?:\d+[KMBkmb]?|[A-Z]|[A-Z]+[a-z]*[A-Z]s)\Z")
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|(?:Sept|Octo|Novem|Decem)\w+)\b"
)
_SAYS = re.compile(r"\s(?:Dataset|Data Set|Benchmark|Corpus|Treebank|Challenge)\b")
_OPENS = frozenset("we our the this in on if for dataset benchmark corpus challenge task".split())
_POSSESSIVE = re.compile(r"['’]s?\Z")


def named(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield the span of each data set that a sentence names, and whether the sentence says so.

    A name that is not said to be data, as in "on GSM8K", counts where other works say it is.
    """
    seen: set[Span] = set()
    if _GATE.search(text):
        for turn in _SURE:
            for match in turn.finditer(text):
                for span in _names(text, match):
                    if span not in seen:
                        seen.add(span)
                        yield span, True
    if "n " in text or "across " in text:
        for match in _OFTEN.finditer(text):
            for span in _names(text, match):
                if not any(a < span[1] and span[0] < b for a, b in seen):
                    seen.add(span)
                    yield span, bool(_SAYS.search(text[slice(*span)]))


def _names(text: str, match: re.Match[str]) -> Iterator[Span]:
    """The names of one turn, unless it speaks of the data of others or of what is made."""
    begin = max(text.rfind(stop, 0, match.start()) for stop in (", ", "; ", ". ")) + 1
    before = text[max(begin, match.start() - 60) : match.start("names")]
    if _ELSE.search(before) or _MADE.search(before):
        return
    for name in _EACH.finditer(text, *match.span("names")):
        end = name.start() + len(_POSSESSIVE.sub("", name[0]))
        if is_name(text[name.start() : end]):
            yield name.start(), end


def is_name(text: str) -> bool:
    """Whether a capitalised phrase may name a data set: not a language, a task or a letter."""
    words = text.partition(" (")[0].split()
    telling = [
        word
        for word in words
        if not (_PEOPLE.match(word) or _OF_SIZE.match(word) or word.casefold() in _NO_NAME)
    ]
    first = words[0]
    odd = first.casefold() in _OPENS or (_OF_SIZE.match(first) and first[0].isdigit())
    return bool(telling) and not odd and not _MONTH.match(text)
