"""The plugin's settings, checked when a run begins."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from ..documents.kind_names import KIND_NAMES


class Options(BaseModel):
    """``FULLTEXT_SEARCH``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind_names: dict[str, str] = KIND_NAMES
    columns: bool = True
    years: bool = True
    people: bool = True


def options_of(settings: Mapping[str, object]) -> Options:
    """The options in Pelican's settings. Raises ValueError in words on an unknown key or a wrong value."""
    given = settings.get("FULLTEXT_SEARCH", {})
    try:
        return Options.model_validate(given)
    except ValidationError as error:
        keys = "、".join(".".join(str(part) for part in wrong["loc"]) or "（整体）" for wrong in error.errors())
        known = "、".join(Options.model_fields)
        raise ValueError(f"设置 FULLTEXT_SEARCH 里的 {keys} 不对；可以用的键：{known}") from None
