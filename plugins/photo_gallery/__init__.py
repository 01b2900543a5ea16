"""FEATURE. Photos of public articles become web versions; albums get a page for each photo; a small viewer.

Every photo that a public document shows (``photos``, ``cover``, ``portrait``, photos in the text) is published as AVIF
and JPEG in up to four widths under ``/photos/``, upright, in sRGB, without any metadata: credit and caption stand in
the page, not in the file. The original is never published, and a draft's photos are not published at all. Transparent
photos are laid on white; an animation moves in AVIF and stands still in JPEG.

Front matter: none of its own (``documents`` reads ``photos[src alt caption credit]`` and ``photos.yaml`` beside the
photos); ``download: true`` of an album offers its photos as files, and all of them as ``<album>/photos.zip``. Settings: none.
Templates may call ``picture(photo, sizes=…, eager=False, class_="")``. Context: ``album_photo`` in ``photo.html``, a
page for each photo of an album at ``<album>/photo-<n>/``; ``photo_year`` in ``photo_year.html``, the photos of a year at
``/gallery/<year>/``; ``photo_urls`` for a site map. Asset: ``viewer.js``, which turns a grid marked
``data-viewer`` into a viewer; without it the links lead to the photo pages.
"""


def register() -> None:
    """Connect to Pelican; imported late, so that checks and addresses can be used without it."""
    from . import hooks  # noqa: PLC0415

    hooks.register()
