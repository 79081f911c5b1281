"""The citation styles that Typst has built in, and how each marks a work in the text."""

import difflib
from typing import Literal

from review.errors import ConfigError

Kind = Literal["own", "year", "name", "mark", "raised"]
"""What stands beside the name of a work: the year in the survey's own label, the year that the
style gives it, nothing, a mark, a raised mark."""

_YEAR = frozenset(
    """american-anthropological-association american-geophysical-union
    american-meteorological-society american-political-science-association
    american-psychological-association american-society-of-civil-engineers
    american-sociological-association annual-reviews-author-date apa
    associacao-brasileira-de-normas-tecnicas bristol-university-press chicago-author-date
    copernicus council-of-science-editors-author-date cse-name-year
    deutsche-gesellschaft-für-psychologie deutsche-sprache elsevier-harvard frontiers
    gb-7714-2015-author-date harvard-cite-them-right iso-690-author-date pensoft
    springer-basic-author-date springer-humanities-author-date springer-socpsych-author-date
    taylor-and-francis-chicago-author-date turabian-author-date""".split()
)
_NAME = frozenset("modern-language-association modern-language-association-8 mla mla-8".split())
_MARK = frozenset(
    """american-institute-of-aeronautics-and-astronautics american-physics-society
    american-physiological-society american-society-for-microbiology
    american-society-of-mechanical-engineers angewandte-chemie annual-reviews
    association-for-computing-machinery biomed-central bmj british-medical-journal
    council-of-science-editors cse-citation-sequence-brackets-8th-edition current-opinion
    elsevier-vancouver elsevier-with-titles future-medicine future-science gb-7714-2005-numeric
    gb-7714-2015-numeric gost-r-705-2008-numeric ieee
    institute-of-electrical-and-electronics-engineers institute-of-physics-numeric
    iso-690-numeric karger multidisciplinary-digital-publishing-institute nlm-citation-sequence
    plos public-library-of-science sist02 springer-basic
    springer-fachzeitschriften-medizin-psychologie springer-lecture-notes-in-computer-science
    springer-mathphys springer-vancouver taylor-and-francis-national-library-of-medicine
    the-institution-of-engineering-and-technology thieme trends vancouver""".split()
)
_RAISED = frozenset(
    """american-chemical-society american-institute-of-physics american-medical-association cell
    chicago-fullnotes chicago-notes chicago-shortened-notes gb-7714-2015-note
    mary-ann-liebert-vancouver modern-humanities-research-association
    modern-humanities-research-association-notes nature nlm-citation-sequence-superscript
    royal-society-of-chemistry sage-vancouver spie the-lancet turabian-fullnote-8
    vancouver-superscript""".split()
)
_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("year", _YEAR),
    ("name", _NAME),
    ("mark", _MARK),
    ("raised", _RAISED),
)
STYLES = tuple(sorted(_YEAR | _NAME | _MARK | _RAISED))
"""Every name that `--style` takes."""


def kind(style: str) -> Kind:
    """Return how `style` marks a work, "own" for no style at all.

    Raises `ConfigError`, with the nearest names, for a style that Typst does not have.
    """
    if not style:
        return "own"
    if style not in STYLES:
        raise ConfigError(
            f"--style: {style!r} is no citation style of Typst; try {', '.join(_near(style))}"
        )
    return next(name for name, styles in _KINDS if style in styles)


def _near(style: str) -> tuple[str, ...]:
    """The names that hold or resemble `style`; well-known ones where there are none."""
    wanted = style.lower().strip()
    holding = [name for name in STYLES if wanted and wanted in name]
    alike = difflib.get_close_matches(wanted, STYLES, n=3)
    return tuple(dict.fromkeys((*alike, *holding)))[:5] or _KNOWN


_KNOWN = ("ieee", "apa", "chicago-author-date", "nature", "vancouver", "mla")
