"""Furniture of listing pages: lines that are neither a title nor an abstract, by kind."""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"

# (reason, pattern of the whole line); the first that matches names the line.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "a date",
            rf"(?:(?:published|submitted|updated|posted|released)\s+(?:on\s+)?)?{_DAY}"
            rf"(?:{_MONTH}\s+{_ORDINAL}|{_ORDINAL}\s+{_MONTH}|{_MONTH})(?:,?\s+\d{{4}})?"
            rf"(?:\s*[-–—]\s*(?:{_MONTH}\s+)?{_ORDINAL}(?:,?\s+\d{{4}})?)?",
        ),
        (
            "a date",
            r"(?:(?:published|submitted|updated|posted)\s+(?:on\s+)?)?"
            r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})",
        ),
        ("a date", r"(?:today|yesterday|this\s+(?:week|month)|(?:an?|\d+)\s+\w+\s+ago)"),
        ("a page number", r"(?:page|p\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?|[-–—]\s*\d+\s*[-–—]"),
        ("a number", r"[#+]?\d[\d.,]*\s*[km]?(?:\s*[/|·•]\s*\d+)*"),
        ("a rule", r"[\W_]+"),
        (
            "a count",
            r"(?:showing|displaying|results?|entries|total(?:\s+of)?)\s*:?\s*\d.{0,60}|"
            r"\d+\s*[-–—]\s*\d+\s+of\s+\d.{0,40}",
        ),
        (
            "a count",
            r"(?:[▲△⬆👍❤♥⭐★·•-]\s*)*[\d.,]+\s*k?\s+(?:comments?|replies|upvotes?|likes?|votes?|points?|"
            r"submitters?|stars?|views?|citations?|authors?|papers?|results?|reads?|shares?|downloads?)"
            r"(?:\s+(?:found|today|this\s+week))?",
        ),
        (
            "a count",
            r"(?:upvotes?|likes?|votes?|comments?|stars?|views?|citations?|score|reads?)"
            r"\s*[:(]?\s*[\d.,]*\s*k?\)?",
        ),
        (
            "a button",
            r"(?:subscribe|sign\s*(?:in|up|out)|log\s*(?:in|out)|register|share|save|bookmark|cite|"
            r"follow|reply|download|menu|search|filter|sort(?:\s+by.*)?|home|about(?:\s+us)?|contact(?:\s+us)?|company|careers|jobs|faq|blog|help|"
            r"settings|privacy(?:\s+policy)?|terms(?:\s+of\s+\w+)?|cookies?|next|prev(?:ious)?|back|"
            r"load\s+more|show\s+(?:more|less)|read\s+more|more|view\s+all|see\s+all|abs|html|pdf|bibtex|"
            r"(?:view\s+)?(?:on\s+)?(?:arxiv|github|openreview)(?:\s+page)?|code|project(?:\s+page)?|"
            r"(?:view|read|open|download)\s+(?:the\s+)?(?:pdf|paper|abstract|code|full\s+text))"
            r"(?:\s*[›»→>↗])?",
        ),
        (
            "a heading of the page",
            r"new|hot|top|week|month|year|all\s+time|trending|latest|popular|recent|featured|daily|weekly|monthly|papers?|"
            r"(?:(?:new|hot|top|trending|latest|popular|recent|daily|weekly|monthly|today'?s)\s+)+"
            r"(?:papers?|preprints?|articles?|research|submissions?)(?:\s+\w+){0,2}|authors?|title|abstract|summary",
        ),
        ("a link", r"(?:https?://|www\.)\S+|doi:\s*\S+"),
        ("a copyright line", r"(?:©|\(c\)|copyright)\s.*|.*\ball rights reserved\.?"),
        (
            "a credit",
            r"(?:by\s?[A-Z@].{0,60}\bcommunity|powered\s+by\s.*|(?:made|built)\s+(?:with|by)\s.*)",
        ),
    )
)

# Words that address the reader of the page rather than the reader of a paper.
PROMOTION = re.compile(
    r"\b(?:your|inbox|e-?mails?|newsletters?|subscrib\w+|sign\s?up|log\s?in|daily|weekly|"
    r"trending|latest|today'?s|browse|discover|join|follow\s+us|community|curated|powered|"
    r"upvot\w+|digest|click|cookies?|copyright|navigation|menu|sponsor\w*|advert\w+)\b",
    re.IGNORECASE,
)

