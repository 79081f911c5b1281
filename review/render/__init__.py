"""Output formats: each a function from the survey to pages; nothing here touches the disk."""
