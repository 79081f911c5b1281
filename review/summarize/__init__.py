"""From citation sentences to a review: sections, overviews, tables, related papers, a glossary.

Every sentence is an excerpt of an abstract with its recorded edits, or counted from the data.
"""

from review.summarize.budget import summarize
from review.summarize.glossary import glossary
from review.summarize.overview import overview
from review.summarize.related import related
from review.summarize.sections import sections
from review.summarize.termlist import terms
from review.summarize.world import World

__all__ = ["World", "glossary", "overview", "related", "sections", "summarize", "terms"]
