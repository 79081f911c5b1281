"""The live preview of a survey folder: watch, remake, show, reload.

inputs ─Watch─▶ changed paths ─pipeline─▶ site/ ─Preview─▶ Window ─Server─▶ browsers
                                          site/ ─Website─▶ public/, when all is at rest
"""
