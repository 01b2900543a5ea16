# ruff: noqa: PLR0913, PLR0917, PLR2004 - a drawing is coordinates: naming each would say less than the picture
"""Learning and gathering: the classroom, stairs of books, the hall, the stage, the talk."""

import math

from .canvas import AMBER, CREAM, DEEP_RED, GOLD, INDIGO, INK, MIST, RED, STEEL, TEAL, Canvas, Colour, dice, faint, mix
from .city import runner
from .figures import back, bust, head, shadow, standing
from .work import gear, pylon


def classroom() -> Canvas:
    """An evening class: a teacher in work clothes, a circuit on the board, learners with their helmets beside them."""
    c = Canvas()
    c.sky((0, (246, 226, 190)), (1, (232, 200, 158)))
    c.rect(0, 690, 1600, 377, (184, 136, 98))
    c.rect(0, 684, 1600, 12, (150, 104, 76))
    c.rect(60, 110, 300, 400, (70, 52, 60), 8)
    c.sky((0, (30, 36, 84)), (1, (150, 84, 96)), top=0, bottom=0)
    c.shaded([(74, 124), (346, 124), (346, 496), (74, 496)], (28, 34, 84), (196, 108, 92))
    rolls = dice(18)
    for i in range(9):
        high = 70 + next(rolls) * 140
        c.rect(74 + i * 30, 496 - high, 27, high, (34, 34, 74))
        for row in range(int(high / 18)):
            if next(rolls) > 0.45:
                c.rect(80 + i * 30, 504 - high + row * 18, 6, 7, GOLD)
                c.rect(91 + i * 30, 504 - high + row * 18, 6, 7, AMBER)
    c.rect(204, 110, 12, 400, (70, 52, 60))
    c.rect(430, 90, 1040, 500, (124, 84, 62), 12)
    c.shaded([(450, 110), (1450, 110), (1450, 570), (450, 570)], (40, 92, 84), (28, 70, 68))
    _circuit(c)
    for x in (300, 800, 1300):
        c.polygon([(x - 90, 0), (x + 90, 0), (x + 330, 1067), (x - 330, 1067)], faint((255, 244, 210), 0.08))
        c.rect(x - 110, 0, 220, 18, (255, 248, 224), 8)
    c.rect(600, 560, 300, 150, (150, 100, 70), 8)
    standing(c, 1130, 800, 520, (52, 94, 142), arm=(1004, 348), vest=True)
    c.line([(1004, 348), (948, 300)], (120, 80, 60), 7)
    c.rect(560, 690, 380, 26, (160, 108, 76), 6)
    c.rect(580, 716, 340, 120, (140, 92, 66))
    gear(c, 750, 776, 38, GOLD, (140, 92, 66), 10)
    _rows(c)
    return c


def _circuit(c: Canvas) -> None:
    chalk = faint(CREAM, 0.85)
    c.line([(520, 220), (680, 220)], chalk, 5)
    zigzag = [(680 + i * 18, 220 + (24 if i % 2 else -24) * (0 < i < 8)) for i in range(9)]
    c.line(zigzag, chalk, 5)
    c.line([(824, 220), (960, 220), (960, 460), (800, 460)], chalk, 5)
    c.ring(760, 460, 40, 5, chalk)
    c.line([(738, 460), (752, 440), (768, 480), (782, 460)], chalk, 4)
    c.line([(720, 460), (520, 460), (520, 360)], chalk, 5)
    c.line([(480, 360), (560, 360)], chalk, 5)
    c.line([(496, 330), (544, 330)], chalk, 5)
    c.line([(520, 330), (520, 220)], chalk, 5)
    for x, y in ((520, 220), (960, 220), (960, 460), (520, 460)):
        c.oval(x, y, 9, GOLD)
    c.line([(1220, 480), (1220, 200)], chalk, 4)
    c.line([(1200, 460), (1420, 460)], chalk, 4)
    c.line([(1220 + i * 9, 450 - 210 * (1 - math.exp(-i / 7))) for i in range(22)], faint(GOLD, 0.95), 6)
    for i in range(4):
        c.rect(1240, 150 + i * 22, 150 - i * 26, 5, faint(CREAM, 0.4))


def _rows(c: Canvas) -> None:
    coats = ((58, 92, 140), (190, 74, 60), (66, 116, 104), (228, 190, 110), (84, 76, 124), (150, 60, 66))
    for row, (y, size, gap, start) in enumerate(((890, 62, 250, 150), (1060, 84, 300, 60))):
        for i in range(6):
            x = start + i * gap
            coat = coats[(i + row * 2) % 6]
            back(c, x, y, size, coat, (38, 32, 44) if (i + row) % 3 else (74, 52, 44))
        c.shaded([(-10, y - 14), (1610, y - 14), (1610, y + 34), (-10, y + 34)], (222, 172, 122), (176, 122, 84))
        for i in range(5):
            middle = start + (i + 0.5) * gap
            colour = (GOLD, RED, CREAM)[(i + row) % 3]
            c.pie(middle, y - 12, size * 0.5, (180, 360), colour)
            c.rect(middle - size * 0.64, y - 24, size * 1.28, 12, mix(colour, INK, 0.16), 6)


