"""Records: what a reader's browser reads of a document that is among the best. JSON in GBK, deflated.

Chinese in GBK deflates to a sixth less than in UTF-8, and every browser reads it. What GBK does not have is escaped in
JSON's own way, so that nothing is lost.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any

LEVEL = 6
"""Level 9 takes longer and saves nothing."""
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def packed_record(record: Mapping[str, object]) -> bytes:
    """The file of a record.

    >>> record_in(packed_record({"title": "𬭎钢 é 补助"}))["title"]
    '𬭎钢 é 补助'
    """
    text = WRITTEN.encode(record)
    try:
        data = text.encode("gbk")
    except UnicodeEncodeError:
        data = "".join(map(_escaped, text)).encode("gbk")
    return zlib.compress(data, LEVEL)


def _escaped(character: str) -> str:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return json.dumps(character)[1:-1]
    return character


def record_in(data: bytes) -> dict[str, Any]:
    """The record in a file."""
    record: dict[str, Any] = json.loads(zlib.decompress(data).decode("gbk"))
    return record
