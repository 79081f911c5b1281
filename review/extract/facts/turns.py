"""How numbers are reported: turns of phrase with a number, its unit and what it measures."""

import re
from typing import Literal

Kind = Literal["change", "level", "scale"]

_HEDGE = (
    r"(?:(?<!\w)(?:up to|about|around|over|nearly|almost|approximately|more than|at least|at most|"
    r"less than|roughly|as (?:much|high|low|little) as|on average|an average of|a factor of|"
    r"an? (?:average|absolute|relative|additional|further|maximum) (?:of )?|an?)\s|[~≈+<>≥≤$]\s?)*"
)
_DIGITS = r"\d[\d,]*(?:\.\d+)?(?:\s?(?:±|\+/-)\s?\d[\d.]*)?"
_NUMBER = rf"(?P<number>(?<![\w.,@/–-]){_DIGITS})"
_METRIC = r"BLEU|chrF|COMET|ROUGE(?:-\w)?|mAP|mIoU|IoU|FID|F1|AP|AUC|AUROC|PSNR|WER|BD-rate|EM|Elo"
_PLAIN_UNIT = (
    r"\s?\\?%(?:\s(?:absolute|relative))?(?:\s(?:percentage\s)?points?)?(?!\w)"
    r"|\s?(?:×|\$?\\times\b\$?|[xX]\b|times\b)|[- ]?fold\b|\spercent(?:age points?)?\b"
    r"|\s(?:absolute\s|percentage\s)?(?:points?|pp)\b|\sorders? of magnitude"
    r"|\s?(?:dB|ms|FPS|fps|GB|MB|KB|kHz|Hz|mm|cm|km|kW|mW|W|nm|µm|seconds?|minutes?|hours?)\b"
    rf"|\s(?:{_METRIC})(?:[- ](?:points?|scores?))?\b"
)
_UNIT = rf"(?P<unit>{_PLAIN_UNIT})"
_SCORE = (
    r"(?:accurac(?:y|ies)|F1[- ]scores?|F1|F-scores?|F-measure|scores?|mAP|mIoU|IoU|FID|AP|AUC"
    r"|AUROC|ROC-AUC|BLEU|ROUGE(?:-\w)?|WER|perplexity|precision|recall|sensitivity|specificity|PSNR|SSIM"
    r"|(?:error|success|win|pass|hit|detection|recognition|acceptance) rates?"
    r"|compression (?:ratio|rate)s?|agreement|correlation|RMSE|MAE|Dice(?: score| coefficient)?"
    r"|pass@\d+|Recall@\d+|R@\d+|top-\d(?: accuracy)?|exact match|throughput|latency)"
)
_MORE = (
    r"(?:improvements?|reductions?|increases?|gains?|decreases?|speed-?ups?|accelerations?|boosts?|"
    r"savings?|enhancements?|compression|drops?|loss|degradation|decline)"
)
_THAN = r"(?:faster|slower|fewer|less|more|higher|lower|smaller|larger|better|cheaper|shorter)"
_RAISE = (
    r"(?:(?:improv|reduc|increas|decreas|enhanc|accelerat|rais|elevat|sav|minimi[sz]|diminish|"
    r"compress|mitigat)(?:es?|ed|s|ing)?|(?:boost|lower|shorten|shrink)(?:s|ed|ing)?|"
    r"cut(?:s|ting)?|speed(?:s|ing)? up)"
)
_BEAT = r"(?:outperform|surpass|exceed|beat)(?:s|ed|es|ing|ting)?"
_STOPS = (
    r"(?!(?:by|that|which|while|when|whose|where|but|than|from|to|compared|and|or|on|for|with|over|"
    r"in|at|as|is|are|without|across|of|versus|relative|both|either|each|"
    r"terms|we|our|it|they|coupled|combined|along|together|respectively|"
    r"\w+ing\s(?:its|the|an?|our|their))\b)"
)
_ANY = r"(?!(?:by|that|which|while|when|whose|where|but|than|from|to|compared)\b)[^\s,;:()]+"
_WHAT = rf"(?P<what>{_ANY}(?:\s{_ANY}){{0,8}}?)"
_NOUN = rf"{_STOPS}[\w/@-]+(?:\s{_STOPS}[\w/@-]+){{0,3}}"
_COUNT = r"(?P<unit>(?:\s(?:million|billion|trillion|thousand)\b|[KkMBT]\b)?\+?)"
_THINGS = r"\s(?P<what>(?:[a-zA-Z][\w-]*\s){0,3}?[a-z][\w-]*[a-rt-z]s)\b"

