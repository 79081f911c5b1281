"""One entry of a list of links: its title, where it leads, and what stands beside it.

"[Title](url) - Authors. Abstract", "**Title**, Authors, *Venue 2023* [[paper]](url) [[code]](url)",
"Title [[CVPR 2019]](url)", and the cells of a table row, as lists of papers have them.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from review.sources import furniture
from review.sources.fields import arxiv_of, doi_of, squeeze, year_of
from review.sources.lines import prose_of

LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]{0,300}\]){0,600})\]"
    r"\(\s{0,3}<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500}){0,3})>?"
    r"(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\s{0,3}\)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.*?-->")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*\n]{1,600}?)(?<=\S)\1(?!\w)")
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)([^*\n]{2,600}?)(?<=\S)(?:\*\*|__)")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{8,400})[\"”]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DATED = re.compile(
    r"(?:on\s+)?\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+\d{1,2},?)?\s*(?=(?:19|20)\d\d)|(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\[(][^\[\]()]{1,40}[\])]|[^\w\[(\"“*]|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)+"
)
_GENERIC = re.compile(
    r"\W*(?:(?:official|third party|unofficial)\W*)?(?:paper|pdf|html|abs|abstract|arxiv|link|url|"
    r"doi|code|codes|github|repo|repository|project|project page|page|homepage|home page|website|"
    r"web|site|"
    r"demo|blog|blog post|slides?|video|talk|poster|data|dataset|datasets|model|models|weights|"
    r"checkpoints?|hugging ?face|colab|notebook|bib|bibtex|openreview|supp|supplementary|appendix|"
    r"pytorch|tensorflow|keras|caffe|jax|python|tweet|twitter|post|here|paper link|code link|read|"
    r"download|review|official code|source|arxiv link|acl|pmlr|preprint|proceedings)"
    r"(?:\W*\(?(?:official|third party|unofficial|pdf)\)?)?\W*",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"(?:^|\.)(?:github\.com|gitlab\.com|github\.io|huggingface\.co|twitter\.com|x\.com|youtube\.com|"
    r"youtu\.be|shields\.io|colab\.research\.google\.com|discord\.gg|t\.co|pypi\.org)$"
)
_SEPARATOR = re.compile(r"\s*\|\s*|\n|\s+[-–—]{1,2}\s+|(?:\s|^)[•·]\s")
_ACRONYM = re.compile(r"[A-Z][\w&.'-]*[A-Z][\w&.' -]{0,30}")
_TEAM = re.compile(r"[^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]+)? et al\.?")
_SENTENCES = re.compile(r"[a-z)\d][.!?]\s+[A-Z].{10}")
_SENTENCE_END = re.compile(r"[^\W\d_][a-z]+\.\s+(?!et\b)")
_EDGES = " \t\n.,;:|-–—•·*_`~()[]"


@dataclass(slots=True)
class Item:
    """What one entry of a list states; `url` is empty where it leads nowhere outside the page."""

    title: str = ""
    authors: str = ""
    abstract: str = ""
    year: int | None = None
    venue: str = ""
    url: str = ""
    arxiv: str = ""
    doi: str = ""
    notes: list[str] = field(default_factory=list)


def has_link(text: str) -> bool:
    """Return whether the text links to somewhere outside the page."""
    return any(_outside(link[3]) for link in LINK.finditer(text) if not link[1])


def title_of(text: str) -> str:
    """Return the title of the entry that the text may be, or an empty string."""
    return _title(_TAG.sub(" ", text))[0]


def item(text: str) -> Item:
    """Return what an entry states: its title, its fields where they are told apart, else notes."""
    text = _TAG.sub(" ", text)
    title, rest = _title(text)
    found = Item(title)
    _lead_on(found, text, title)
    for segment in _segments(rest):
        _file(found, segment)
    short = next((note for note in found.notes if _ACRONYM.fullmatch(note)), "")
    if short and not found.venue and not text.lstrip().startswith("|"):
        found.venue = short
        found.notes.remove(short)
    return found


def plain(text: str) -> str:
    """Return the text of a line without links, emphasis and marks around it."""
    text = LINK.sub(lambda link: "" if link[1] else link[2], text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return squeeze(text)


def leads(text: str) -> tuple[str, str, str]:
    """Return the url, the arXiv identifier and the DOI to which a line links, or empty texts."""
    found = Item()
    _lead_on(found, text, "")
    return found.url, found.arxiv, found.doi


# ── the title ────────────────────────────────────────────────────────────────────────────────


def _title(text: str) -> tuple[str, str]:
    """Return the title and the text without it: a cell's link, what is bold, or what comes first.

    The title stands before the first link, or is the first link; of a table row it is the longest.
    """
    if not text.lstrip().startswith("|"):
        return _first(text)
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    named = [
        _first(cell) if LINK.search(cell) or _BOLD.search(cell) else ("", "") for cell in cells
    ]
    best = max(range(len(cells)), key=lambda i: (len(named[i][0]), -i))
    title, left = named[best]
    return title, " | ".join(left if title and i == best else cell for i, cell in enumerate(cells))


def _first(text: str) -> tuple[str, str]:
    links = [link for link in LINK.finditer(text) if not link[1]]
    end = links[0].start() if links else len(text)
    head = text[:end]
    opened = _LEAD.match(head)
    start = opened.end() if opened else 0
    for pattern in (_BOLD, _QUOTED):
        bold = pattern.search(text[: max(end, 700)])
        if bold and bold.start() <= start + 3 and not _GENERIC.fullmatch(_clean(bold[1])):
            return _clean(bold[1]), f"{head[:start]} {text[bold.end() :]}"
    body = _EMPHASIS.split(head[start:], maxsplit=1)[0]
    body = re.split(r"(?<=[^\W\d][a-z\d)])[.]\s+|\n|\s[-–—|]\s", body, maxsplit=1)[0]
    if len(body.split()) >= 3 or (links and _GENERIC.fullmatch(links[0][2]) and body.strip(_EDGES)):
        return _clean(body), f"{head[:start]} | {text[start + len(body) :]}"
    for link in links:
        if not _GENERIC.fullmatch(_clean(link[2])) and _outside(link[3]):
            return _clean(link[2]), f"{head} | {text[link.end() :]}"
    return "", text


def _clean(text: str) -> str:
    """Return a title without the marks around it; a final ? or ! belongs to it."""
    return plain(text).strip(' \t*_`|,;:-–—"“”').rstrip("[( ").removesuffix(".").strip()


# ── where it leads ───────────────────────────────────────────────────────────────────────────


def _outside(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(_host(url))


def _host(url: str) -> str:
    """Return the host of the url, or an empty string where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _lead_on(found: Item, text: str, title: str) -> None:
    """Set the url and the identifiers: of the title's own link, else of the first to a paper."""
    links = [(link[2], link[3]) for link in LINK.finditer(text) if not link[1]]
    outside = [(label, url) for label, url in links if _outside(url)]
    papers = [url for _, url in outside if not _PROJECT.search(_host(url))]
    own = [url for label, url in outside if title and _clean(label) == title]
    found.url = next(iter((*own, *papers, *(url for _, url in outside))), "")
    for url in (*own, *papers):
        host, path = _host(url), unquote(url)
        if not found.arxiv and ("arxiv.org" in path or host.endswith("huggingface.co")):
            found.arxiv = arxiv_of(path.removesuffix(".pdf"))
        if not found.doi and (host.endswith("doi.org") or "/doi/" in path):
            found.doi = doi_of(path)


