"""What MkDocs does for the handbook beyond its settings."""

from pathlib import Path
from typing import Any


def on_post_build(config: dict[str, Any]) -> None:
    """Drop MkDocs' own 404 page: the site has one, and this one asks for its styles at the site's root."""
    (Path(config["site_dir"]) / "404.html").unlink(missing_ok=True)
