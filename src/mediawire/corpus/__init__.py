"""A corpus on disk: reports in open tables, an index beside them, and what can be asked of both."""
