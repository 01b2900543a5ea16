"""FEATURE. A calendar that writes itself: Chinese dates in text become events, pages of every view and .ics files.

Front matter: ``events`` and ``deadlines``, read by ``documents``; in the text of a brief's ◆ item or of a policy
``{日历：…}`` overrides or silences what the calendar made of it. The dated ◆ items become events by themselves; “近日”
gives none. Settings: none; ``url`` in ``content/site.yaml`` makes the links in the .ics files whole.
``content/calendar.ledger`` (see ``ledger``) remembers what subscribers have seen; ``content/vocabulary/holidays.yaml``
adds days off. Every article gets ``article.events``. Context names for all pages: ``upcoming_events`` (at most six),
``later_events`` (at most twelve more) and ``upcoming_events_are_past``, ``calendar_feeds`` (title, address, number of
events), ``calendar_urls`` (address, title), ``calendar_of_lists`` (what a list of articles may show, by its address).
Pages, all below ``/calendar/``: ``calendar.html`` (``overview``), ``agenda.html`` (``agenda``), ``year.html`` (``year``),
``month.html`` (``month``), ``week.html`` (``week``), ``event.html`` (``event_page``); the plugin's own plain templates serve
themes that have none. README.md tells more.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that dates and checks can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
