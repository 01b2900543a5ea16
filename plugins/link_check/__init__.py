"""FEATURE. Every link of every article leads somewhere.

Checks links between articles, to lists and to anchors before anything is written; links to other hosts are only
read, never asked (a build uses no network). Put it after ``plugins.documents`` in ``PLUGINS``.

Front matter: none of its own (it reads ``source: url`` and a profile's ``quotes: where``). Settings: none.
Context names: none.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the pure check can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
