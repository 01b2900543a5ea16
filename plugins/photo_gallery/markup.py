"""The ``<picture>`` of a photo: a pure function of the photo, the same in every build."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup, escape

from ..documents.document import Photo
from ..documents.photo_addresses import address_of, widths_of
from .recipes import AVIF, JPEG
from .tones import class_of_focus

SIZES = "(min-width: 800px) 760px, 100vw"


@dataclass(frozen=True, eq=False)
class PictureTag:
    """``picture`` as templates call it, knowing the colour that holds each photo's place.

    The colour is a function of the photo's bytes, which every page that shows the photo depends on already; so the
    table of colours is no dependency of its own, and a new photo renders no page that does not show it.
    ``tones`` are the colours by ``shown_digest``; filled while photos are made, before anything is rendered.
    """

    tones: Mapping[str, str]
    fingerprint_token: ClassVar[str] = "picture"  # noqa: S105 - not a secret

    def __call__(self, photo: Photo, sizes: str = SIZES, eager: bool = False, class_: str = "") -> Markup:  # noqa: FBT001, FBT002 - templates call it by name
        """The ``<picture>`` of a photo."""
        return picture(photo, sizes, eager=eager, class_=class_, tone=self.tones.get(photo.shown_digest, ""))


def picture(photo: Photo, sizes: str = SIZES, *, eager: bool = False, class_: str = "", tone: str = "") -> Markup:
    """A photo with its web versions: AVIF where the browser takes it, JPEG everywhere, its place kept free.

    ``sizes`` must say how wide the photo really stands on the page, or the browser fetches the wrong version.
    ``eager`` is for the one photo that stands first on the first screen; all others wait until they are near.
    """
    widths = widths_of(photo.width)
    widest = widths[-1]
    height = max(1, round(photo.height * widest / photo.width))
    loading = 'fetchpriority="high"' if eager else 'loading="lazy"'
    class_name = f' class="{escape(class_)}"' if class_ else ""
    marks = " ".join(filter(None, (f"tone-{tone}" if tone else "", class_of_focus(photo.focus))))
    img_class = f' class="{marks}"' if marks else ""
    versions = {
        recipe: ", ".join(f"{address_of(photo, width, recipe.suffix)} {width}w" for width in widths)
        for recipe in (AVIF, JPEG)
    }
    still = ""
    if photo.animated:  # whoever asked for less motion gets the JPEG, which stands
        still = (
            f'<source media="(prefers-reduced-motion: reduce)" type="{JPEG.media_type}"'
            f' srcset="{escape(versions[JPEG])}" sizes="{escape(sizes)}">'
        )
    return Markup(  # noqa: S704 - every value below is escaped or a number
        f"<picture{class_name}>{still}"
        f'<source type="{AVIF.media_type}" srcset="{escape(versions[AVIF])}" sizes="{escape(sizes)}">'
        f'<img src="{escape(address_of(photo, widest))}" srcset="{escape(versions[JPEG])}" sizes="{escape(sizes)}"'
        f' width="{widest}" height="{height}" {loading} decoding="async"{img_class} alt="{escape(photo.alt)}">'
        "</picture>"
    )
