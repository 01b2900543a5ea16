"""When readers may see an article: decided by its status and times against one instant, never by a clock."""

from collections.abc import Iterable
from datetime import datetime, time

from .fields import SHANGHAI
from .front_matter import FrontMatter


def opens_at(meta: FrontMatter) -> datetime:
    """The first instant at which the article may be seen: ``publish_at``, else the start of its day in Beijing."""
    return meta.publish_at or datetime.combine(meta.date, time(), SHANGHAI)


def is_public(meta: FrontMatter, now: datetime) -> bool:
    """Published, its time come, and not yet over."""
    if meta.status != "published":
        return False
    return opens_at(meta) <= now and (meta.expires_at is None or now < meta.expires_at)


def is_withdrawn(meta: FrontMatter, now: datetime) -> bool:
    """Whether its address shows a tombstone: taken back after it could be seen."""
    return meta.status == "withdrawn" and opens_at(meta) <= now


def next_change(metas: Iterable[FrontMatter], now: datetime) -> datetime | None:
    """The first instant after ``now`` at which any article opens or expires; None when none will."""
    instants = [
        instant
        for meta in metas
        if meta.status in {"published", "withdrawn"}
        for instant in (opens_at(meta), meta.expires_at)
        if instant is not None and instant > now
    ]
    return min(instants, default=None)
