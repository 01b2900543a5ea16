# ruff: noqa: PLR0913, PLR0917, PLR2004 - a drawing is coordinates: naming each would say less than the picture
"""The writing desk: paper and pen for opinions, the official document, the map-like tiles of a round-up."""

import math
from collections.abc import Callable

from .canvas import (
    AMBER,
    CREAM,
    DEEP_RED,
    GOLD,
    INDIGO,
    INK,
    MIST,
    RED,
    STEEL,
    TEAL,
    Canvas,
    Colour,
    Point,
    dice,
    faint,
    mix,
    ridge,
)
from .work import gear


def turned(points: list[Point], x: float, y: float, degrees: float) -> list[Point]:
    """The points turned around the origin and moved to (x, y)."""
    a = math.radians(degrees)
    return [(x + px * math.cos(a) - py * math.sin(a), y + px * math.sin(a) + py * math.cos(a)) for px, py in points]


def sheet(
    c: Canvas, x: float, y: float, wide: float, high: float, degrees: float, paint: Colour = (254, 250, 240)
) -> None:
    """A sheet of paper with its shadow; (x, y) is its middle."""
    box = [(-wide / 2, -high / 2), (wide / 2, -high / 2), (wide / 2, high / 2), (-wide / 2, high / 2)]
    c.polygon(turned(box, x + 16, y + 22, degrees), faint(INK, 0.2))
    c.polygon(turned(box, x, y, degrees), paint)


def strokes(c: Canvas, x: float, y: float, wide: float, rows: int, degrees: float) -> None:
    """Rows of grey strokes that stand for writing; (x, y) is where the first row starts."""
    rolls = dice(rows * 7 + round(wide))
    for row in range(rows):
        long = wide * (0.62 + 0.38 * next(rolls)) if row % 4 == 3 else wide
        c.polygon(
            turned([(0, row * 40), (long, row * 40), (long, row * 40 + 11), (0, row * 40 + 11)], x, y, degrees),
            faint(INK, 0.2),
        )


def pen(c: Canvas, x: float, y: float, degrees: float, colour: Colour) -> None:
    """A fountain pen with its nib at (x, y)."""
    shade = turned([(0, 0), (60, -26), (560, -26), (560, 26), (60, 26)], x + 20, y + 26, degrees)
    c.polygon(shade, faint(INK, 0.22))
    c.polygon(turned([(0, 0), (76, -22), (100, -22), (100, 22), (76, 22)], x, y, degrees), GOLD)
    c.line(turned([(8, 0), (70, 0)], x, y, degrees), mix(GOLD, INK, 0.5), 3)
    c.polygon(turned([(100, -27), (540, -30), (566, -14), (566, 14), (540, 30), (100, 27)], x, y, degrees), colour)
    c.polygon(turned([(100, -27), (540, -30), (556, -20), (100, -12)], x, y, degrees), mix(colour, CREAM, 0.3))
    c.polygon(turned([(300, -30), (322, -30), (322, 30), (300, 30)], x, y, degrees), GOLD)


def _opinion(above: Colour, below: Colour, accent: Colour, motif: Callable[[Canvas], None]) -> Canvas:
    c = Canvas()
    c.sky((0, above), (1, below))
    c.glow(420, 200, 760, mix(above, CREAM, 0.55), 0.6)
    sheet(c, 1010, 560, 820, 1060, 7, mix(CREAM, below, 0.18))
    sheet(c, 960, 560, 820, 1060, -4)
    motif(c)
    c.polygon(turned([(0, 0), (300, 0), (300, 26), (0, 26)], 640, 612, -4), accent)
    strokes(c, 646, 680, 640, 9, -4)
    pen(c, 1130, 850, -38, accent)
    c.oval(250, 800, 150, faint(INK, 0.2), 150)
    c.oval(236, 784, 150, mix(above, CREAM, 0.8))
    c.oval(236, 784, 116, mix(above, CREAM, 0.55))
    c.oval(236, 784, 106, (150, 92, 52))
    c.oval(218, 766, 70, faint((196, 136, 82), 0.7))
    return c


