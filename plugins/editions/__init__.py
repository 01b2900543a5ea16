"""FEATURE. Other faces of an article: Atom and JSON feeds with the full text, JSON-LD for search engines.

Front matter: none of its own. Settings: none; ``url`` in ``content/site.yaml`` makes addresses absolute.
Context names: ``article.structured_data`` (a whole ``<script type="application/ld+json">``), and for its own page
``subscriptions``: groups of (name, address, note). Reads ``calendar_feeds`` (title, address, count), if there is one.
Writes ``/feeds/all.atom.xml``, ``/feeds/all.json``, the same for each column, district and topic, and ``/subscribe/``
(template ``subscribe``; the theme's wins over the plugin's plain one).
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the values can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
