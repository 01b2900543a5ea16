"""Plain templates of a plugin for themes that have none of that name; the theme's own always win."""

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader


def offer_templates(environment: Environment, folder: Path) -> None:
    """Look in ``folder`` for a template that nothing before it has."""
    loaders = (environment.loader, FileSystemLoader(folder))
    environment.loader = ChoiceLoader([loader for loader in loaders if loader])
