"""FEATURE. Where everything is: ``/sitemap.xml`` and ``/robots.txt`` for machines, ``/sitemap/`` for people.

Front matter: none of its own. Settings: none; ``/sitemap.xml`` needs ``url`` in ``content/site.yaml``, because a
sitemap holds whole addresses, and is left out without it.
Context names: ``site_index``, groups of (name, address), for its own page (template ``sitemap``; the theme's wins
over the plugin's plain one). Reads ``listing_urls`` (address, title, group) and ``calendar_urls`` and ``photo_urls``
(address, title), if others set them. A page's photos stand with it in the sitemap (Google's image extension).
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the values can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
