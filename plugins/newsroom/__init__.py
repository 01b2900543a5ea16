"""FEATURE. The newsroom: the kinds of article, people and honours, columns, districts, topics, series, the front page.

Front matter: :mod:`.kinds`. Checks: :mod:`.checks` (unknown districts, honours, headings of a round-up, wording).
Settings: none of its own; ``DOCUMENTS`` points at ``plugins.newsroom.kinds:KINDS`` and ``:FOLDER_KINDS``.
Context names: ``nav``, ``latest``, ``asset``, ``absolute``, ``listing_urls``, and for its own pages ``front``,
``listing``, ``directory``, ``showcase``, ``figure_index``, ``figures``, ``benefits``, ``glossary``; on each article
``article.connections``. Filters: dates in words, ``page_address`` (``{% set page_url = output_file | page_address %}``:
where this page is), ``linked`` (``segments | linked(article.connections.names)``: first mentions as links) and
``phrased`` (where the lines of a text may break).
Templates: index, listing, directory, showcase, withdrawn, 404; where the theme has them also offline,
figure_index, figures, benefits, glossary (the theme's win; the plugin brings none).
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the kinds can be used without it."""
    from .hooks import register as connect  # noqa: PLC0415

    connect()
