"""Records to papers: what is one work, its merged fields, its citation key, and the ledger."""

from review.identity.keys import assign_keys
from review.identity.ledger import dump_lock, load_lock
from review.identity.merge import merge, work_plain

__all__ = ["assign_keys", "dump_lock", "load_lock", "merge", "work_plain"]
