"""Documents for paper: typeset from data in the reader's language and script."""
