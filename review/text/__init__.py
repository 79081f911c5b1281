"""What is known of a text before any stage looks at it: sentence spans, terms, repairs, edits."""
