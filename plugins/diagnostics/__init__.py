"""FOUNDATION. Problems as values: a place, a code, what is wrong, what to type instead.

Nothing here knows about Pelican, YAML or the site. See ``problems`` for the value, ``codes`` for the kinds,
``report`` for the faces and ``suggestions`` for “did you mean”.
"""

from .codes import Code
from .places import Place
from .problems import Problem, has_errors, in_order
from .suggestions import Neighbours, did_you_mean, distance, nearest

__all__ = ["Code", "Neighbours", "Place", "Problem", "did_you_mean", "distance", "has_errors", "in_order", "nearest"]