def stairs() -> Canvas:
    """Books piled into stairs; people with and without helmets climb towards the light."""
    c = Canvas()
    c.sky((0, (28, 52, 96)), (0.45, (92, 124, 154)), (0.8, (246, 206, 140)), (1, (252, 232, 188)))
    c.glow(1330, 210, 620, (255, 240, 190), 0.95)
    for i in range(18):
        a = math.tau * i / 18 + 0.1
        c.polygon(
            [
                (1330, 210),
                (1330 + 1500 * math.cos(a), 210 + 1500 * math.sin(a)),
                (1330 + 1500 * math.cos(a + 0.1), 210 + 1500 * math.sin(a + 0.1)),
            ],
            faint((255, 240, 200), 0.07),
        )
    c.oval(1330, 210, 84, (255, 250, 228))
    rolls = dice(90)
    for i in range(34):
        high = 60 + next(rolls) * 190
        c.rect(i * 50 - 10, 1067 - high - 60, 44, high + 60, faint(mix(INDIGO, AMBER, next(rolls) * 0.5), 0.35))
    colours = (RED, TEAL, GOLD, INDIGO, AMBER, CREAM, STEEL, DEEP_RED)
    for step in range(6):
        x, y = 90 + step * 235, 1010 - step * 112
        level = 0
        while y + level * 56 < 1067:
            _book(c, x + (level * 53 % 40) - 20, y + level * 56, 300, colours[(step * 3 + level * 2) % 8])
            level += 1
    _grads(c)
    return c


def _book(c: Canvas, x: float, y: float, wide: float, colour: Colour) -> None:
    c.rect(x, y, wide, 54, colour, 7)
    c.rect(x + wide - 58, y + 8, 58, 38, (250, 240, 220), 3)
    for i in range(1, 5):
        c.line([(x + wide - 56, y + 8 + i * 7.6), (x + wide, y + 8 + i * 7.6)], faint(INK, 0.14), 1.5)
    band = mix(colour, CREAM if sum(colour) < 420 else INK, 0.35)
    c.rect(x + 26, y, 12, 54, band)
    c.rect(x + 52, y + 20, 90, 10, band, 5)


def _grads(c: Canvas) -> None:
    runner(c, 520, 782, 250, (62, 110, 160), INK)
    runner(c, 985, 560, 250, (222, 120, 60), INDIGO)
    shadow(c, 220, 1012, 60)
    standing(c, 220, 1010, 260, TEAL, hat=GOLD, arm=(282, 842))
    shadow(c, 1400, 452, 60)
    standing(c, 1400, 450, 262, RED, arm=(1452, 196), legs=INDIGO)
    c.polygon([(1342, 238), (1400, 216), (1458, 238), (1400, 260)], INK)
    c.line([(1450, 240), (1454, 274)], GOLD, 4)


def curtain(c: Canvas, left: float, right: float, bottom: float) -> None:
    """A hanging red curtain between two edges."""
    folds = round((right - left) / 36)
    for i in range(folds):
        x = left + i * 36
        c.shaded(
            [(x, 0), (x + 36, 0), (x + 36, bottom), (x, bottom)],
            RED if i % 2 else mix(RED, DEEP_RED, 0.4),
            DEEP_RED if i % 2 else (96, 16, 28),
        )


