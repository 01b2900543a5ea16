# ruff: noqa: PLR0913, PLR0917, PLR2004 - a drawing is coordinates: naming each would say less than the picture
"""Chongqing: the skyline over two rivers, the great screens, a run along the bank."""

import math

from .canvas import (
    AMBER,
    CREAM,
    DEEP_RED,
    GOLD,
    INDIGO,
    INK,
    NIGHT,
    RED,
    TEAL,
    Canvas,
    Colour,
    arc_points,
    dice,
    faint,
    mix,
    ridge,
)
from .figures import back


def towers(c: Canvas, ground: float, seed: int, heights: tuple[float, float], colour: Colour, lit: float) -> None:
    """A row of towers from edge to edge with lit windows."""
    rolls = dice(seed)
    x = -20.0
    while x < c.width:
        wide = 42 + next(rolls) * 62
        middle = 1 - abs((x + wide / 2) / c.width - 0.5) * 1.1
        high = (heights[0] + next(rolls) * (heights[1] - heights[0])) * (0.55 + 0.45 * middle)
        shade = mix(colour, INDIGO, next(rolls) * 0.35)
        c.rect(x, ground - high, wide, high, shade)
        crown = next(rolls)
        if crown > 0.72:
            c.polygon(
                [(x, ground - high), (x + wide, ground - high), (x + wide * 0.5, ground - high - wide * 0.6)], shade
            )
        elif crown > 0.45:
            c.rect(x + wide * 0.2, ground - high - 22, wide * 0.6, 24, shade)
            c.line([(x + wide / 2, ground - high - 22), (x + wide / 2, ground - high - 64)], shade, 3)
            c.oval(x + wide / 2, ground - high - 64, 3, faint(RED, 0.95))
        _windows(c, (x, ground - high, wide, high), seed + round(x), lit)
        x += wide + 4 + next(rolls) * 12


