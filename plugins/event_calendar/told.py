"""What ``check`` tells of the calendar: one row an event, as JSON holds it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from .collection import Collection
from .entries import KIND_TITLES, Kind, Moment

Row = Mapping[str, object]
WEEKDAYS = "一二三四五六日"
MOST_SHOWN = 20


def rows_of(collection: Collection) -> Iterator[Row]:
    """Every event by time, then the deadlines of no known year; keys may be added, never change their meaning."""
    for event in collection.events:
        yield {
            "start": _iso(event.start),
            "end": _iso(event.end) if event.end is not None else None,
            "kind": event.kind,
            "name": event.name,
            "place": event.place,
            "organiser": event.organiser,
            "districts": list(event.districts),
            "organisations": list(event.organisations),
            "status": event.standing,
            "repeat": event.rule or None,
            "text": event.date_text,
            "path": event.path,
            "line": event.line,
            "url": event.url,
            "uid": event.uid,
            "sequence": event.sequence,
        }
    for one in collection.year_unknown:
        yield {
            "start": None,
            "kind": "deadline",
            "name": one.what,
            "text": one.text,
            "districts": list(one.districts),
            "organisations": list(one.organisations),
            "url": one.url,
        }


def as_text(rows: Sequence[Row], *, whole: bool, today: date) -> str:
    """The rows for people: a count, then the coming ones or, when none comes, the latest; ``whole`` shows all."""
    if not rows:
        return "日历上没有活动。\n"
    kinds = Counter(KIND_TITLES[_kind(row)] for row in rows)
    dated = [row for row in rows if row["start"]]
    counts = "、".join(f"{title} {kinds[title]}" for title in KIND_TITLES.values() if kinds[title])
    head = f"日历上有 {len(rows)} 项（{counts}）"
    coming = [row for row in dated if str(row.get("end") or row["start"])[:10] >= str(today)]
    unknown = [row for row in rows if not row["start"]]
    shown = list(rows) if whole else [*(coming[:MOST_SHOWN] or dated[-MOST_SHOWN:]), *unknown[:MOST_SHOWN]]
    left = len(rows) - len(shown)
    more = f"\n  另有 {left} 项，用 check --calendar 看全部" if left else ""
    return f"{head}：\n" + "\n".join(f"  {_line(row)}" for row in shown) + f"{more}\n"


def _line(row: Row) -> str:
    start = row["start"]
    kind = KIND_TITLES[_kind(row)]
    if not isinstance(start, str):
        return f"{row['text']}（年份待核实）　{kind}　{row['name']}"
    moment = datetime.fromisoformat(start)
    clock = f" {moment:%H:%M}" if "T" in start else ""
    where = "、".join(map(str, _list(row["districts"])))
    word = {"cancelled": "（取消）", "moved": "（改期）", "postponed": "（延期）"}.get(str(row["status"]), "")
    parts = [
        f"{moment:%Y-%m-%d} 周{WEEKDAYS[moment.weekday()]}{clock}",
        kind,
        f"{row['name']}{word}",
        where,
        f"{row['path']}:{row['line']}",
    ]
    return "　".join(part for part in parts if part)


def _kind(row: Row) -> Kind:
    found = str(row["kind"])
    return "deadline" if found == "deadline" else "item" if found == "item" else "event"


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _iso(moment: Moment) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
