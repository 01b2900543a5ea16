"""Portraits that show no face: a figure before the signs of a trade."""

import math

from .canvas import CREAM, GOLD, INK, RED, TEAL, Canvas, Colour, arc_points, faint, mix, ridge
from .figures import helmet
from .work import gear, pylon, wires

WIDE, HIGH = 900, 1125


def _figure(c: Canvas, coat: Colour, hat: Colour, collar: Colour) -> None:
    dark = mix(coat, INK, 0.45)
    c.shaded([*arc_points(450, 1125, 350, 180, 360, 420), (800, 1126), (100, 1126)], coat, dark)
    c.polygon([(390, 700), (510, 700), (560, 800), (450, 880), (340, 800)], mix((214, 164, 128), INK, 0.3))
    c.polygon([(330, 770), (450, 890), (400, 990), (300, 800)], collar)
    c.polygon([(570, 770), (450, 890), (500, 990), (600, 800)], collar)
    c.oval(450, 560, 132, mix((226, 178, 142), INK, 0.05), 168)
    c.polygon([*arc_points(450, 560, 132, -86, 86, 168), (450, 728), (450, 392)], (232, 186, 150))
    helmet(c, 450, 522, 146, hat)
    c.line([(322, 560), (352, 690), (420, 732)], faint(INK, 0.45), 7)
    c.line([(578, 560), (548, 690), (480, 732)], faint(INK, 0.45), 7)
    for side in (-1, 1):
        c.line([(450 + side * 210, 800), (450 + side * 200, 1125)], faint(GOLD, 0.85), 20)
    c.rect(556, 930, 96, 60, faint(CREAM, 0.92), 6)
    c.rect(568, 944, 72, 9, RED)
    c.rect(568, 962, 48, 7, faint(INK, 0.5))


def machinist() -> Canvas:
    """A machinist before gears."""
    c = Canvas(WIDE, HIGH)
    c.sky((0, (122, 26, 38)), (0.6, (196, 72, 56)), (1, (238, 160, 92)))
    c.glow(450, 520, 560, (255, 214, 140), 0.7)
    gear(c, 450, 540, 390, (176, 52, 50), (214, 110, 74), 18)
    gear(c, 120, 200, 130, (160, 40, 46), (150, 34, 42), 11)
    gear(c, 800, 230, 100, (160, 40, 46), (160, 40, 46), 10)
    c.ring(450, 540, 318, 5, faint(GOLD, 0.6))
    _figure(c, (58, 84, 124), GOLD, (40, 60, 96))
    return c


def designer() -> Canvas:
    """A power-grid designer before a blueprint."""
    c = Canvas(WIDE, HIGH)
    c.sky((0, (26, 62, 108)), (1, (58, 116, 150)))
    for i in range(1, 23):
        c.line([(i * 40, 0), (i * 40, HIGH)], faint(CREAM, 0.08 if i % 5 else 0.18), 1.5)
    for i in range(1, 29):
        c.line([(0, i * 40), (WIDE, i * 40)], faint(CREAM, 0.08 if i % 5 else 0.18), 1.5)
    for x, high in ((140, 560), (770, 640)):
        pylon(c, x, 900, high, (132, 182, 204))
    c.ring(450, 520, 300, 3, faint(CREAM, 0.55))
    c.ring(450, 520, 340, 2, faint(CREAM, 0.35))
    c.line([(80, 160), (820, 160)], faint(CREAM, 0.5), 2)
    for x in (80, 450, 820):
        c.line([(x, 146), (x, 174)], faint(CREAM, 0.6), 3)
    c.line([(200 + i * 20, 110 - 34 * math.sin(i / 2.6)) for i in range(26)], faint(GOLD, 0.8), 4)
    c.glow(450, 540, 420, (190, 226, 236), 0.35)
    _figure(c, (226, 220, 204), RED, (190, 182, 166))
    return c


def lineworker() -> Canvas:
    """A grid worker before mountains and lines."""
    c = Canvas(WIDE, HIGH)
    c.sky((0, (248, 178, 104)), (0.45, (252, 220, 160)), (1, CREAM))
    c.glow(640, 330, 380, (255, 246, 214), 0.95)
    c.oval(640, 330, 66, (255, 248, 226))
    for base, high, seed, colour in (
        (560, 200, 4, (206, 186, 156)),
        (680, 220, 10, (132, 162, 146)),
        (820, 200, 18, (66, 122, 116)),
    ):
        c.polygon(ridge(WIDE, base, high, seed, HIGH), colour)
    far, near = pylon(c, 790, 700, 330, (50, 84, 92)), pylon(c, 96, 860, 620, (34, 58, 72))
    wires(c, near, far, (40, 66, 78), 60)
    wires(c, far, tuple((x + 300, y + 40) for x, y in far), (40, 66, 78), 30)
    c.polygon(ridge(WIDE, 980, 120, 27, HIGH), TEAL)
    _figure(c, (226, 110, 48), CREAM, (186, 84, 38))
    c.rect(164, 1000, 572, 26, faint(GOLD, 0.95))
    return c