_SAID: tuple[tuple[Kind, str, str], ...] = (
    ("change", " by ",
     rf"\b(?P<verb>{_RAISE})\s(?!and\b|or\b){_WHAT},?\sby\s{_HEDGE}{_NUMBER}{_UNIT}"),
    ("change", " from ",
     rf"\b(?P<verb>{_RAISE})\s{_WHAT}\sfrom\s{_HEDGE}{_DIGITS}(?:{_PLAIN_UNIT})?"
     rf"\sto\s{_HEDGE}(?P<number>{_DIGITS}){_UNIT}"),
    ("change", " by ",
     rf"\b(?P<verb>{_BEAT})\s(?:[^\s;:()]+\s){{1,10}}?by\s{_HEDGE}{_NUMBER}{_UNIT}"
     rf"(?:\s(?:in|of)\s(?:terms\sof\s)?(?P<what>{_NOUN}))?"),
    ("change", "",
     rf"{_HEDGE}{_NUMBER}{_UNIT}\s(?P<what>(?:{_STOPS}[\w-]+\s){{0,2}}?){_MORE}\b"
     rf"(?:\s(?:in|of)\s(?P<of>(?:the\s)?{_NOUN}))?"),
    ("change", "",
     rf"(?P<what>\b(?:{_STOPS}[\w-]+\s){{0,3}}?{_MORE})\s(?:of\s|by\s|(?=up\sto\s)){_HEDGE}{_NUMBER}{_UNIT}"
     rf"(?:\s(?:in|of)\s(?:terms\sof\s)?(?P<of>{_NOUN}))?"),
    ("change", "", rf"{_HEDGE}{_NUMBER}{_UNIT}\s{_THAN}\b(?:\s(?P<what>{_NOUN}))?"),
    ("change", "",
     rf"\b(?P<verb>(?:sav|reduc)(?:es?|ed|ing)|cut(?:s|ting)?)\s{_HEDGE}{_NUMBER}{_UNIT}\s"
     rf"(?:of\s(?:the\s|its\s)?)?(?P<what>{_NOUN})"),
    ("level", " of ",
     rf"(?P<what>\b(?:{_STOPS}[\w-]+\s){{0,3}}?{_SCORE})\sof\s{_HEDGE}{_NUMBER}{_UNIT}?"),
    ("level", "",
     rf"{_HEDGE}{_NUMBER}(?P<unit>\s?\\?%|\spercent)?"
     rf"\s(?P<what>(?:{_STOPS}[a-zA-Z][\w-]*\s){{0,2}}?{_SCORE})\b"),
    ("scale", "",
     r"\b(?P<verb>(?:datasets?|data\s?sets?|benchmarks?|corpus|corpora|collection|test\s?suite|"
     r"database|treebank),?(?:\s(?:that|which))?)\s(?:of|with|comprising|containing|"
     r"consisting\sof|consists\sof|comprises|contains|including|includes|covering|covers|"
     rf"spanning|spans)\s(?:a\stotal\sof\s)?{_HEDGE}{_NUMBER}{_COUNT}{_THINGS}"),
    ("scale", " on ",
     r"\b(?P<verb>(?:pre-?train|train)(?:ed|ing))\son\s(?:a\stotal\sof\s)?"
     rf"{_HEDGE}{_NUMBER}{_COUNT}{_THINGS}"),
)  # fmt: skip
"""The kinds of reported numbers, a word that must stand in the sentence, how they are said."""


TURNS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = tuple(
    (kind, gate, re.compile(pattern)) for kind, gate, pattern in _SAID
)
"""The same, ready to be searched for."""

SERIES = re.compile(rf"(?:(?:,\s(?:and\s)?|\sand\s){_DIGITS}(?:{_PLAIN_UNIT})?)+(?=[\s.,;)]|$)")
"""Further numbers that stand behind one: "by 1.3% and 3.6%"."""
