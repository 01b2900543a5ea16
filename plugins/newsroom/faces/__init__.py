"""The faces of the one model: everything that has to agree with the kinds of article is made from them here.

``shapes``        the models' fields as plain descriptions; each face reads these and not the annotations
``json_schema``   draft-07 schemas of the kinds, of ``site.yaml`` and of the vocabularies
``visual_studio`` workspace settings, recommended extensions, the check task and snippets for VS Code
``sveltia``       the configuration of Sveltia CMS
``scaffolds``     the first text of a new article and where it belongs
``standing``      what ``status`` tells

Pure: values in, text out. ``tools/generate_faces.py`` writes :func:`files`, ``tests/test_faces.py`` keeps it fresh.
"""

from collections.abc import Mapping


def files() -> Mapping[str, str]:
    """The generated files: path below the project and text."""
    from . import json_schema, sveltia, visual_studio  # noqa: PLC0415 - only the writer and its test need them

    return {**json_schema.files(), **visual_studio.files(), **sveltia.files()}
