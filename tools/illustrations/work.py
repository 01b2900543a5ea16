# ruff: noqa: PLR0913, PLR0917, PLR2004 - a drawing is coordinates: naming each would say less than the picture
"""Work: the machine shop, the line on the mountain, the forest post, the umbrella of mutual aid."""

import math
from itertools import pairwise

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
    arc_points,
    dice,
    faint,
    mix,
    ridge,
)
from .figures import head, shadow, standing

ORANGE: Colour = (232, 112, 46)


def gear(c: Canvas, x: float, y: float, r: float, colour: Colour, hole: Colour, teeth: int = 12) -> None:
    """A toothed wheel."""
    points: list[Point] = []
    for i in range(teeth * 4):
        a = math.tau * i / (teeth * 4) + 0.1
        reach = r if i % 4 in {0, 1} else r * 0.84
        points.append((x + reach * math.cos(a), y + reach * math.sin(a)))
    c.polygon(points, colour)
    c.ring(x, y, r * 0.62, r * 0.06, mix(colour, INK, 0.25))
    c.oval(x, y, r * 0.3, hole)


def workshop() -> Canvas:
    """A worker at a machine tool in a tall hall with evening light."""
    c = Canvas()
    c.sky((0, (36, 48, 76)), (0.7, (66, 84, 108)), (1, (96, 110, 124)))
    for i in range(5):
        x = 60 + i * 310
        c.shaded([(x, 110), (x + 230, 110), (x + 230, 560), (x, 560)], (250, 214, 150), (240, 150, 96))
        for j in range(1, 4):
            c.rect(x + j * 57 - 4, 110, 8, 450, (44, 56, 82))
        for j in range(1, 5):
            c.rect(x, 110 + j * 90 - 4, 230, 8, (44, 56, 82))
        c.polygon([(x, 560), (x + 230, 560), (x + 330, 1067), (x + 20, 1067)], faint((255, 226, 170), 0.07))
    for y in (40, 74):
        c.rect(0, y, 1600, 12, (28, 38, 62))
    for i in range(17):
        c.line([(i * 100, 46), (i * 100 + 50, 80), (i * 100 + 100, 46)], (28, 38, 62), 7)
    c.rect(980, 86, 120, 54, RED, 8)
    c.line([(1040, 140), (1040, 290)], INK, 5)
    c.line(arc_points(1040, 312, 22, -90, 170), GOLD, 9)
    c.sky((0, (84, 94, 108)), (1, (52, 60, 78)), top=800)
    for y in (842, 930, 1030):
        c.line([(0, y), (1600, y)], faint(INK, 0.16), 3)
    c.polygon([(0, 1010), (1600, 1010), (1600, 1030), (0, 1030)], faint(GOLD, 0.75))
    _lathe(c)
    shadow(c, 560, 952, 170)
    standing(c, 560, 950, 560, (46, 92, 140), hat=GOLD, arm=(736, 588), vest=True)
    _parts(c)
    return c


