"""Events of the tests' own making."""

from datetime import date

from plugins.event_calendar.events import Event, settled


def event(name="技能大赛", start=date(2024, 8, 28), end=None, **parts):
    start, end = settled(start, end)
    given = {
        "uid": f"{name}@test",
        "name": name,
        "start": start,
        "end": end,
        "all_day": not hasattr(start, "hour"),
        "place": "",
        "organiser": "",
        "district": (parts.get("districts") or ("",))[0],
        "districts": (),
        "organisations": (),
        "column": "",
        "url": "/news/a/",
        "text": "",
        "kind": "event",
        "source_title": "标题",
        "date_text": "",
        "changed": date(2024, 9, 2),
    }
    return Event(**(given | parts))
