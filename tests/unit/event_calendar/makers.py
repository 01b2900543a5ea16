"""Events of the tests' own making."""

from datetime import date

from plugins.event_calendar.entries import Event, settled


def event(name="技能大赛", start=date(2024, 8, 28), end=None, **parts):
    start, end = settled(start, end)
    given = {
        "uid": f"{name}@test",
        "key": f"event:{name}",
        "mark": name,
        "path": "content/news/a.md",
        "line": 1,
        "name": name,
        "start": start,
        "end": end,
        "place": "",
        "organiser": "",
        "districts": (),
        "organisations": (),
        "column": "",
        "kind": "event",
        "source_url": "/news/a/",
        "source_title": "标题",
        "text": "",
        "date_text": "",
        "changed": date(2024, 9, 2),
    }
    return Event(**(given | parts))


def entry(*arguments, **parts):
    return event(*arguments, **parts).entry()
