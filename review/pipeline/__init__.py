"""The pipeline: from the survey folder to the survey, its pages, the disk.

seeds ─read─▶ records ─merge─▶ works ─fill─▶ works ─assign_keys─▶ papers         (corpus)
papers ─extract─▶ sentences   papers ─classify─▶ assignments   ─sections─▶ Survey (survey)
Survey ─render─▶ pages ─write─▶ site/ ─mkdocs─▶ public/                           (folder)
                                             ─typst | latexmk─▶ PDF             (pdf)
"""

from review.pipeline.corpus import Corpus, by_key, identify, read, silent
from review.pipeline.decisions import finder
from review.pipeline.document import own_files, typeset
from review.pipeline.enrichment import enrich_records
from review.pipeline.folder import (
    Checkup,
    Draft,
    draft,
    drawn,
    examine,
    is_unfinished,
    kept,
    patterns,
    publish,
    publish_html,
    remember,
    resume,
    verify,
    website,
)
from review.pipeline.pdf import make_pdf, publish_pdf
from review.pipeline.survey import alone, build, place

__all__ = [
    "Checkup",
    "Corpus",
    "Draft",
    "alone",
    "build",
    "by_key",
    "draft",
    "drawn",
    "enrich_records",
    "examine",
    "finder",
    "identify",
    "is_unfinished",
    "kept",
    "make_pdf",
    "own_files",
    "patterns",
    "place",
    "publish",
    "publish_html",
    "publish_pdf",
    "read",
    "remember",
    "resume",
    "silent",
    "typeset",
    "verify",
    "website",
]