def hall() -> Canvas:
    """A launch in a full hall: red curtain, golden rays, a speaker, rows of listeners."""
    c = Canvas()
    c.sky((0, (54, 14, 26)), (1, (92, 20, 30)))
    curtain(c, 0, 1600, 640)
    c.glow(800, 330, 620, (255, 190, 120), 0.5)
    c.rect(390, 96, 820, 430, (255, 236, 196), 10)
    c.shaded([(404, 110), (1196, 110), (1196, 512), (404, 512)], (196, 40, 44), (146, 26, 38))
    for i in range(16):
        a = math.pi + math.pi * i / 16
        c.polygon(
            [
                (800, 512),
                (800 + 420 * math.cos(a), 512 + 420 * math.sin(a)),
                (800 + 420 * math.cos(a + 0.1), 512 + 420 * math.sin(a + 0.1)),
            ],
            faint(GOLD, 0.2),
        )
    for x, high, tone in (
        (470, 70, 0.1),
        (560, 110, 0.3),
        (650, 150, 0.5),
        (740, 190, 0.2),
        (830, 170, 0.4),
        (920, 130, 0.3),
        (1010, 96, 0.5),
        (1100, 64, 0.2),
    ):
        c.rect(x - 34, 512 - high, 72, high, mix(GOLD, AMBER, tone))
    c.polygon(
        [(404, 480), *[(404 + i * 8, 470 + 14 * math.sin(i / 9)) for i in range(100)], (1196, 512), (404, 512)],
        faint((255, 236, 196), 0.95),
    )
    c.rect(0, 636, 1600, 74, (150, 92, 60))
    c.rect(0, 636, 1600, 10, (210, 150, 96))
    c.polygon([(340, -20), (620, -20), (900, 640), (520, 640)], faint((255, 240, 200), 0.1))
    c.polygon([(1000, -20), (1260, -20), (1080, 640), (700, 640)], faint((255, 240, 200), 0.1))
    bust(c, 330, 560, 66, (30, 40, 74))
    c.polygon([(236, 548), (424, 548), (404, 690), (256, 690)], (168, 104, 66))
    c.rect(226, 536, 208, 18, (206, 146, 96), 6)
    gear(c, 330, 622, 36, GOLD, (168, 104, 66), 10)
    for x in (60, 160, 1430, 1520, 1340):
        for i in range(5):
            c.oval(x + (i - 2) * 20, 626 - (i % 2) * 22, 22, (40 + i * 8, 108, 82))
            c.oval(x + (i - 2) * 20, 612 - (i % 2) * 22, 9, (GOLD, RED, CREAM)[i % 3])
    for row, (y, size, gap) in enumerate(((800, 40, 92), (905, 54, 124), (1064, 76, 176))):
        for i in range(-1, 20):
            seat = i * gap + (row % 2) * gap / 2
            back(
                c,
                seat,
                y,
                size,
                mix(((58, 70, 110), (112, 44, 56), (72, 96, 96))[(i + row) % 3], INK, 0.36 - row * 0.1),
                (26, 22, 34),
            )
        c.shaded([(0, y - 12), (1600, y - 12), (1600, y + 70), (0, y + 70)], (116, 26, 38), (70, 14, 26))
    return c


def stage() -> Canvas:
    """A workers' evening show: dancers under spotlights before a great gear and lines of light."""
    c = Canvas()
    c.sky((0, (24, 14, 48)), (0.7, (88, 26, 74)), (1, (140, 44, 74)))
    c.glow(800, 420, 560, (250, 150, 90), 0.6)
    gear(c, 800, 410, 300, (206, 120, 66), (120, 40, 72), 16)
    c.ring(800, 410, 330, 8, faint(GOLD, 0.6))
    c.polygon([(836, 190), (706, 440), (790, 440), (744, 640), (900, 372), (812, 372)], GOLD)
    for side in (-1, 1):
        ends = pylon(c, 800 + side * 560, 780, 480, (70, 34, 86))
        for x, y in ends:
            c.glow(x, y, 24, GOLD, 0.9)
    for x, tilt, colour in (
        (170, 300, (255, 226, 160)),
        (520, 100, (255, 170, 150)),
        (1080, -100, (255, 170, 150)),
        (1430, -300, (255, 226, 160)),
    ):
        c.polygon([(x - 16, 0), (x + 16, 0), (x + tilt + 190, 900), (x + tilt - 190, 900)], faint(colour, 0.13))
        c.oval(x, 8, 24, CREAM)
    c.sky((0, (120, 44, 66)), (1, (54, 20, 50)), top=780)
    for i in range(9):
        c.oval(160 + i * 160, 860, 74, faint((255, 226, 170), 0.22), 16)
    coats = (RED, GOLD, TEAL, RED, GOLD, TEAL, RED)
    for i, coat in enumerate(coats):
        _dancer(c, 250 + i * 184, 870 - (36 if i % 2 else 0), 340, coat, 1 if i % 2 else -1)
    curtain(c, -20, 128, 900)
    curtain(c, 1472, 1620, 900)
    c.rect(0, 0, 1600, 54, DEEP_RED)
    for i in range(20):
        c.pie(40 + i * 80, 50, 42, (0, 180), RED if i % 2 else mix(RED, DEEP_RED, 0.5))
    for i in range(16):
        back(c, 30 + i * 106, 1076, 52, (30, 14, 40), (16, 10, 26))
    return c


