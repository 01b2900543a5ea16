"""Photos for measuring: twelve megapixels, the same bytes everywhere, with a photo's detail and a camera's metadata.

Natural pictures have as much contrast in each octave of detail (1/f), and edges between things. So a scene is a sum
of random grids, from 5 columns to 2,500, with mountains, towers and lit windows in front. It is no photo: codecs
find a real one a little easier or harder. What is compared is how long programs take over the same bytes.
"""

import random
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PIL.Image import Resampling

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIZE = (4000, 3000)
OCTAVES = ((5, 4), (20, 15), (80, 60), (320, 240), (1250, 938), (2500, 1875))
QUALITY = 90
SIDEWAYS_EVERY = 5
SERIAL = "SN-4711-0815"


def scene(number: int, size: tuple[int, int] = SIZE) -> "Picture":
    """A scene that differs with its number."""
    dice = random.Random(number)
    grey = None
    for columns, rows in OCTAVES:
        grid = Image.frombytes("L", (columns, rows), dice.randbytes(columns * rows)).resize(size, Resampling.BICUBIC)
        grey = grid if grey is None else Image.blend(grey, grid, 0.28)
    if grey is None:
        raise ValueError("no octaves")
    tints = [dice.randint(90, 255) for _ in range(3)]
    picture = Image.merge("RGB", [grey.point(lambda value, tint=tint: value * tint // 255) for tint in tints])
    return ImageChops.blend(picture, _things(dice, size), 0.45).filter(ImageFilter.UnsharpMask(1, 40, 0))


def _things(dice: random.Random, size: tuple[int, int]) -> "Picture":
    """Hills and towers with windows, drawn at half size."""
    width, height = size[0] // 2, size[1] // 2
    picture = Image.new("RGB", (width, height), tuple(dice.randint(90, 200) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for layer in range(4):
        ground = height * (40 + 12 * layer) // 100
        ridge = [(x, ground + dice.randint(-90, 90)) for x in range(0, width + 80, 80)]
        pen.polygon([(0, height), *ridge, (width, height)], fill=tuple(dice.randint(20, 160) for _ in range(3)))
    for _ in range(40):
        left, top = dice.randint(-50, width), dice.randint(height // 5, height)
        broad = dice.randint(30, 160)
        pen.rectangle((left, top, left + broad, height), fill=tuple(dice.randint(10, 120) for _ in range(3)))
        for across in range(left + 6, left + broad - 8, 14):
            for down in range(top + 6, height, 18):
                if dice.random() < 0.5:  # noqa: PLR2004 - every other window is lit
                    pen.rectangle((across, down, across + 6, down + 9), fill=(255, dice.randint(180, 240), 120))
    return picture.resize(size, Resampling.BICUBIC)


def write_scenes(folder: Path, count: int) -> list[Path]:
    """``count`` photos in ``folder``; those that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"photo-{number:03}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        if not file.exists():
            exif = Image.Exif()
            exif[0x0112] = 6 if number % SIDEWAYS_EVERY == 0 else 1
            exif.get_ifd(0x8769)[0xA431] = SERIAL
            place = exif.get_ifd(0x8825)
            place[1], place[2], place[3], place[4] = "N", (29.0, 33.0, 12.0), "E", (106.0, 34.0, 1.0)
            unfinished = file.with_suffix(".part")
            scene(number).save(unfinished, "JPEG", quality=QUALITY, exif=exif)
            unfinished.rename(file)
    return files
