"""How like a full decode with LANCZOS our shortcuts are, and what AVIF saves: SSIM by Pillow alone.

The structural similarity of Wang et al. (2004) on the luma, with uniform windows of 8 by 8 pixels, one every 4
pixels, and the constants of the paper; the mean over all windows. 1 is the same picture.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from photos_rivals import ALL as WIDTHS
from photos_rivals import eleventy
from PIL import Image, ImageMath, ImageOps
from PIL.Image import Resampling

from plugins.photo_gallery.pillow_engine import encoded
from plugins.photo_gallery.pixels import pictures
from plugins.photo_gallery.recipes import AVIF, JPEG

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
WINDOW, STRIDE = 8, 4


def ssim(first: "Picture", second: "Picture") -> float:
    """The mean structural similarity of two pictures of the same size."""
    one, other = (picture.convert("L").convert("F") for picture in (first, second))
    scores = []
    for left in range(0, WINDOW, STRIDE):
        for top in range(0, WINDOW, STRIDE):
            box = (left, top, *one.size)
            windows = _map(one.crop(box), other.crop(box))
            scores.append(float(windows.resize((1, 1), Resampling.BOX).getpixel((0, 0))))
    return sum(scores) / len(scores)


def _map(one: "Picture", other: "Picture") -> "Picture":
    def mean(picture: "Picture") -> "Picture":
        return picture.crop((0, 0, *(side // WINDOW * WINDOW for side in picture.size))).reduce(WINDOW)

    def product(left: "Picture", right: "Picture") -> "Picture":
        return ImageMath.lambda_eval(lambda given: given["a"] * given["b"], a=left, b=right)

    return ImageMath.lambda_eval(
        lambda given: (
            (given["m"] * given["n"] * 2 + C1)
            * ((given["mn"] - given["m"] * given["n"]) * 2 + C2)
            / (
                (given["m"] * given["m"] + given["n"] * given["n"] + C1)
                * (given["mm"] - given["m"] * given["m"] + given["nn"] - given["n"] * given["n"] + C2)
            )
        ),
        m=mean(one),
        n=mean(other),
        mm=mean(product(one, one)),
        nn=mean(product(other, other)),
        mn=mean(product(one, other)),
    )


def by_the_book(data: bytes, size: tuple[int, int]) -> "Picture":
    """The whole photo decoded and shrunk at once with LANCZOS: the slow way that our shortcuts are held against."""
    with Image.open(BytesIO(data)) as image:
        return ImageOps.exif_transpose(image).resize(size, Resampling.LANCZOS)


def likeness(files: Sequence[Path]) -> str:
    """A table of means over ``files``: our pixels and both formats against the book, and AVIF's share of bytes."""
    rows = {width: [0.0] * 5 for width in WIDTHS}
    for file in files:
        data = file.read_bytes()
        made, _ = pictures(data, WIDTHS)
        for picture in made:
            ours = picture.frames[0]
            book = by_the_book(data, ours.size)
            jpeg, avif = encoded(picture, JPEG), encoded(picture, AVIF)
            values = (
                ssim(ours, book),
                ssim(Image.open(BytesIO(jpeg)), book),
                ssim(Image.open(BytesIO(avif)), book),
                len(jpeg) / 1024,
                len(avif) / 1024,
            )
            rows[picture.width] = [a + b / len(files) for a, b in zip(rows[picture.width], values, strict=True)]
    lines = [f"{'width':>6}{'pixels':>9}{'JPEG':>8}{'AVIF':>8}{'JPEG KiB':>10}{'AVIF KiB':>10}{'share':>8}"]
    for width, (pixels, jpeg, avif, kib, small) in rows.items():
        lines.append(f"{width:6}{pixels:9.4f}{jpeg:8.3f}{avif:8.3f}{kib:10.0f}{small:10.0f}{small / kib:8.0%}")
    return "\n".join(["", "SSIM against full decode with LANCZOS; bytes at equal width", *lines])


def beside(files: Sequence[Path], folder: Path, tools: Path) -> str:
    """The same against the book for eleventy-img's files: whether its settings and ours mean equal likeness and bytes."""
    if not (tools / "eleventy" / "node_modules").is_dir():
        return ""
    rows = {(width, suffix): [0.0, 0.0] for width in WIDTHS for suffix in (".jpeg", ".avif")}
    with tempfile.TemporaryDirectory(dir=folder.resolve()) as place:
        for file in files:
            photos, out = Path(place, "in", file.stem), Path(place, "out", file.stem)
            photos.mkdir(parents=True)
            out.mkdir(parents=True)
            (photos / file.name).hardlink_to(file)
            subprocess.run(eleventy(photos, out, tools.resolve(), "jpeg+avif", 1).words, check=True, stdout=subprocess.DEVNULL)
            for made in sorted(out.iterdir()):
                with Image.open(made) as picture:
                    book = by_the_book(file.read_bytes(), picture.size)
                    row = rows[picture.width, made.suffix]
                    row[0] += ssim(picture.convert("RGB"), book) / len(files)
                    row[1] += made.stat().st_size / 1024 / len(files)
    lines = [f"{width:6}{row[0]:9.3f}{row[1]:10.0f} KiB  {suffix[1:]}" for (width, suffix), row in rows.items()]
    return "\n".join(["", f"eleventy-img's files of the first {len(files)} photos", *lines])
