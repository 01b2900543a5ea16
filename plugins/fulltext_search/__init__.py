"""FEATURE. Search for Chinese readers: an index made at build time, a page that needs nothing but a static host.

Front matter: ``readings`` says how a name is read. The vocabulary ``synonyms.yaml`` holds words that stand for each
other. Of each public document are searched the title, kicker and subtitle, the text with its headings and ◆ items (a hit inside an item leads to the item), summary, people, organisations, districts, topics, tags,
captions, and the words in the fields that only some kinds have (honours, document numbers, deadlines).

Settings: ``FULLTEXT_SEARCH = {"kind_names": {"news": "消息", …}, "columns": True, "years": True, "people": True}``, all
optional: the kinds' names on results, and whether there are lists of columns, of years and of people, to which the page
leads on without JavaScript. Events are found where articles carry them (``article.events``).
Context: ``search_config`` (:class:`.search_page.SearchConfig`) for its own page (template ``search``; the theme's wins over
the plugin's plain one, and can include ``search_panel.html``). Output: ``search/index.html`` and ``search/index/…``;
the script is the asset ``search.js``.

Documents that are not public are never read.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the values can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