def _frame(c: Canvas, above: Colour, below: Colour) -> list[Point]:
    box = turned([(0, 0), (660, 0), (660, 440), (0, 440)], 602, 150, -4)
    c.shaded(box, above, below)
    return box


def _at(points: list[Point]) -> list[Point]:
    return turned(points, 602, 150, -4)


def _city(c: Canvas) -> None:
    _frame(c, (250, 210, 150), (252, 236, 206))
    c.polygon(
        _at([(0, 300), (110, 210), (200, 270), (330, 150), (450, 260), (560, 190), (660, 280), (660, 440), (0, 440)]),
        (206, 150, 120),
    )
    rolls = dice(31)
    for i in range(13):
        high = 60 + next(rolls) * 150
        c.polygon(
            _at([(20 + i * 48, 400 - high), (58 + i * 48, 400 - high), (58 + i * 48, 440), (20 + i * 48, 440)]),
            mix(DEEP_RED, AMBER, next(rolls)),
        )
        for row in range(int(high / 26)):
            c.polygon(
                _at(
                    [
                        (30 + i * 48, 412 - high + row * 26),
                        (48 + i * 48, 412 - high + row * 26),
                        (48 + i * 48, 422 - high + row * 26),
                        (30 + i * 48, 422 - high + row * 26),
                    ]
                ),
                faint(CREAM, 0.6),
            )
    c.polygon(_at([(0, 410), (660, 390), (660, 440), (0, 440)]), TEAL)


def _plant(c: Canvas) -> None:
    _frame(c, (150, 204, 214), (226, 240, 230))
    for x, high in ((70, 300), (170, 360), (440, 330)):
        c.polygon(_at([(x, 420 - high), (x + 60, 420 - high), (x + 66, 420), (x - 6, 420)]), (112, 136, 150))
        for band in range(3):
            c.polygon(
                _at(
                    [
                        (x - 1, 420 - high + 30 + band * 90),
                        (x + 61, 420 - high + 30 + band * 90),
                        (x + 62, 420 - high + 50 + band * 90),
                        (x - 2, 420 - high + 50 + band * 90),
                    ]
                ),
                RED,
            )
    for x, r in ((300, 70), (560, 80)):
        middle = _at([(x, 420 - r)])[0]
        c.oval(middle[0], middle[1], r, (250, 246, 232))
        c.line(_at([(x - r, 420 - r), (x + r, 420 - r)]), STEEL, 7)
    for y in (250, 300):
        c.line(_at([(60, y), (620, y)]), STEEL, 9)
    c.polygon(_at([(0, 412), (660, 412), (660, 440), (0, 440)]), (92, 142, 118))


def _line(c: Canvas) -> None:
    _frame(c, (216, 226, 232), (246, 240, 228))
    for i in range(3):
        x = 60 + i * 205
        c.polygon(_at([(x, 130), (x + 150, 130), (x + 150, 350), (x, 350)]), (250, 250, 248))
        c.polygon(_at([(x, 130), (x + 150, 130), (x + 150, 164), (x, 164)]), (MIST, GOLD, MIST)[i])
        middle = _at([(x + 75, 256)])[0]
        c.oval(middle[0], middle[1], 60, STEEL)
        c.oval(middle[0], middle[1], 46, (64, 104, 128))
        c.oval(middle[0] - 14, middle[1] - 14, 18, faint(CREAM, 0.5))
    c.polygon(_at([(0, 356), (660, 356), (660, 392), (0, 392)]), INK)
    for i in range(14):
        middle = _at([(24 + i * 48, 374)])[0]
        c.oval(middle[0], middle[1], 13, STEEL)
    arm = _at([(330, 0), (330, 60), (400, 92), (360, 124)])
    c.line(arm, AMBER, 22)
    for joint in arm[1:3]:
        c.oval(*joint, 17, DEEP_RED)


