"""The commands: each a stage that reads and writes JSON Lines, or the whole pipeline.

Results go to standard output or `-o`; everything else to standard error. Exit code 0 is done,
1 the person's mistake or a broken promise, 2 a wrong call.
"""

import gc
import os

import click

from review import __version__
from review.cli.bib import bib
from review.cli.difference import diff
from review.cli.document import latex
from review.cli.enrich import enrich
from review.cli.export import export
from review.cli.filing import classify
from review.cli.folder import build, check
from review.cli.induce import induce
from review.cli.pdf import pdf
from review.cli.read import read
from review.cli.serve import serve
from review.cli.stages import dedupe, extract, summarize
from review.cli.start import init
from review.cli.streams import Commands
from review.cli.taxonomy import taxonomy

_POOLS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Who is told to compute with one thread: the arrays are small, and sums the same everywhere."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="review")
def main() -> None:
    """From a pile of papers to a cited, verbatim-traceable survey.

    \b
    review init my-survey a.bib      a new survey folder that builds at once
    review build                     the survey of this folder: site/ and public/
    review serve                     the same in a browser, remade as you edit
    review check                     every promise, on what is written
    review read seeds/               what files hold, as JSON Lines
    """
    gc.set_threshold(200_000, 50, 1_000)  # records are many, long-lived, and hold no cycles
    for pool in _POOLS:
        os.environ.setdefault(pool, "1")


COMMANDS = (
    init,
    build,
    serve,
    check,
    diff,
    taxonomy,
    export,
    read,
    dedupe,
    enrich,
    induce,
    classify,
    extract,
    summarize,
    bib,
)

for command in COMMANDS:
    main.add_command(command)
export.add_command(latex)
export.add_command(pdf)
