"""Sentences of an abstract worth citing, and the closed list of edits that makes them citable."""