def is_project(text: str) -> bool:
    """Return whether an entry names a program or a page in a word or two, and no paper."""
    found = item(text)
    short = len(found.title.split()) < 4
    return short and not found.arxiv and bool(_PROJECT.search(_host(found.url)))


# ── what stands beside it ────────────────────────────────────────────────────────────────────


def _segments(rest: str) -> list[str]:
    """Return the parts of what stands beside the title: cells, clauses, what is in emphasis.

    Prose is one part, as it stands.
    """
    parts: list[str] = []
    for part in re.split(r"(?:^|\s)\|(?=\s|$)|\n", rest):
        bare = _bare(part)
        if is_prose(bare):
            parts.append(bare)
        else:
            parts += _finer(part)
    return [part.strip() for part in parts if part.strip(_EDGES)]


def _bare(part: str) -> str:
    """Return the part without the links to paper and code, and the marks, around it."""
    text = part.strip()
    while (link := LINK.match(text)) and _GENERIC.fullmatch(link[2].strip("[] ")):
        text = text[link.end() :].lstrip(_EDGES.replace("*", "").replace("_", ""))
    links = list(LINK.finditer(text))
    while links and links[-1].end() == len(text) and _GENERIC.fullmatch(links[-1][2].strip("[] ")):
        text = text[: links.pop().start()].rstrip(" |,[")
    return text.lstrip(" -–—:,.|>")


