"""FEATURE. A calendar that writes itself: Chinese dates in text become events, month pages, a list and .ics files.

Front matter: ``events`` (name, start, end, place, organiser, district), read by ``documents``; and, where a kind of
article has them, ``deadlines`` (what, date, text, who). The dated ◆ items of a brief become events by themselves;
“近日” gives none. Settings: none; ``url`` in ``content/site.yaml`` makes the links in the .ics files whole.
Every article gets ``article.events``. Context names for all pages: ``upcoming_events`` (at most six) and
``upcoming_events_are_past``, ``calendar_feeds`` (title, address, number of events), ``calendar_urls`` (address, title).
Pages: ``/calendar/`` (``calendar.html``: ``agenda``), ``/calendar/list/`` (``agenda.html``: ``agenda``),
``/calendar/YYYY/MM/`` (``month.html``: ``month``); the plugin's own plain templates serve themes that have none.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that dates and checks can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
