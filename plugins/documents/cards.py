"""From a document to the card that lists show."""

from .document import Card, Document


def card_of(document: Document) -> Card:
    """What a list may know of ``document``; a brief is listed under the districts of its items too."""
    meta = document.meta
    items = document.body.items
    return Card(
        path=str(document.path),
        url=document.url,
        kind=document.kind,
        title=meta.title,
        title_lines=document.title_lines,
        kicker=meta.kicker or "",
        subtitle=meta.subtitle or "",
        day=meta.date,
        summary=document.summary,
        column=meta.column or "",
        series=meta.series or "",
        topics=meta.topics,
        tags=meta.tags,
        districts=tuple(dict.fromkeys([*meta.all_districts(), *(name for item in items for name in item.districts)])),
        organisations=tuple(
            dict.fromkeys([*meta.all_organisations(), *(name for item in items for name in item.organisations)])
        ),
        people=meta.all_people(),
        byline=meta.byline(),
        cover=document.cover or document.portrait,
    )
