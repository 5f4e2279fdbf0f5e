"""Routing of a standalone message in a terminating CPM Participating Function."""
