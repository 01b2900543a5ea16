"""How a field's own parser says in Chinese what is wrong with a value."""

from pydantic_core import PydanticCustomError


def wrong(kind: str, message: str, cure: str = "") -> PydanticCustomError:
    """A validation error that already speaks Chinese; ``cure`` says what to type instead."""
    return PydanticCustomError(kind, "{message}", {"message": message, "cure": cure})
