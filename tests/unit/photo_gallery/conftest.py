"""Photo files in a content folder of their own."""

from pathlib import PurePosixPath

import pytest

from plugins.documents.document import Photo
from plugins.documents.photo_facts import probe


@pytest.fixture
def write(tmp_path):
    """``write(name, bytes) -> (root, Photo)``: a photo file of a content folder, and the value that articles hold."""
    root = tmp_path / "content"

    def made(name, data):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        facts = probe(file)
        return Photo(PurePosixPath(name), "说明", "", "", facts.width, facts.height, facts.digest)

    made.root = root
    return made