# Labels of a labelled line, and the field each one states ("" states nothing we keep).
LABELS: dict[str, str] = {
    "title": "title",
    "paper": "title",
    "paper title": "title",
    "abstract": "abstract",
    "summary": "abstract",
    "author": "authors",
    "authors": "authors",
    "year": "year",
    "date": "year",
    "published": "year",
    "venue": "venue",
    "journal": "venue",
    "conference": "venue",
    "doi": "doi",
    "arxiv": "arxiv",
    "arxiv id": "arxiv",
    "url": "url",
    "link": "url",
}
_LABEL = re.compile(
    rf"[*_]{{0,2}}({'|'.join(sorted(LABELS, key=len, reverse=True))})[*_]{{0,2}}"
    r"\s*[:：][*_]{0,2}\s*",
    re.IGNORECASE,
)
SINGLE, PAIR = 0.4, 0.8
_NAME = re.compile(r"(?:[^\W\d_][\w'’.\-]*\.?)(?:\s+[^\W\d_][\w'’.\-]*\.?){1,4}[\d*†‡§,]*")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_SURNAME_FIRST = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? [A-Z]{1,3}")
_ABBREVIATED = re.compile(r"(?:\bal|(?:^|[\s.,-])[A-Z])\.$")
_NOT_NAMES = re.compile(
    r"\b(?:a|an|the|of|for|in|on|with|to|by|from|via|is|are|we|our|using|at|as|learning|models?)\b(?!\.)",
    re.IGNORECASE,
)


def kind(text: str) -> str:
    """Return what kind of furniture the line is, or an empty string."""
    return next((reason for reason, pattern in KINDS if pattern.fullmatch(text)), "")


def label(text: str) -> tuple[str, str]:
    """Return the field that a labelled line states and its value; ("", text) without a label."""
    found = _LABEL.match(text)
    return (LABELS[found[1].lower()], text[found.end() :]) if found else ("", text)


def byline(text: str) -> str:
    """Return the line without dates, counts and buttons set off by "·", "•" or "|"."""
    parts = re.split(r"\s*[·•|]\s*", text) if len(text) <= 2_000 else [text]
    return ", ".join(part for part in parts if part and not kind(part)) if parts[1:] else text


def names(text: str) -> float:
    """Return how surely the line lists people: 0, `SINGLE`, `PAIR` or 1.

    Sure are three names, an initial or "et al."; two names, or one, may as well be a title.
    """
    text = byline(text).strip("*_ ")
    ended = text[-1:] in "?!:" or (text[-1:] == "." and not _ABBREVIATED.search(text))
    if not text or len(text) > 2_000 or ended:
        return 0.0
    bare = re.sub(r",?\s*(?:and others|et al\.?)$", "", text, flags=re.IGNORECASE)
    parts = [part for part in re.split(r"\s*[,;·•|]\s*(?:and\s+)?|\s+and\s+|\s+&\s+", bare) if part]
    if _inverted(parts, text):
        return 1.0
    if len(parts) > 1 and all(_SURNAME_FIRST.fullmatch(part) for part in parts):
        return 1.0 if len(parts) > 2 else SINGLE  # "Noor A, Wit J", but "Vitamin D and Hepatitis B"
    fit = [
        part
        for part in parts
        if _NAME.fullmatch(part)
        and not _NOT_NAMES.search(part)
        and all(word[0].isupper() or len(word) <= 3 for word in part.split())
    ]
    if not fit or len(fit) < len(parts):
        return 0.0
    if len(parts) > 2 or bare != text or re.search(r"\b[A-Z]\. ", text):
        return 1.0
    return PAIR if len(parts) == 2 else SINGLE


def _inverted(parts: list[str], text: str) -> bool:
    """Return whether the parts are family names and initials in turn: "Noor, A., Wit, J. B."."""
    return (
        len(parts) > 1
        and not len(parts) % 2
        and (len(parts) > 2 or text.endswith("."))
        and all(_INITIALS.fullmatch(part) for part in parts[1::2])
        and all(part[:1].isupper() and len(part.split()) <= 3 for part in parts[::2])
    )