def _windows(c: Canvas, box: tuple[float, float, float, float], seed: int, lit: float) -> None:
    rolls = dice(seed + 5)
    x, y, wide, high = box
    across = max(2, int(wide // 13))
    step = wide / across
    for row in range(int(high // 15) - 1):
        for column in range(across):
            if next(rolls) < lit:
                paint = mix(GOLD, CREAM if next(rolls) > 0.5 else AMBER, next(rolls) * 0.7)
                c.rect(
                    x + column * step + step * 0.25,
                    y + 9 + row * 15,
                    step * 0.5,
                    7,
                    faint(paint, 0.55 + 0.45 * next(rolls)),
                )


def bridge(c: Canvas, deck: float, span: tuple[float, float], colour: Colour) -> None:
    """A cable-stayed bridge with two lit pylons."""
    left, right = span
    for pylon in (left + (right - left) * 0.27, left + (right - left) * 0.73):
        top = deck - 190
        for i in range(1, 11):
            reach = i * (right - left) * 0.024
            for side in (-1, 1):
                c.line([(pylon, top + i * 6), (pylon + side * reach, deck)], faint(mix(colour, CREAM, 0.35), 0.75), 1.6)
        c.polygon([(pylon - 13, deck + 70), (pylon - 5, top), (pylon + 5, top), (pylon + 13, deck + 70)], colour)
        c.glow(pylon, top, 60, GOLD, 0.8)
    c.rect(left, deck - 5, right - left, 13, colour)
    c.rect(left, deck - 8, right - left, 3, faint(GOLD, 0.9))
    for x in range(round(left) + 10, round(right), 26):
        c.glow(x, deck - 12, 11, GOLD, 0.9)


def _peninsula(c: Canvas, ground: float) -> None:
    for i, high in enumerate((300, 350, 400, 430, 430, 400)):
        x = 640 + i * 58
        c.shaded(
            [
                (x, ground),
                (x + 4, ground - high + 40),
                (x + 22, ground - high),
                (x + 42, ground - high + 30),
                (x + 44, ground),
            ],
            mix(INDIGO, CREAM, 0.42),
            mix(INDIGO, NIGHT, 0.2),
        )
        for row in range(int(high / 14) - 5):
            c.rect(x + 10, ground - high + 52 + row * 14, 26, 5, faint(GOLD, 0.35 + 0.5 * ((row * 7 + i * 3) % 5) / 5))
    c.rect(690, ground - 372, 262, 22, mix(INDIGO, CREAM, 0.55), 11)
    c.rect(698, ground - 365, 246, 7, faint(GOLD, 0.95), 3)


def skyline() -> Canvas:
    """Night over the confluence: hills, towers, a red bridge, light on the water."""
    c = Canvas()
    c.sky(
        (0, (13, 18, 48)),
        (0.22, (38, 38, 92)),
        (0.38, (112, 52, 98)),
        (0.5, (206, 98, 76)),
        (0.62, (244, 170, 96)),
        (1, (246, 180, 100)),
    )
    rolls = dice(3)
    for _ in range(120):
        c.oval(next(rolls) * 1600, next(rolls) * 330, 0.8 + next(rolls) * 1.1, faint(CREAM, 0.25 + 0.5 * next(rolls)))
    c.glow(1240, 190, 190, CREAM, 0.35)
    c.oval(1240, 190, 44, CREAM)
    c.glow(800, 700, 760, AMBER, 0.55)
    c.polygon(ridge(1600, 590, 120, 4, 720), faint((134, 66, 96), 0.8))
    c.polygon(ridge(1600, 640, 90, 9, 720), (84, 50, 92))
    towers(c, 690, 21, (110, 330), (58, 48, 100), 0.3)
    towers(c, 700, 33, (70, 220), (34, 36, 82), 0.46)
    _peninsula(c, 704)
    towers(c, 706, 57, (30, 110), (20, 26, 62), 0.55)
    c.rect(0, 700, 1600, 8, faint(GOLD, 0.55))
    c.mirror(706, 361, (20, 24, 60), 0.42)
    _ripples(c, 712, 1060)
    _point(c)
    bridge(c, 748, (-60, 620), RED)
    bridge(c, 740, (1046, 1700), DEEP_RED)
    _boat(c, 1150, 900)
    return c


def _point(c: Canvas) -> None:
    """The land between the two rivers, with its lamps."""
    edge = [(540, 706), (590, 756), (700, 812), (830, 836), (960, 806), (1060, 748), (1110, 706)]
    c.shaded(edge, (30, 30, 70), (16, 18, 46))
    c.line(edge, faint(GOLD, 0.75), 3)
    for i in range(1, 6):
        steps = [(edge[1][0] + i * 34, 706 + i * 20), (edge[5][0] - i * 34, 706 + i * 20)]
        c.line(steps, faint(GOLD, 0.3), 2)
    for x, y in edge[1:-1]:
        c.glow(x, y - 6, 34, GOLD, 0.9)


def _ripples(c: Canvas, top: int, bottom: int) -> None:
    rolls = dice(77)
    for y in range(top, bottom, 9):
        for _ in range(5):
            x, wide = next(rolls) * 1600, 30 + next(rolls) * 150 * (y - top + 60) / 300
            c.rect(
                x, y + next(rolls) * 6, wide, 1.6, faint(GOLD if next(rolls) > 0.6 else NIGHT, 0.12 + 0.1 * next(rolls))
            )


def _boat(c: Canvas, x: float, y: float) -> None:
    c.glow(x + 90, y, 190, GOLD, 0.3)
    c.polygon([(x - 40, y), (x + 230, y), (x + 196, y + 36), (x - 6, y + 36)], (40, 30, 62))
    c.rect(x, y - 26, 178, 26, (70, 44, 74), 6)
    c.rect(x + 22, y - 48, 120, 24, (88, 52, 78), 6)
    for i in range(11):
        c.rect(x + 8 + i * 15.5, y - 19, 9, 11, GOLD, 2)
    for i in range(7):
        c.rect(x + 30 + i * 15.5, y - 42, 9, 11, CREAM, 2)
    c.rect(x - 40, y - 2, 270, 3, GOLD)


def screens() -> Canvas:
    """Tall screens over the river show workers; people look on from the bank."""
    c = Canvas()
    c.sky((0, (12, 15, 42)), (0.6, (46, 36, 88)), (1, (122, 54, 88)))
    c.glow(800, 560, 820, (190, 70, 90), 0.4)
    towers(c, 742, 8, (120, 300), (32, 32, 76), 0.2)
    for i, high in enumerate((420, 520, 590, 640, 600, 540, 440)):
        _screen(c, 120 + i * 198, 740 - high, high, i)
    c.rect(0, 736, 1600, 8, faint(GOLD, 0.6))
    c.mirror(742, 325, (16, 18, 48), 0.45)
    _ripples(c, 750, 1000)
    c.rect(0, 986, 1600, 81, (16, 18, 40))
    c.line([(0, 962), (1600, 962)], (58, 52, 84), 6)
    for x in range(20, 1600, 60):
        c.line([(x, 962), (x, 1000)], (58, 52, 84), 3)
    for x, size, coat in (
        (180, 62, (60, 44, 76)),
        (300, 54, (84, 40, 60)),
        (690, 64, (44, 50, 86)),
        (800, 46, (96, 52, 62)),
        (905, 60, (52, 42, 78)),
        (1290, 66, (70, 40, 66)),
        (1410, 52, (40, 46, 84)),
    ):
        back(c, x, 1070, size, coat, (18, 18, 36))
    return c


def _screen(c: Canvas, x: float, y: float, high: float, number: int) -> None:
    c.shaded(
        [(x - 12, y - 16), (x + 152, y - 16), (x + 152, y + high), (x - 12, y + high)], (60, 52, 104), (24, 24, 60)
    )
    palettes = ((RED, DEEP_RED), (AMBER, RED), (GOLD, AMBER))
    above, below = palettes[number % 3]
    c.glow(x + 70, y + high * 0.36, 210, above, 0.55)
    low = y + high * 0.68
    c.shaded([(x, y), (x + 140, y), (x + 140, low), (x, low)], mix(above, CREAM, 0.12), below)
    dark = mix(below, INK, 0.55)
    c.oval(x + 70, y + high * 0.3, 58, faint(CREAM, 0.85))
    c.rect(x + 56, y + high * 0.34, 28, high * 0.12, mix(dark, above, 0.2))
    c.polygon([*arc_points(x + 70, low, 62, 180, 360, low - y - high * 0.43)], dark)
    c.oval(x + 70, y + high * 0.32, 29, dark, 34)
    c.pie(x + 70, y + high * 0.3, 39, (180, 360), GOLD if number % 3 != 2 else CREAM)
    c.rect(x + 26, y + high * 0.3 - 5, 88, 10, GOLD if number % 3 != 2 else CREAM, 5)
    for row in range(int(high * 0.28 / 16)):
        c.rect(x + 6, low + 14 + row * 16, 128, 6, faint(GOLD, 0.16 + 0.5 * ((row * 5 + number) % 4) / 4))


def run() -> Canvas:
    """A morning run along the river below the stepped city."""
    c = Canvas()
    c.sky((0, (248, 196, 128)), (0.45, (252, 226, 178)), (1, CREAM))
    c.glow(1180, 330, 420, (255, 246, 214), 0.95)
    c.oval(1180, 330, 78, (255, 240, 200))
    for base, high, seed, colour in (
        (470, 190, 5, (236, 190, 150)),
        (540, 160, 12, (206, 150, 132)),
        (620, 120, 19, (150, 116, 122)),
    ):
        c.polygon(ridge(1600, base, high, seed, 760), colour)
    rolls = dice(40)
    for i in range(44):
        left, floor = i * 38 - 20, 600 + next(rolls) * 60
        tall = 50 + next(rolls) * 130
        c.rect(left, floor - tall, 32, tall + 120, mix((120, 86, 104), (196, 130, 112), next(rolls)))
        for row in range(int(tall / 18)):
            c.rect(left + 7, floor - tall + 8 + row * 18, 18, 6, faint(CREAM, 0.35))
    c.sky((0, (120, 150, 150)), (1, (70, 112, 122)), top=700, bottom=860)
    for _ in range(40):
        c.rect(next(rolls) * 1600, 708 + next(rolls) * 140, 40 + next(rolls) * 120, 2, faint(CREAM, 0.35))
    bridge_day(c)
    c.sky((0, RED), (1, DEEP_RED), top=856, bottom=1067)
    for y in (905, 960, 1022):
        c.line([(0, y), (1600, y)], faint(CREAM, 0.75), 4)
    for x, tall, coat, legs in ((420, 360, TEAL, INK), (800, 400, GOLD, INDIGO), (1170, 350, CREAM, TEAL)):
        runner(c, x, 1010 if tall > 380 else 985, tall, coat, legs)
    return c


def bridge_day(c: Canvas) -> None:
    """An arch bridge in daylight."""
    points = [(x, 690 - 150 * math.sin((x - 120) / 640 * math.pi)) for x in range(120, 761, 10)]
    c.line(points, RED, 10)
    for x, y in points[::3]:
        c.line([(x, y), (x, 690)], faint(RED, 0.8), 2)
    c.rect(0, 686, 900, 11, DEEP_RED)


def runner(c: Canvas, x: float, y: float, tall: float, coat: Colour, legs: Colour) -> None:
    """A runner in mid-stride, with the forward foot at about (x, y)."""
    u = tall / 8
    skin = (214, 160, 124)
    c.oval(x + u * 0.2, y + 4, u * 2.2, faint(INK, 0.28), u * 0.22)
    hip, neck = (x, y - u * 3.9), (x + u * 0.7, y - u * 6.3)
    c.line([hip, (x - u * 1.3, y - u * 2.7), (x - u * 2.5, y - u * 2.9)], mix(legs, INK, 0.25), u * 0.72)
    c.oval(x - u * 2.65, y - u * 2.75, u * 0.42, CREAM, u * 0.28)
    c.line([neck, (x - u * 0.7, y - u * 5.2), (x - u * 1.1, y - u * 4.1)], skin, u * 0.46)
    c.line([hip, (x + u * 1.3, y - u * 2.5), (x + u * 0.8, y - u * 0.5)], legs, u * 0.78)
    c.oval(x + u * 1.05, y - u * 0.2, u * 0.6, CREAM, u * 0.26)
    c.line([(hip[0], hip[1]), (neck[0] - u * 0.1, neck[1] + u * 0.25)], coat, u * 1.45)
    c.line([neck, (x + u * 1.1, y - u * 4.9), (x + u * 2.2, y - u * 5.3)], skin, u * 0.46)
    c.line([(neck[0], neck[1] + u * 0.1), (x + u * 0.98, y - u * 5.4)], mix(coat, INK, 0.15), u * 0.6)
    c.oval(neck[0] + u * 0.25, neck[1] - u * 0.85, u * 0.62, skin, u * 0.7)
    c.pie(neck[0] + u * 0.18, neck[1] - u * 0.95, u * 0.7, (150, 350), INK)
