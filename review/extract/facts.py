"""Facts for comparison tables, each a span of the abstract: a headline number, a code link."""

import re
from collections.abc import Iterable

from review.model import Excerpt
from review.text.edits import excerpt
from review.text.markup import is_clean, markup_edits

_UNIT = (
    r"(?:\s?\\?%(?!\w)|\s?(?:×|x\b|X\b)|\s?times\b|[- ]fold\b|\s(?:percentage\s)?points?\b"
    r"|\s(?:absolute|relative)\b|\spercent\b|\s(?:BLEU|ROUGE|mAP|mIoU|FID|F1|AP|AUC|AUROC|PSNR|"
    r"WER|dB|ms|FPS|GB|MB|s|seconds|minutes|hours|parameters|accuracy)\b)"
)
_SCORE = (
    r"(?:accuracy|accuracies|F1|F1[- ]score|score|mAP|mIoU|FID|AP|AUC|AUROC|BLEU|perplexity|rate|"
    r"PSNR|precision|recall|error|speed-?up|acceleration|improvement|reduction|gain|increase|"
    r"decrease|IoU|WER|ROUGE(?:-\w)?|R2|correlation|top-1|Dice)"
)
_VERB = re.compile(
    r"\b(?:improv|reduc|achiev|outperform|accelerat|increas|decreas|surpass|attain|obtain|reach|gain|"
    r"boost|speed|sav|cut|lower|exceed|yield|deliver|retain|retrain|maintain|preserv|compress|"
    r"shrink|rais|enhanc|cost|requir|run|scor|beat|lead|result|show|demonstrat|recover|drop|shorten|"
    r"offer|provid|advanc|mitigat|advance)(?:e|es|ed|s|ing|ts|s in|ding|ting|ning)?\b"
)
_NOT_VERB = re.compile(
    r"\b(?:results?|experiments?|runs?|scores?|show(?:s|ed)?|demonstrat\w+|"
    r"(?<!to )(?<!can )(?<!we )(?<!will )(?<!could )(?<!may )"
    r"(?:speed|costs?|gain|lead|drop|boost|increase|decrease|yield|beat|run))\Z"
)
_FIGURE = re.compile(
    rf"(?<![\w.@-])(?:\d[\d,]*(?:\.\d+)?{_UNIT}"
    rf"|{_SCORE}(?:\s\w+){{0,2}}\s(?:of|to|by|=)\s(?:up to |over |about |around |nearly )?"
    rf"\d[\d,]*(?:\.\d+)?(?:{_UNIT})?)",
)
_END = re.compile(
    r"(?=[,;:()]\s|[,;:]|\.(?:\s|$)|\.$|\s\(|\sand\s(?!\d)|\swhile\b|\swhen\b|\swhich\b|\sthat\b|"
    r"\swith(?:out)?\b|\sby\s(?!\d|up|over|about)|\susing\b|\sbut\b|\sas\b|\swhereas\b|\sthus\b|"
    r"\sthereby\b|\sdespite\b|\son\s|\sfor\s|\sin\s(?!accuracy|terms|F1|BLEU|speed|average|mAP)|"
    r"\sover\s(?!\d)|\scompared\b|\sthan\b|\srelative to\b|\sacross\b|\smeanwhile\b|\sto\s|"
    r"\sfrom\s|\sat\b|\s[–—]|—)"
)
_CLAUSE = re.compile(r"[;:()]\s|,\s(?:and|while|which|but|with|whereas)\s|\bwhile\b|\bwhich\b")
_WORDS = 14
_SHORT = 3  # words that say too little of what was measured
_MORE = 6  # words after the figure that still belong to it
_HALF = re.compile(
    r"\bfrom\b(?!.*\bto\b)|\bincluding\b|\A\w+ (?:(?:about|up to|over|nearly|approximately|by) )?"
    r"[\d.]+\s?\\?(?:%|percent)\Z|-{2,}|\ban? [\d.]+\\?%\Z|\bon about\b|"
    r"\b(?:higher|lower|better|worse|more|less|fewer|only|than|of|the|a|an|and|or|in|on|for|under|with)\Z|[-–/]\Z"
)
_URL = re.compile(
    r"(?:https?://|(?<![\w./@])(?:www\.)?(?:github|gitlab|huggingface)\.(?:com|io|co)/)[^\s{}<>\"”’]+"
)
_HOSTS = ("http", "github", "gitlab", "huggingface")
_STRIP = ".,;:!?)]}'*’\"”"
_GLUED = re.compile(r"\.(?=[A-Z][a-z]*\Z)|\.(?=(?:We|The|Our|In|This)\b)")


def headline(abstract: str, spans: Iterable[tuple[int, int]]) -> Excerpt | None:
    """Return the shortest clause with a reported number and what it measures, or None.

    `spans` are the sentences to look in, best first.
    """
    for start, end in spans:
        found = _clause(abstract[start:end])
        if found:
            left, right = start + found[0], start + found[1]
            if is_clean(abstract[left:right]):
                return excerpt(abstract, left, right, markup_edits(abstract, left, right))
    return None


def _clause(text: str) -> tuple[int, int] | None:
    for figure in _FIGURE.finditer(text):
        opening = 0
        for stop in _CLAUSE.finditer(text, 0, figure.start()):
            opening = stop.end()
        verbs = [
            verb
            for verb in _VERB.finditer(text, opening, figure.start())
            if not _NOT_VERB.search(text, verb.start() - 6 if verb.start() > 6 else 0, verb.end())
        ]
        inside = re.match(_SCORE, figure[0])
        if not verbs and not inside:
            continue
        left = verbs[-1].start() if verbs else figure.start()
        right = _right(text, left, figure.end())
        clause = text[left:right]
        several = clause[-1:] in "0123456789%" and re.match(r",\s*(?:and )?\d", text[right:])
        whole = clause.count("(") == clause.count(")") and not _HALF.search(clause) and not several
        if whole and 2 < len(clause.split()) <= _WORDS:
            return left, right
    return None


def _right(text: str, left: int, figure: int) -> int:
    """Where the clause from `left` ends whose figure ends at `figure`.

    It ends at the next preposition or comma, unless too little is said before a preposition:
    "achieves 81.2%" goes on to "on ImageNet".
    """
    right = figure
    for _ in range(2):
        ending = _END.search(text, right + (right > figure))
        right = ending.start() if ending else len(text.rstrip(" ."))
        if len(text[left:right].split()) > _SHORT or text[right : right + 1] != " ":
            break
    if len(text[figure:right].split()) > _MORE:
        right = figure
    return left + len(text[left:right].rstrip())


def code(abstract: str) -> Excerpt | None:
    """Return the span of the first link to code, data or a project page, or None."""
    if not any(host in abstract for host in _HOSTS):
        return None
    for found in _URL.finditer(abstract):
        text = found[0]
        glued = _GLUED.search(text, 12)
        if glued:
            text = text[: glued.start()]
        text = text.rstrip(_STRIP)
        if text.count("(") < text.count(")"):
            text = text[: text.rindex(")")]
        if "." in text and len(text) > 12:
            return excerpt(abstract, found.start(), found.start() + len(text))
    return None
