"""Photos by Pillow: the reference, for every format and every odd case."""

from io import BytesIO
from typing import TYPE_CHECKING

from .engines import Choice, Made, Order, Version
from .opening import load_decoder
from .recipes import AVIF, Recipe

if TYPE_CHECKING:
    from .pixels import Picture


class PillowEngine:
    """Pillow as it comes from its wheel; ``pi-heif`` beside it opens HEIC."""

    name: Choice = "pillow"

    @property
    def edition(self) -> str:
        """Read from the installed packages' names, without loading Pillow."""
        return " ".join(filter(None, map(_version_or_nothing, ("pillow", "cykooz-resizer", "pi-heif"))))

    def make(self, data: bytes, order: Order) -> Made:
        """The photo as ordered."""
        from .holes import refuse_hole  # noqa: PLC0415
        from .pixels import pictures  # noqa: PLC0415 - Pillow is loaded only when there is work for it
        from .tones import tone_of  # noqa: PLC0415

        made, notes = pictures(data, order.widths, order.blur)
        refuse_hole(data, made[-1].frames[0])
        versions = tuple(
            Version(picture.width, recipe, encoded(picture, recipe)) for picture in made for recipe in order.recipes
        )
        return Made(versions, tone_of(made[-1].frames[0]), notes)


def encoded(picture: "Picture", recipe: Recipe) -> bytes:
    """One picture as the bytes of one format, with no metadata; a moving picture moves in AVIF and stands in JPEG."""
    from .pixels import damaged  # noqa: PLC0415

    load_decoder(recipe.format)
    options: dict[str, object] = dict(recipe.options)
    first, *rest = picture.frames
    if rest and recipe.suffix == AVIF.suffix:
        options |= {"save_all": True, "append_images": rest, "duration": list(picture.durations)}
    buffer = BytesIO()
    try:
        first.save(buffer, recipe.format, **options)
    except (OSError, ValueError) as fault:  # too long a side for the format, or a codec that gives up
        raise damaged(fault) from None
    return buffer.getvalue()


def _version_or_nothing(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - decoders do without

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""