def _campus(c: Canvas) -> None:
    _frame(c, (70, 96, 150), (206, 196, 214))
    for i in range(7):
        c.line(
            _at([(40 + i * 92, 0), (40 + i * 92, 70 + (i * 37) % 90), (80 + i * 92, 110 + (i * 37) % 90)]),
            faint(CREAM, 0.7),
            3,
        )
        end = _at([(80 + i * 92, 110 + (i * 37) % 90)])[0]
        c.oval(end[0], end[1], 9, GOLD)
    c.polygon(_at([(70, 260), (330, 150), (590, 260)]), DEEP_RED)
    c.polygon(_at([(90, 260), (570, 260), (570, 420), (90, 420)]), (240, 226, 204))
    for i in range(6):
        c.polygon(
            _at([(116 + i * 78, 276), (148 + i * 78, 276), (148 + i * 78, 420), (116 + i * 78, 420)]), (214, 188, 158)
        )
    middle = _at([(330, 214)])[0]
    gear(c, middle[0], middle[1], 34, GOLD, DEEP_RED, 10)
    c.polygon(_at([(0, 416), (660, 416), (660, 440), (0, 440)]), (86, 130, 110))


def opinion_city() -> Canvas:
    """An opinion from a district."""
    return _opinion((122, 34, 42), (188, 86, 62), RED, _city)


def opinion_plant() -> Canvas:
    """An opinion from a chemical works."""
    return _opinion((24, 74, 92), (74, 136, 136), TEAL, _plant)


def opinion_line() -> Canvas:
    """An opinion from an assembly line."""
    return _opinion((182, 108, 44), (232, 176, 96), DEEP_RED, _line)


def opinion_campus() -> Canvas:
    """An opinion from a college."""
    return _opinion((36, 44, 98), (98, 96, 156), INDIGO, _campus)


def policy() -> Canvas:
    """An official document with five tabs and four wheels, on a desk."""
    c = Canvas()
    c.sky((0, (98, 64, 52)), (1, (66, 42, 40)))
    for i in range(12):
        c.line([(0, 40 + i * 92), (1600, 60 + i * 90)], faint(INK, 0.12), 4)
    c.glow(480, 140, 900, (255, 220, 160), 0.4)
    sheet(c, 1140, 580, 660, 900, 10, (236, 226, 206))
    for i, colour in enumerate((RED, AMBER, GOLD, TEAL, INDIGO)):
        c.polygon(
            turned(
                [(380, -330 + i * 110), (450, -330 + i * 110), (450, -250 + i * 110), (380, -250 + i * 110)],
                760,
                560,
                -3,
            ),
            colour,
        )
    sheet(c, 760, 560, 780, 980, -3)
    c.polygon(turned([(-290, -370), (290, -370), (290, -318), (-290, -318)], 760, 560, -3), RED)
    c.polygon(turned([(-130, -284), (130, -284), (130, -268), (-130, -268)], 760, 560, -3), faint(INK, 0.35))
    c.polygon(turned([(-330, -236), (330, -236), (330, -230), (-330, -230)], 760, 560, -3), RED)
    strokes(c, *turned([(-320, -180)], 760, 560, -3)[0], 640, 12, -3)
    x, y = turned([(210, 350)], 760, 560, -3)[0]
    for i, colour in enumerate((RED, AMBER, TEAL, INDIGO)):
        gear(c, x - 470 + i * 150, y + 26 - i * 10, 52, mix(colour, CREAM, 0.15), (254, 250, 240), 10)
    pen(c, 1210, 900, -52, INK)
    c.oval(176, 240, 120, faint(INK, 0.3))
    c.oval(164, 226, 120, GOLD)
    c.oval(164, 226, 92, mix(GOLD, CREAM, 0.5))
    c.line([(164, 226), (164, 156)], INK, 9)
    c.line([(164, 226), (214, 250)], INK, 9)
    c.oval(164, 226, 10, RED)
    for i in range(12):
        a = math.tau * i / 12
        c.oval(164 + 78 * math.cos(a), 226 + 78 * math.sin(a), 5 if i % 3 else 8, INK)
    return c


