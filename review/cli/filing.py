"""`review classify`: papers into topics, and questions to the person about the few that matter."""

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from review.cli.asking import ask_folder, question_plain, tally
from review.cli.streams import EXAMPLES, output, read_examples, read_records, some, write_lines

_EXAMPLES = """\
  review classify papers.jsonl -t taxonomy.yml
  review classify --ask 10              asks about 10 papers of this survey folder
  review classify my-survey --ask 10 -o questions.jsonl
  review classify papers.jsonl -t taxonomy.yml --ask 10 -o questions.jsonl
  review classify papers.jsonl -t taxonomy.yml --examples questions.jsonl
"""


@click.command(epilog=EXAMPLES + _EXAMPLES)
@click.argument("papers", metavar="PAPERS", required=False)
@click.option("-t", "--taxonomy", metavar="FILE", help="The survey taxonomy.")
@click.option("--examples", metavar="FILE", help="JSON Lines of papers with their topic.")
@click.option(
    "--ask",
    type=click.IntRange(1),
    metavar="N",
    help="Name the N papers whose answers would help most, instead of filing.",
)
@click.option(
    "--embedder", metavar="NAME", help="Count meaning, too: wordllama, or a model's folder."
)
@output
def classify(
    papers: str | None,
    taxonomy: str | None,
    examples: str | None,
    ask: int | None,
    embedder: str | None,
    output: str,
) -> None:
    """File papers into a taxonomy; one JSON line a paper, in the order of the input.

    With --ask N, PAPERS may be a survey folder (this one, if left out): it is asked where the N
    papers belong whose answers would help most. Answers are added to its curation.yml, and the
    other papers are filed anew. With -o, or where nobody answers, the questions are written as
    JSON Lines. Fill in their `topic` ("unplaced": belongs nowhere) and give the file to --examples.
    """
    if ask and (papers is None or (papers != "-" and Path(papers).is_dir())):
        if taxonomy or examples or embedder:
            raise click.UsageError(
                "a survey folder has its own taxonomy.yml, curation.yml and review.yml;"
                " leave out -t, --examples and --embedder"
            )
        given = (
            click.get_current_context().get_parameter_source("output")
            is not ParameterSource.DEFAULT
        )
        ask_folder(Path(papers or "."), ask, output if given else None)
        return
    for value, name in ((papers, "argument 'PAPERS'"), (taxonomy, "option '-t' / '--taxonomy'")):
        if value is None:
            raise click.UsageError(f"Missing {name}.")
    file_lines(papers or "", taxonomy or "", examples, ask, embedder, output)


def file_lines(
    papers: str,
    taxonomy: str,
    examples: str | None,
    ask: int | None,
    embedder: str | None,
    output: str,
) -> None:
    """Write the assignments of a file of papers, or the questions about it."""
    from review.classify import assignment_plain, load_embedder
    from review.classify import classify as file_papers
    from review.classify.asking import questions
    from review.config import load_taxonomy
    from review.text.terms import title_key

    topics = load_taxonomy(Path(taxonomy))
    taught = read_examples(examples, topics) if examples else ()
    records = read_records(papers)
    seen = load_embedder(embedder) if embedder else None
    assignments = file_papers(records, topics, taught, embedder=seen)
    placed = sum(assignment.placed for assignment in assignments)
    click.echo(f"{some(len(assignments), 'paper')}, {placed} placed", err=True)
    if ask is None:
        write_lines(output, map(assignment_plain, assignments))
        return
    ids = {example.id for example in taught}
    titles = {title_key(example.title) for example in taught} - {""}
    settled = [
        replace(one, by="person") if record.id in ids or title_key(record.title) in titles else one
        for record, one in zip(records, assignments, strict=True)
    ]
    asked = questions(records, topics, settled, ask)
    write_lines(output, [question_plain(one, topics) for one in asked])
    click.echo(tally(asked, ask), err=True)
