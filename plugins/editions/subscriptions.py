"""What readers can subscribe to, in groups, for the page /subscribe/."""

from collections.abc import Iterable

from ..documents.library import Library
from .feeds import KINDS, feeds

Group = tuple[str, tuple[tuple[str, str, str], ...]]


def subscriptions(library: Library, calendars: Iterable[tuple[str, str, int]] = ()) -> tuple[Group, ...]:
    """Groups of (name, address, note); ``calendars`` are the calendar's own (title, address, number of events)."""
    found = feeds(library)
    groups: list[Group] = [
        (
            "全部稿件",
            (
                ("全部稿件", found[0].atom_url, "Atom，全文"),
                ("全部稿件（JSON Feed）", found[0].json_url, "JSON Feed 1.1，全文"),
            ),
        )
    ]
    for kind, title in KINDS.items():
        entries = tuple(
            (feed.name, feed.atom_url, f"最近{len(feed.documents)}篇") for feed in found if feed.kind == kind
        )
        groups.append((f"按{title}订阅", entries))
    groups.append(("活动日历", tuple((title, url, f"{count}项活动") for title, url, count in calendars)))
    return tuple((title, entries) for title, entries in groups if entries)