def _dancer(c: Canvas, x: float, y: float, tall: float, coat: Colour, side: int) -> None:
    u = tall / 8
    skin = (232, 186, 150)
    c.oval(x, y + 4, u * 1.6, faint(INK, 0.3), u * 0.26)
    c.line([(x, y - u * 3.6), (x - side * u * 0.5, y - u * 1.8), (x - side * u * 0.2, y - u * 0.2)], INK, u * 0.55)
    c.line([(x, y - u * 3.6), (x + side * u * 1.3, y - u * 2.3), (x + side * u * 1.5, y - u * 0.6)], INK, u * 0.55)
    c.polygon(
        [(x - u * 0.8, y - u * 6.1), (x + u * 0.8, y - u * 6.1), (x + u * 1.3, y - u * 3), (x - u * 1.3, y - u * 3)],
        coat,
    )
    c.rect(x - u * 0.86, y - u * 4.6, u * 1.72, u * 0.3, CREAM)
    c.line(
        [(x + side * u * 0.7, y - u * 5.9), (x + side * u * 1.6, y - u * 7), (x + side * u * 1.5, y - u * 8.3)],
        coat,
        u * 0.46,
    )
    c.oval(x + side * u * 1.5, y - u * 8.4, u * 0.26, skin)
    c.line([(x - side * u * 0.7, y - u * 5.9), (x - side * u * 1.9, y - u * 5.5)], coat, u * 0.46)
    c.oval(x - side * u * 2, y - u * 5.5, u * 0.26, skin)
    ribbon = [(x + side * (u * 1.5 + i * 5), y - u * 8.4 - 14 * math.sin(i / 2.2) - i * 2) for i in range(16)]
    c.line(ribbon, faint(CREAM, 0.9), 5)
    head(c, x, y - u * 6.9, u * 0.6)


def talk() -> Canvas:
    """Two model workers in conversation on a campus, students around them."""
    c = Canvas()
    c.sky((0, (188, 216, 214)), (0.6, (240, 236, 208)), (1, (250, 240, 214)))
    for i, x in enumerate((40, 430, 820, 1210)):
        c.shaded([(x, 60), (x + 350, 60), (x + 350, 560), (x, 560)], (138, 190, 204), (226, 232, 206))
        c.polygon(
            [(x, 560), *[(x + j * 35, 470 - 40 * math.sin(j / 2 + i)) for j in range(11)], (x + 350, 560)],
            (98, 150, 118),
        )
        c.rect(x + 60, 340, 90, 150, (220, 150, 110)) if i % 2 else c.rect(x + 210, 300, 80, 190, (206, 128, 98))
        c.oval(x + 180 - (i % 2) * 90, 430, 70, (72, 130, 104), 84)
        c.rect(x - 12, 60, 14, 506, (236, 228, 206))
        c.rect(x + 168, 60, 10, 500, (236, 228, 206))
        c.rect(x, 230, 350, 10, (236, 228, 206))
    c.rect(0, 556, 1600, 26, (206, 176, 136))
    c.sky((0, (228, 196, 150)), (1, (196, 150, 108)), top=582)
    c.oval(800, 850, 640, (186, 54, 54), 120)
    c.oval(800, 846, 600, (206, 78, 68), 104)
    for side, coat, hat in ((-1, (60, 98, 148), None), (1, (214, 110, 56), None)):
        x = 800 + side * 210
        c.rect(x - 110, 520, 220, 240, (240, 232, 214), 46)
        c.rect(x - 150, 680, 300, 110, (226, 214, 190), 40)
        c.line([(x - side * 26, 700), (x - side * 120, 712), (x - side * 116, 846)], INK, 54)
        c.rect(x - side * 116 - 44, 836, 88, 26, (40, 30, 36), 12)
        bust(c, x, 720, 92, coat, hat)
        c.line([(x - side * 70, 640), (x - side * 104, 700), (x - side * 50, 660)], mix(coat, INK, 0.15), 32)
        c.oval(x - side * 46, 652, 17, (232, 186, 150))
        c.line([(x - side * 46, 662), (x - side * 38, 612)], INK, 11)
        c.oval(x - side * 36, 602, 13, STEEL)
    c.rect(748, 770, 104, 12, (150, 100, 70), 6)
    c.rect(792, 776, 16, 80, (120, 80, 60))
    for i in range(3):
        c.oval(786 + i * 16, 742 - (i % 2) * 16, 15, (RED, GOLD, CREAM)[i])
    c.rect(780, 742, 40, 30, TEAL, 8)
    for x, y, size, coat in (
        (90, 1000, 74, TEAL),
        (250, 1040, 82, MIST),
        (420, 1070, 90, INDIGO),
        (610, 1090, 88, CREAM),
        (990, 1090, 88, GOLD),
        (1180, 1070, 90, TEAL),
        (1350, 1040, 82, (190, 74, 60)),
        (1510, 1000, 74, INDIGO),
    ):
        back(c, x, y, size, coat, (44, 36, 44))
    return c
