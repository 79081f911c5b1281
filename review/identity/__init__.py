"""Records to papers: what is one work, its merged fields, its citation key, and the ledger."""

from review.identity.decide import joined, renamed
from review.identity.former import former
from review.identity.keys import assign_keys
from review.identity.ledger import dated, dump_lock, dump_pages, load_ledger, load_lock, weighed
from review.identity.match import clusters
from review.identity.merge import merge, work_plain, works_of
from review.identity.recall import recalled
from review.identity.report import report
from review.identity.resemble import lookalikes

__all__ = [
    "assign_keys",
    "clusters",
    "dated",
    "dump_lock",
    "dump_pages",
    "former",
    "joined",
    "load_ledger",
    "load_lock",
    "lookalikes",
    "merge",
    "recalled",
    "renamed",
    "report",
    "weighed",
    "work_plain",
    "works_of",
]