def _finer(part: str) -> list[str]:
    text = LINK.sub(_label, part)
    text = _EMPHASIS.sub(lambda found: f" | {found[2]} | ", text)
    parts = []
    for piece in _SEPARATOR.split(text):
        bracket = re.match(r"\s*[\[(]([^\[\]()]{2,60})[\])]\s*(.*)", piece, re.DOTALL)
        parts += [bracket[1], bracket[2]] if bracket else [piece]
    return parts


def _label(link: re.Match[str]) -> str:
    label = link[2].strip("[] ")
    return " | " if link[1] or _GENERIC.fullmatch(label) else f" | {label} | "


def _file(found: Item, segment: str) -> None:
    """Give a segment the field that it states, or keep it as a note."""
    label, value = furniture.label(segment)
    if label in ("authors", "abstract", "venue"):
        setattr(found, label, getattr(found, label) or value.strip())
        return
    segment = segment.lstrip(" ,;:.|").rstrip(" ,;:|")
    segment = _authors(found, segment)
    if not segment.strip(_EDGES) or _GENERIC.fullmatch(segment):
        return
    words = segment.split()
    if len(words) <= 12 and _YEAR.search(segment) and not is_prose(segment):
        year = _YEAR.search(segment)
        found.year = found.year or year_of(year[1] if year else "")
        venue = _YEAR.sub("", _DATED.sub("", segment)).strip(_EDGES + "'’")
        if not found.venue and venue and venue.casefold() not in ("arxiv", "arxiv preprint"):
            found.venue = squeeze(venue)
    elif is_prose(segment):
        found.abstract = f"{found.abstract} {segment}".strip()
    elif not found.arxiv or segment != found.arxiv:
        found.notes.append(squeeze(segment.strip(_EDGES)))


def _authors(found: Item, segment: str) -> str:
    """Take the people whom the segment names from its start; return what is left of it."""
    if found.authors:
        return segment
    bare = segment.strip(" .,")
    whole = re.sub(r"[\s,(]+(?:19|20)\d\d\)?$", "", bare)
    named = f"{whole}." if whole.endswith(" al") else whole
    one = not _SENTENCE_END.search(named)
    if one and (_TEAM.fullmatch(named) or furniture.names(named) >= furniture.PAIR):
        found.authors = named
        return bare[len(whole) :]
    ends = [stop.start() for stop in re.finditer(r"[.,]\s+", segment[:600])]
    for end in reversed(ends):
        after = segment[end + 1 :].strip()
        needed = furniture.SINGLE if is_prose(after) else furniture.PAIR
        if furniture.names(segment[:end]) >= needed:
            found.authors = segment[:end]
            return after
    return segment


def is_prose(text: str) -> bool:
    """Return whether the text is an abstract rather than a remark: long, or several sentences."""
    words = len(text.split())
    return words >= 30 or (words >= 10 and bool(_SENTENCES.search(text)) and prose_of(text) >= 3)
