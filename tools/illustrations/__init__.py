"""Scenes for the 示意图 beside the articles: flat, layered, drawn with Pillow alone, the same bytes every time."""
