# ruff: noqa: PLR0913, PLR0917 - a drawing is coordinates: naming each would say less than the picture
"""People without faces: workers, listeners, teachers, as flat figures of a few shapes."""

from .canvas import GOLD, INK, SKIN, Canvas, Colour, Point, arc_points, faint, mix


def helmet(c: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A hard hat on a head of radius ``r`` around (x, y)."""
    c.pie(x, y - r * 0.12, r * 1.14, (180, 360), colour)
    c.rect(x - r * 1.38, y - r * 0.26, r * 2.76, r * 0.26, mix(colour, INK, 0.18), r * 0.12)
    c.rect(x - r * 0.16, y - r * 1.3, r * 0.32, r * 1.06, mix(colour, (255, 255, 255), 0.35), r * 0.14)


def bust(c: Canvas, x: float, y: float, size: float, coat: Colour, hat: Colour | None = None) -> None:
    """Head and shoulders; (x, y) is the middle of the shoulders' base, ``size`` their half width."""
    top = y - size * 0.95
    outline = [
        *arc_points(x - size * 0.42, top + size * 0.62, size * 0.58, 180, 270),
        *arc_points(x + size * 0.42, top + size * 0.62, size * 0.58, 270, 360),
        (x + size, y),
        (x - size, y),
    ]
    c.polygon(outline, coat)
    c.rect(x - size * 0.17, top - size * 0.28, size * 0.34, size * 0.5, mix(SKIN, INK, 0.16), size * 0.12)
    head(c, x, top - size * 0.5, size * 0.4, hat)


def head(c: Canvas, x: float, y: float, r: float, hat: Colour | None = None, hair: Colour = INK) -> None:
    """A head: with a helmet, or with hair."""
    if hat is None:
        c.oval(x, y - r * 0.16, r * 1.06, hair, r * 1.02)
    c.oval(x, y + r * 0.1, r * 0.9, SKIN, r)
    if hat is None:
        c.pie(x, y - r * 0.05, r * 1.0, (185, 355), hair)
    else:
        helmet(c, x, y, r, hat)


def back(c: Canvas, x: float, y: float, size: float, coat: Colour, hair: Colour = INK) -> None:
    """A listener seen from behind."""
    top = y - size * 0.95
    c.polygon(
        [
            *arc_points(x - size * 0.4, top + size * 0.6, size * 0.6, 180, 270),
            *arc_points(x + size * 0.4, top + size * 0.6, size * 0.6, 270, 360),
            (x + size, y),
            (x - size, y),
        ],
        coat,
    )
    c.rect(x - size * 0.16, top - size * 0.2, size * 0.32, size * 0.4, mix(SKIN, INK, 0.3))
    c.oval(x, top - size * 0.48, size * 0.42, hair, size * 0.46)


def standing(
    c: Canvas,
    x: float,
    y: float,
    tall: float,
    coat: Colour,
    *,
    legs: Colour = INK,
    hat: Colour | None = None,
    arm: Point | None = None,
    vest: bool = False,
) -> Point:
    """A standing figure with its feet at (x, y); ``arm`` is where one hand reaches. Returns the shoulder."""
    unit = tall / 8
    hip, shoulder = y - unit * 3.7, y - unit * 6.3
    for side in (-1, 1):
        c.line([(x + side * unit * 0.42, hip), (x + side * unit * 0.62, y - unit * 0.2)], legs, unit * 0.74)
        c.rect(
            x + side * unit * 0.62 - unit * 0.5 + side * unit * 0.12,
            y - unit * 0.3,
            unit,
            unit * 0.34,
            INK,
            unit * 0.15,
        )
    c.line(
        [(x - unit * 1.0, shoulder + unit * 0.2), (x - unit * 1.25, hip - unit * 0.1)], mix(coat, INK, 0.2), unit * 0.6
    )
    c.polygon(
        [
            (x - unit, shoulder),
            (x + unit, shoulder),
            (x + unit * 0.86, hip + unit * 0.3),
            (x - unit * 0.86, hip + unit * 0.3),
        ],
        coat,
    )
    c.oval(x - unit * 0.72, shoulder + unit * 0.16, unit * 0.42, coat)
    c.oval(x + unit * 0.72, shoulder + unit * 0.16, unit * 0.42, coat)
    if vest:
        for side in (-1, 1):
            c.line(
                [(x + side * unit * 0.5, shoulder - unit * 0.1), (x + side * unit * 0.5, hip + unit * 0.1)],
                GOLD,
                unit * 0.2,
            )
        c.rect(x - unit * 0.9, hip - unit * 0.75, unit * 1.8, unit * 0.22, GOLD)
    c.rect(x - unit * 0.24, shoulder - unit * 0.5, unit * 0.48, unit * 0.7, mix(SKIN, INK, 0.18))
    head(c, x, shoulder - unit * 0.85, unit * 0.62, hat)
    hand = arm or (x + unit * 1.25, hip - unit * 0.1)
    joint = (x + unit * 0.92, shoulder + unit * 0.24)
    c.line([joint, hand], mix(coat, INK, 0.12), unit * 0.6)
    c.oval(*hand, unit * 0.32, SKIN)
    return joint


def shadow(c: Canvas, x: float, y: float, wide: float) -> None:
    """The soft shadow under a figure."""
    c.oval(x, y, wide, faint(INK, 0.22), wide * 0.16)
