"""FOUNDATION. Editors' Markdown with checked YAML front matter, as values.

``library.read_library`` reads a whole content folder into documents, vocabularies, settings and problems; nothing of
it needs Pelican. As a Pelican plugin (put it first in ``PLUGINS``) it reads the library when a run begins, gives
Pelican one ``Article`` (``article.document``) for each public article and one ``Page`` for each page, and stops the
run before output when any plugin has reported an error.

Settings: ``DOCUMENTS = {"kinds": "module:name", "folder_kinds": "module:name"}`` and ``BUILD`` (now, drafts, profile,
cache, jobs; all optional). Context: ``site``. For other plugins: ``settings["RUN"]``, a :class:`.run.Run`.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that the values above can be used without it."""
    from .hooks import register as connect  # noqa: PLC0415

    connect()