def tiles() -> Canvas:
    """Six regions as tiles, joined by a golden line: coast, mountain city, lake, water town, tower, wall."""
    c = Canvas()
    c.sky((0, (252, 244, 228)), (1, (238, 222, 192)))
    scenes = (_coast, _mountain, _lake, _water_town, _tower, _wall)
    places = ((60, 60), (560, 110), (1060, 60), (60, 560), (560, 610), (1060, 560))
    middles = [(x + 240, y + 210) for x, y in places]
    order = (0, 1, 2, 5, 4, 3)
    c.line([middles[i] for i in order], faint(AMBER, 0.85), 12)
    for (x, y), scene in zip(places, scenes, strict=True):
        c.rect(x + 14, y + 20, 470, 410, faint(INK, 0.16), 30)
        tile = Canvas(470, 410)
        scene(tile)
        _paste(c, tile, x, y)
    for i in order:
        c.oval(middles[i][0] + 200, middles[i][1] - 175, 20, CREAM)
        c.oval(middles[i][0] + 200, middles[i][1] - 175, 13, RED)
    return c


def _paste(c: Canvas, tile: Canvas, x: int, y: int) -> None:
    mask = Canvas(tile.width, tile.height)
    mask.rect(0, 0, tile.width, tile.height, (255, 255, 255), 28)
    box = (x * tile.image.width // tile.width, y * tile.image.width // tile.width)
    c.image.paste(tile.image, box, mask.image.convert("L"))


def _coast(c: Canvas) -> None:
    c.sky((0, (246, 190, 130)), (0.6, (252, 226, 180)), (1, CREAM))
    c.oval(330, 150, 46, (255, 246, 220))
    c.sky((0, (70, 140, 152)), (1, (36, 96, 116)), top=230)
    for i in range(9):
        c.rect(30 + i * 47 % 400, 250 + i * 15, 70, 3, faint(CREAM, 0.5))
    c.polygon([(70, 290), (250, 290), (220, 336), (100, 336)], DEEP_RED)
    c.polygon([(150, 100), (150, 280), (60, 280)], CREAM)
    c.polygon([(160, 130), (160, 280), (240, 280)], GOLD)


def _mountain(c: Canvas) -> None:
    c.sky((0, (40, 42, 92)), (0.7, (170, 84, 92)), (1, (240, 170, 100)))
    c.polygon(ridge(470, 260, 130, 3, 410), (72, 56, 106))
    rolls = dice(12)
    for i in range(11):
        high = 90 + next(rolls) * 150
        c.rect(i * 44, 340 - high, 38, high + 70, mix((40, 40, 88), (90, 60, 110), next(rolls)))
        for row in range(int(high / 20)):
            c.rect(i * 44 + 8 + (row % 2) * 12, 350 - high + row * 20, 9, 9, GOLD)
    c.rect(0, 346, 470, 64, (26, 28, 66))
    c.line([(0, 340), (470, 300)], RED, 12)
    c.rect(170, 296, 110, 34, CREAM, 10)
    for i in range(4):
        c.rect(182 + i * 24, 304, 16, 14, INDIGO)


def _lake(c: Canvas) -> None:
    c.sky((0, (174, 212, 204)), (0.6, (240, 240, 214)), (1, CREAM))
    c.polygon(ridge(470, 220, 90, 5, 410), (126, 174, 154))
    c.polygon(ridge(470, 260, 60, 14, 410), (86, 140, 124))
    c.sky((0, (150, 198, 196)), (1, (90, 150, 158)), top=256)
    for i in range(5):
        wide = 44 - i * 7
        c.polygon(
            [
                (330 - wide, 206 - i * 30),
                (330 + wide, 206 - i * 30),
                (330 + wide * 0.7, 188 - i * 30),
                (330 - wide * 0.7, 188 - i * 30),
            ],
            DEEP_RED,
        )
        c.rect(330 - wide * 0.62, 206 - i * 30, wide * 1.24, 20, (236, 214, 176))
    c.line([(330, 72), (330, 44)], GOLD, 6)
    c.line([(40 + i * 6, 262 - 46 * math.sin(i * 6 / 160 * math.pi)) for i in range(27)], (206, 196, 170), 14)
    for i in range(6):
        c.oval(60 + i * 66, 360 - (i % 2) * 26, 34, (70, 140, 110), 11)
        c.oval(60 + i * 66, 352 - (i % 2) * 26, 9, (240, 160, 160))


def _water_town(c: Canvas) -> None:
    c.sky((0, (206, 222, 226)), (1, (244, 240, 226)))
    for x, y, wide in ((-20, 190, 190), (150, 150, 170), (310, 180, 190)):
        c.rect(x, y, wide, 190, (250, 248, 240))
        c.polygon([(x - 18, y), (x + 20, y - 46), (x + wide - 20, y - 46), (x + wide + 18, y)], (64, 70, 84))
        c.rect(x - 10, y - 4, wide + 20, 10, (46, 50, 64))
        for i in range(2):
            c.rect(x + 34 + i * 66, y + 46, 36, 52, (120, 86, 70), 4)
            c.oval(x + 52 + i * 66, y + 22, 9, RED, 12)
    c.sky((0, (120, 168, 172)), (1, (72, 124, 140)), top=310)
    c.polygon([(60, 320), (410, 320), (360, 262), (110, 262)], (190, 186, 176))
    c.pie(235, 334, 72, (180, 360), (110, 158, 164))
    c.polygon([(200, 372), (310, 372), (290, 392), (220, 392)], (96, 62, 52))


def _tower(c: Canvas) -> None:
    c.sky((0, (70, 126, 170)), (0.7, (190, 216, 220)), (1, CREAM))
    rolls = dice(50)
    for i in range(10):
        high = 60 + next(rolls) * 120
        c.rect(i * 48, 350 - high, 40, high, faint(mix(STEEL, TEAL, next(rolls)), 0.8))
    left = [(235 - 16 - 40 * abs(i / 20 - 0.45) ** 1.3, 350 - i * 13.5) for i in range(21)]
    right = [(470 - x, y) for x, y in left]
    c.polygon([*left, *reversed(right)], (214, 110, 90))
    for i in range(0, 20, 2):
        c.line([left[i], right[i + 1]], faint(CREAM, 0.7), 2)
        c.line([right[i], left[i + 1]], faint(CREAM, 0.7), 2)
    c.line([(235, 82), (235, 24)], RED, 5)
    c.rect(0, 348, 470, 62, (86, 140, 116))
    for i in range(8):
        c.oval(30 + i * 60, 356, 26, (66, 122, 100), 20)
        c.oval(30 + i * 60, 346, 9, (226, 96, 84))


def _wall(c: Canvas) -> None:
    c.sky((0, (240, 176, 110)), (0.7, (250, 222, 170)), (1, CREAM))
    c.glow(110, 110, 130, CREAM, 0.9)
    c.shaded([(0, 230), (470, 230), (470, 410), (0, 410)], (170, 120, 88), (124, 82, 66))
    for i in range(12):
        c.rect(i * 42, 206, 26, 28, (170, 120, 88))
    for y in range(256, 400, 24):
        c.line([(0, y), (470, y)], faint(INK, 0.16), 2)
    c.rect(130, 120, 210, 90, (150, 56, 48))
    for i in range(4):
        c.rect(146 + i * 50, 140, 28, 56, (226, 180, 120))
    c.polygon([(96, 126), (374, 126), (330, 84), (140, 84)], (70, 76, 84))
    c.polygon([(140, 84), (330, 84), (300, 44), (170, 44)], (88, 94, 100))
    c.pie(235, 410, 60, (180, 360), (74, 46, 44))
    c.rect(175, 400, 120, 10, (74, 46, 44))