def _lathe(c: Canvas) -> None:
    c.oval(1050, 960, 520, faint(INK, 0.3), 34)
    c.shaded([(700, 640), (1420, 640), (1420, 950), (700, 950)], (228, 232, 230), (158, 172, 178))
    c.rect(700, 640, 720, 26, RED)
    c.rect(730, 890, 660, 60, STEEL, 8)
    c.shaded([(760, 400), (1080, 400), (1080, 640), (760, 640)], (240, 242, 238), (190, 200, 202))
    c.rect(760, 400, 320, 22, RED)
    c.rect(800, 450, 240, 160, (30, 42, 62), 14)
    c.glow(930, 540, 130, AMBER, 0.9)
    c.rect(806, 518, 92, 40, STEEL, 6)
    c.rect(898, 526, 96, 24, MIST, 4)
    c.polygon([(984, 500), (1030, 480), (1030, 514), (994, 538)], STEEL)
    rolls = dice(9)
    for _ in range(46):
        a, far = -2.6 + next(rolls) * 1.9, 20 + next(rolls) * 100
        x, y = 988 + math.cos(a) * far, 538 + math.sin(a) * far
        c.line([(x, y), (x + math.cos(a) * 12, y + math.sin(a) * 12)], GOLD if next(rolls) > 0.4 else CREAM, 2)
    c.rect(1130, 470, 240, 170, (212, 220, 220), 12)
    c.rect(1152, 490, 130, 92, (28, 60, 74), 8)
    points = [(1160 + i * 12, 540 - 26 * math.sin(i * 0.9) * (1 - i / 14)) for i in range(10)]
    c.line(points, (120, 224, 190), 4)
    for i in range(6):
        c.oval(1306 + (i % 2) * 36, 506 + (i // 2) * 32, 11, (RED, GOLD, TEAL, STEEL, AMBER, INDIGO)[i])
    c.rect(1152, 598, 196, 22, STEEL, 6)
    gear(c, 1180, 780, 86, STEEL, (190, 200, 202))
    gear(c, 1310, 826, 58, RED, (180, 190, 194), 9)
    for i in range(5):
        c.rect(750 + i * 62, 740, 34, 92, faint(INK, 0.2), 6)


def _parts(c: Canvas) -> None:
    c.rect(120, 860, 300, 26, (112, 82, 66), 6)
    for x in (140, 380):
        c.rect(x, 886, 22, 120, (84, 62, 54))
    for i, high in enumerate((70, 96, 58, 110)):
        c.shaded(
            [(146 + i * 64, 860 - high), (190 + i * 64, 860 - high), (190 + i * 64, 860), (146 + i * 64, 860)],
            MIST,
            STEEL,
        )
        c.oval(168 + i * 64, 860 - high, 22, (224, 232, 234), 8)


def pylon(c: Canvas, x: float, y: float, high: float, colour: Colour) -> tuple[Point, ...]:
    """A lattice tower with its foot at (x, y); returns the six ends of its arms, from the top left on."""
    w = high * 0.13
    thick = max(2.0, high * 0.011)
    c.line([(x - w, y), (x - w * 0.2, y - high)], colour, thick * 1.3)
    c.line([(x + w, y), (x + w * 0.2, y - high)], colour, thick * 1.3)
    for i in range(9):
        a, b = i / 9, (i + 1) / 9
        wa, wb = w * (1 - 0.8 * a), w * (1 - 0.8 * b)
        c.line([(x - wa, y - high * a), (x + wb, y - high * b)], colour, thick * 0.7)
        c.line([(x + wa, y - high * a), (x - wb, y - high * b)], colour, thick * 0.7)
    ends: list[Point] = []
    for level, reach in ((0.96, 0.2), (0.82, 0.27), (0.68, 0.22)):
        top = y - high * level
        for side in (-1, 1):
            tip = (x + side * high * reach, top + high * 0.015)
            c.polygon([(x, top - high * 0.035), tip, (x, top + high * 0.03)], colour)
            c.line([tip, (tip[0], tip[1] + high * 0.045)], mix(colour, CREAM, 0.35), thick)
            ends.append((tip[0], tip[1] + high * 0.045))
    return tuple(ends)


def wires(c: Canvas, starts: tuple[Point, ...], ends: tuple[Point, ...], colour: Colour, sag: float) -> None:
    """Hanging wires from tower to tower."""
    for (x0, y0), (x1, y1) in zip(starts, ends, strict=True):
        points = [
            (x0 + (x1 - x0) * i / 24, y0 + (y1 - y0) * i / 24 + sag * math.sin(math.pi * i / 24)) for i in range(25)
        ]
        c.line(points, colour, 2)


def powerline() -> Canvas:
    """A line worker on a tower above misty mountains at dawn."""
    c = Canvas()
    c.sky((0, (66, 112, 142)), (0.4, (164, 190, 186)), (0.62, (252, 220, 164)), (1, (250, 196, 130)))
    c.glow(380, 520, 520, (255, 240, 200), 0.95)
    c.oval(380, 520, 64, (255, 246, 220))
    layers = ((560, 220, 3, (150, 176, 176)), (640, 220, 8, (112, 148, 152)), (740, 200, 15, (72, 116, 122)))
    far = None
    for base, high, seed, colour in layers:
        c.polygon(ridge(1600, base, high, seed, 1067), colour)
        c.glow(700, base + 90, 700, (255, 236, 200), 0.25)
    far = pylon(c, 250, 690, 210, (48, 88, 98))
    middle = pylon(c, 640, 830, 360, (36, 70, 84))
    near = pylon(c, 1180, 1120, 980, (28, 40, 62))
    wires(c, far, middle, (40, 74, 88), 50)
    wires(c, middle, near, (30, 48, 68), 90)
    wires(c, near, tuple((x + 760, y - 90) for x, y in near), (30, 48, 68), 70)
    c.polygon(ridge(1600, 960, 120, 22, 1067), (36, 76, 84))
    c.polygon(ridge(1600, 1040, 90, 31, 1067), (24, 52, 64))
    _climber(c, 1128, 486)
    _climber(c, 1262, 660)
    return c


def _climber(c: Canvas, x: float, y: float) -> None:
    c.line([(x - 10, y + 10), (x + 40, y - 120)], CREAM, 4)
    c.line([(x - 6, y + 62), (x - 34, y + 112), (x - 20, y + 166)], INDIGO, 24)
    c.line([(x + 6, y + 62), (x + 34, y + 104), (x + 22, y + 158)], INDIGO, 24)
    c.line([(x, y - 10), (x, y + 56)], ORANGE, 56)
    c.rect(x - 28, y + 20, 56, 9, GOLD)
    c.rect(x - 28, y + 40, 56, 9, GOLD)
    c.line([(x - 18, y - 14), (x - 48, y - 56)], ORANGE, 20)
    c.line([(x + 18, y - 14), (x + 46, y - 66)], ORANGE, 20)
    c.oval(x - 50, y - 60, 10, (240, 230, 210))
    c.oval(x + 47, y - 70, 10, (240, 230, 210))
    head(c, x, y - 52, 21, RED)


def tree(c: Canvas, x: float, y: float, high: float, colour: Colour) -> None:
    """A fir."""
    c.rect(x - high * 0.03, y - high * 0.14, high * 0.06, high * 0.16, (70, 52, 48))
    for i in range(4):
        wide, top = high * (0.28 - i * 0.05), y - high * (0.34 + i * 0.22)
        c.polygon(
            [(x - wide, top + high * 0.26), (x + wide, top + high * 0.26), (x, top - high * 0.06)],
            mix(colour, CREAM, i * 0.04),
        )


def forest_post() -> Canvas:
    """A forest-fire post among hills of firs; two on duty are visited by two others."""
    c = Canvas()
    c.sky((0, (104, 170, 190)), (0.5, (190, 220, 204)), (0.75, (250, 236, 190)), (1, CREAM))
    c.glow(1270, 200, 330, (255, 248, 214), 0.95)
    c.oval(1270, 200, 60, (255, 250, 226))
    rolls = dice(15)
    for base, high, seed, colour, size in (
        (520, 170, 2, (150, 190, 170), 0),
        (620, 170, 6, (104, 158, 138), 70),
        (740, 150, 11, (64, 124, 108), 120),
    ):
        hills = ridge(1600, base, high, seed, 1067)
        c.polygon(hills, colour)
        for x, y in hills[:-2:4]:
            if size and next(rolls) > 0.25:
                tree(
                    c,
                    x + next(rolls) * 30,
                    y + 40 + next(rolls) * 60,
                    size * (0.8 + next(rolls) * 0.6),
                    mix(colour, INK, 0.18),
                )
    c.sky((0, (196, 178, 132)), (1, (150, 128, 96)), top=880)
    c.polygon(ridge(1600, 900, 60, 27, 960), (58, 104, 84))
    for x, high in ((60, 520), (190, 420), (1500, 560), (1390, 400)):
        tree(c, x, 930, high, (36, 88, 78))
    _hut(c)
    _flag(c, 1090, 900)
    for x, coat, hat, arm in (
        (330, RED, None, (420, 700)),
        (450, CREAM, None, None),
        (1170, ORANGE, RED, (1076, 720)),
        (1290, ORANGE, RED, None),
    ):
        shadow(c, x, 992, 92)
        standing(c, x, 990, 380, coat, hat=hat, arm=arm, vest=hat is not None)
    _boxes(c)
    return c


def _hut(c: Canvas) -> None:
    c.oval(760, 966, 330, faint(INK, 0.2), 24)
    c.shaded([(560, 560), (960, 560), (960, 960), (560, 960)], (236, 214, 176), (200, 168, 124))
    for y in range(590, 960, 38):
        c.line([(560, y), (960, y)], faint((120, 84, 60), 0.4), 3)
    c.polygon([(500, 570), (760, 410), (1020, 570)], DEEP_RED)
    c.polygon([(500, 570), (760, 432), (1020, 570), (1020, 588), (500, 588)], RED)
    c.rect(610, 640, 140, 130, (70, 116, 130), 6)
    c.rect(674, 640, 10, 130, CREAM)
    c.rect(610, 700, 140, 10, CREAM)
    c.rect(810, 660, 110, 300, (118, 74, 56), 6)
    c.oval(902, 815, 7, GOLD)
    for i in range(3):
        c.line([(596, 830 + i * 36), (756, 830 + i * 36)], (150, 110, 78), 8)
    for i in range(4):
        c.line([(620 + i * 38, 812), (640 + i * 38, 930)], RED if i % 2 else STEEL, 8)


def _flag(c: Canvas, x: float, y: float) -> None:
    c.rect(x, y - 520, 9, 520, (230, 230, 222))
    top = [(x + 9 + i * 8, y - 515 + 12 * math.sin(i / 3)) for i in range(22)]
    c.polygon([*top, *[(px, py + 104) for px, py in reversed(top)]], RED)


def _boxes(c: Canvas) -> None:
    for x, y in ((566, 940), (640, 940), (603, 886)):
        c.rect(x, y, 70, 52, (226, 176, 108), 5)
        c.rect(x, y + 20, 70, 10, RED)


def umbrella() -> Canvas:
    """One great red umbrella over workers of many trades, rain around it."""
    c = Canvas()
    c.sky((0, (40, 58, 92)), (0.6, (86, 112, 140)), (1, (150, 170, 182)))
    rolls = dice(61)
    for _ in range(150):
        x, y, far = next(rolls) * 1700, next(rolls) * 1000, 24 + next(rolls) * 34
        c.line([(x, y), (x - far * 0.32, y + far)], faint((220, 232, 240), 0.18 + 0.2 * next(rolls)), 3)
    c.polygon([(800, 190), (1360, 1067), (240, 1067)], faint((255, 232, 178), 0.16))
    c.glow(800, 760, 640, (255, 226, 160), 0.6)
    c.sky((0, (196, 190, 176)), (1, (146, 144, 142)), top=930)
    c.oval(800, 1000, 620, faint((255, 240, 200), 0.55), 70)
    _canopy(c, 800, 500, 620)
    people = (
        (360, 390, (52, 96, 150), GOLD),
        (520, 420, TEAL, None),
        (665, 400, ORANGE, RED),
        (800, 450, CREAM, None),
        (945, 410, INDIGO, GOLD),
        (1090, 420, (180, 60, 70), None),
        (1240, 385, (84, 110, 74), GOLD),
    )
    for i, (x, tall, coat, hat) in enumerate(people):
        shadow(c, x, 1000 - (i % 2) * 12, 86)
        standing(c, x, 998 - (i % 2) * 12, tall, coat, hat=hat, vest=coat == ORANGE, legs=mix(INK, coat, 0.15))
    return c


def _canopy(c: Canvas, x: float, y: float, r: float) -> None:
    c.rect(x - 9, y - 380, 18, 470, (74, 44, 44), 9)
    dome = arc_points(x, y, r, 180, 360, 360)
    c.shaded([*dome, (x + r, y)], (214, 56, 54), DEEP_RED)
    cuts = [-1.0, -0.62, -0.22, 0.22, 0.62, 1.0]
    for i, (a, b) in enumerate(pairwise(cuts)):
        left = [
            (
                x + math.sin(a * math.pi / 2 * t / 20) * r * math.sin(math.pi / 2 * t / 20),
                y - 360 * math.cos(math.pi / 2 * t / 20),
            )
            for t in range(21)
        ]
        right = [
            (
                x + math.sin(b * math.pi / 2 * t / 20) * r * math.sin(math.pi / 2 * t / 20),
                y - 360 * math.cos(math.pi / 2 * t / 20),
            )
            for t in range(21)
        ]
        if i % 2 == 0:
            c.polygon([*left, *reversed(right)], faint(GOLD, 0.2))
        c.line(left, faint(DEEP_RED, 0.7), 4)
        foot = (left[-1], right[-1])
        middle, half = (foot[0][0] + foot[1][0]) / 2, (foot[1][0] - foot[0][0]) / 2
        c.polygon(arc_points(middle, y + 1, half, 180, 360, 54), (88, 112, 138))
    c.oval(x, y - 368, 16, GOLD)
    c.line(arc_points(x, y, r, 180, 360, 360), faint(GOLD, 0.85), 6)
