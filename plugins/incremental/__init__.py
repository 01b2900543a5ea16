"""ENGINE. Renders what changed, on every core; the site is then published whole.

Pelican asks this plugin for its writer (``get_writer``). The writer queues pages instead of writing them; when all are
known (``finalized``) each is either reused from the previous build or rendered.

A page is reused when all of this holds: the previous build's file is there with the bytes that were recorded; the engine
(plugin code, settings, library versions) and every template that the page extends, includes or imports are unchanged;
each name that the page looked up while it was rendered last time has the same fingerprint. Names that a page did not read
cost nothing and dirty nothing.

Settings: ``BUILD`` (set by ``build.py``; absent under plain ``pelican``): ``previous`` the published folder, ``cache`` the
state folder, ``jobs`` how many workers, ``engine`` the digest of code and settings, ``ground`` what is known of the
published files: then only those that changed are put into the stage. Without it every page is rendered,
serially, straight into ``OUTPUT_PATH``, and files whose bytes did not change are left alone.

Front matter: none. Context names: none of its own.
The writer has ``write_bytes(save_as, data)`` for what is no template. ``content_written`` is not sent, since pages may be
rendered in other processes; ``write_feed`` does nothing, since feeds are pages of ``editions``.

``names`` safe output names · ``reads`` which names a page looks up · ``closures`` which templates a page is made of ·
``pages`` the queue · ``plan`` reuse or render, and why · ``render`` workers · ``publishing`` the stage and the swap ·
``replacing`` changed files into a site that stays · ``inputs`` whether anything changed at all.
"""


def register() -> None:
    """Connect to Pelican's signals."""
    from .hooks import connect  # noqa: PLC0415 - build.py looks for changes before it pays for importing Pelican

    connect()
