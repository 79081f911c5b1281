"""A small survey whose titles try to break every page."""

from collections.abc import Sequence

from review.model import (
    Assignment,
    Author,
    Counts,
    Dropped,
    Edit,
    Excerpt,
    Excluded,
    Extract,
    Origin,
    Paper,
    Paragraph,
    Problem,
    Provenance,
    Quote,
    Related,
    Row,
    Section,
    Source,
    Survey,
    Topic,
)

HOSTILE = (
    "</title><script>alert(1)</script>",
    "{{7*7}} {% raw %} ${HOME} {: .x #y }",
    "[x](javascript:alert) ![i](http://evil.example/i.png)",
    "A | pipe | in | a title",
    "`code` ``more`` and ~~~ fences ```",
    "Fish &amp; chips &lt;b&gt; &#60; R&D",
    "שלום עולם: RTL \u202eevil",
    "🦙 Llamas & 漢字 Ü Ψ é",
    "long " * 100,
    "---",
    "1. One - two * three # four + five _six_ **seven** ^8^ ~9~ ==10==",
    "    indented\ttabs\nand lines",
    "<!-- comment --> <details markdown> [TOC] [^1] :smile: https://evil.example/ www.evil.example",
    r"\textbf \( back \_ slash \\ C:\new",
    "*[HTML]: abbr and “quotes” 'single' \"double\" ... -- (c) 50%",
)
ABSTRACT = (
    "Models are large and <script>slow</script>. However, we introduce BOOT, a way to train | them."
    " BOOT is 12% faster than [x](javascript:1). It fails on {{ 7 * 7 }} small data."
)


def span(text: str) -> tuple[int, int]:
    start = ABSTRACT.index(text)
    return start, start + len(text)


def citation(key: str) -> Quote:
    start, end = span("However, we introduce BOOT, a way to train | them.")
    at = ABSTRACT.index("we introduce")
    edits = (
        Edit("drop-lead", start, at, ""),
        Edit("subject", at, at + 2, f"[@{key}]"),
        Edit("agree", at + 3, at + 12, "introduces"),
    )
    return Quote(f"[@{key}] introduces BOOT, a way to train | them.", key, start, end, edits)


def finding(key: str) -> Quote:
    start, end = span("BOOT is 12% faster than [x](javascript:1).")
    text = f"BOOT is 12% faster than [x](javascript:1) [@{key}]."
    return Quote(text, key, start, end, (Edit("cite", end - 1, end - 1, f" [@{key}]"),))


def excerpt(quote: Quote) -> Excerpt:
    return Excerpt(quote.text, quote.start, quote.end, quote.edits)


def paper(number: int, title: str, **fields: object) -> Paper:
    given: dict[str, object] = {
        "id": f"w{number}",
        "key": f"p{number}",
        "title": title,
        "abstract": ABSTRACT,
        "authors": (Author("O'Neil_*", "Zoë <b>"), Author("Ü & Co | Ltd", "")),
        "year": 2019 + number % 5,
        "arxiv": "2306.05544",
        "doi": "10.1000/a(b)c",
        "url": "https://example.org/a_(b)?x=1&y=2",
        "venue": "Conf | <i>",
        "records": (Origin("seeds/a.txt", 6 + number),),
        "provenance": (Provenance("title", "seeds/a.txt:6", "high"),),
    }
    return Paper(**{**given, **fields})  # type: ignore[arg-type]


BARE = paper(
    98,
    "No abstract, no author",
    abstract="",
    authors=(),
    year=None,
    arxiv="",
    doi="",
    url="",
    venue="",
)
OUTSIDE = paper(99, "Placed nowhere")
TAXONOMY = (
    Topic(
        "root",
        "All & <everything>",
        topics=(
            Topic("leaf", "A *leaf* {topic}", "What | it is."),
            Topic("empty", "Nothing here"),
        ),
    ),
)


def _leaf(keys: Sequence[str], quoted: Sequence[str], counted: Quote) -> Section:
    row = Row(keys[0], "BOOT | <b>", excerpt(citation(keys[0])), excerpt(finding(keys[0])))
    return Section(
        "leaf",
        (
            Paragraph("definition", (finding(quoted[0]),)),
            Paragraph("works", (counted, *map(citation, quoted)), "A theme # {x}"),
            Paragraph("findings", tuple(map(finding, quoted))),
            Paragraph("limits", (finding(quoted[1]),)),
        ),
        (row,),
        tuple(keys),
        (BARE.key,),
        (OUTSIDE.key,),
        tuple(quoted[:3]),
    )


def survey(titles: tuple[str, ...] = HOSTILE, **fields: object) -> Survey:
    """Return a survey with one paper a title under the topic "leaf", one without an abstract there,
    and one outside the taxonomy."""
    filed = tuple(paper(number, title) for number, title in enumerate(titles))
    papers = tuple(sorted((*filed, BARE, OUTSIDE), key=lambda item: item.key))
    keys = [item.key for item in papers if item.key != OUTSIDE.key]
    quoted = [key for key in keys if key != BARE.key]
    counted = Quote("Some <works>, 2019–2023.", counted=True)
    given: dict[str, object] = {
        "title": "A survey of <b>everything</b> & {{ more }}",
        "version": "0",
        "authors": ("Ann | Other",),
        "date": "2026-11-21",
        "description": "What *it* covers.",
        "papers": papers,
        "taxonomy": TAXONOMY,
        "assignments": tuple(
            Assignment(
                key, "leaf", key != OUTSIDE.key, 0.5, (), (("empty", 0.2),), ("a|b", "<i>")
            )
            for key in (item.key for item in papers)
        ),
        "extracts": tuple(
            Extract(
                key, name="BOOT", citation=excerpt(citation(key)), finding=excerpt(finding(key))
            )
            for key in (item.key for item in papers)
            if key != BARE.key
        ),
        "sections": (
            Section("root", (Paragraph("overview", (counted,), "A *leaf* {topic}"),)),
            _leaf(keys, quoted, counted),
            Section(
                "unplaced", (Paragraph("works", (citation(OUTSIDE.key),)),), (), (OUTSIDE.key,)
            ),
        ),
        "overview": (Paragraph("overview", (counted, citation(quoted[0]))),),
        "related": ((keys[0], (Related(keys[1], ("x|y", "<z>")),)),),
        "glossary": (("<B>|", "long | {form}", keys[0]),),
        "sources": (Source("seeds/a.txt", "listing", 17,
                           (Dropped(Origin("seeds/a.txt", 1), "new", "a | head"),)),),
        "excluded": (Excluded("<b>Gone</b> | away", "off | topic"),),
        "counts": Counts(records=20, duplicates=2, works=18, excluded=1, papers=17, placed=16,
                         unplaced=1, cited=17, without_abstract=1, with_authors=16, topics=1,
                         sentences=34),
        "problems": (Problem("seeds/a.txt:3", "odd | <b>line</b>"),),
    }  # fmt: skip
    return Survey(**{**given, **fields})  # type: ignore[arg-type]
