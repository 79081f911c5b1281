"""From a pile of papers to a cited, verbatim-traceable survey."""

__version__ = "0.1.0"
