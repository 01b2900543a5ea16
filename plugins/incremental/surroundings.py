"""What templates are rendered in: a Jinja environment as JSON, and made again without Pelican.

Only what can be named is kept: loaders of folders, plain options, filters, tests and globals that are functions or
values of ours. What cannot be named is left out; a template that asks for it then fails here, and the page is rendered
the long way.
"""

from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from ..build_state.values import Decoder, Encoder

OPTIONS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "autoescape",
)
UNDEFINED = ("Undefined", "StrictUndefined", "ChainableUndefined", "DebugUndefined")
Json = Any


class UnknownSurroundingsError(Exception):
    """An environment that cannot be written down."""


def told(environment: Environment, encoder: Encoder) -> Json:
    """The environment as JSON; raises :class:`UnknownSurroundingsError` when it has something that we cannot make again."""
    options = {name: getattr(environment, name) for name in OPTIONS}
    plain = all(value is None or type(value) in {str, bool} for value in options.values())
    usual = Environment()  # noqa: S701 - only to compare with
    like_usual = environment.finalize is None and not environment.extensions and environment.policies == usual.policies
    undefined = environment.undefined
    if not plain or not like_usual or getattr(jinja2, undefined.__name__, None) is not undefined:
        raise UnknownSurroundingsError
    return {
        "options": options,
        "undefined": undefined.__name__,
        "loader": _loader_told(environment.loader),
        "filters": _named(environment.filters, usual.filters, encoder),
        "tests": _named(environment.tests, usual.tests, encoder),
        "globals": _named(environment.globals, usual.globals, encoder),
    }


def made(telling: Json, decoder: Decoder) -> Environment:
    """The environment that was told; raises ValueError for anything else."""
    try:
        if telling["undefined"] not in UNDEFINED:
            raise ValueError(telling["undefined"])
        environment = Environment(  # noqa: S701 - with the site's own setting, which is on
            loader=_loader_made(telling["loader"]),
            undefined=getattr(jinja2, telling["undefined"]),
            auto_reload=False,
            **{name: telling["options"][name] for name in OPTIONS},
        )
        environment.filters.update(decoder.decode(telling["filters"]))
        environment.tests.update(decoder.decode(telling["tests"]))
        environment.globals.update(decoder.decode(telling["globals"]))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(str(fault)) from fault
    return environment


def _named(values: Mapping[str, object], usual: Mapping[str, object], encoder: Encoder) -> Json:
    kept: list[Json] = []
    for name, value in values.items():
        if usual.get(name) is value:
            continue
        try:
            kept += [name, encoder.encode(value)]
        except TypeError:
            continue
    return {"m": kept}


def _loader_told(loader: BaseLoader | None) -> Json:
    if type(loader) is FileSystemLoader:
        return {"folders": [str(folder) for folder in loader.searchpath], "encoding": loader.encoding}
    if type(loader) is ChoiceLoader:
        return {"choice": [_loader_told(one) for one in loader.loaders]}
    if type(loader) is PrefixLoader:
        return {"prefix": {name: _loader_told(one) for name, one in loader.mapping.items()}}
    raise UnknownSurroundingsError


def _loader_made(telling: Json) -> BaseLoader:
    if "folders" in telling:
        return FileSystemLoader(telling["folders"], telling["encoding"])
    if "choice" in telling:
        return ChoiceLoader([_loader_made(one) for one in telling["choice"]])
    return PrefixLoader({name: _loader_made(one) for name, one in telling["prefix"].items()})
