"""QR codes as SVG files: a phone's camera leads to a subscription."""

import io

import segno

QUIET = 4
SCALE = 8


def qr_svg(text: str, title: str) -> bytes:
    """A QR code of ``text`` as an SVG without style or script; black on white, in dark pages too."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        scale=SCALE,
        border=QUIET,
        light="#fff",
        dark="#000",
        title=title,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue()
