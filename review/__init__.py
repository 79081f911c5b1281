"""From a pile of papers to a cited, verbatim-traceable survey."""
