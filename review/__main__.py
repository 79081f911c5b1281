"""`python -m review` is the command `review`."""

from review.cli import main

main(prog_name="review")
