"""``sbom.cdx.json`` beside the manifest: what built the site, as a CycloneDX 1.6 document.

A function of the lock file and of what is installed, without clock or chance: the same commit gives the same bytes.
Each library of ``requirements.lock`` stands with the version that is installed, its licence, whom it needs, and the
hashes of the archives that the lock allows; one of another version than the lock's has no hashes and says so. The
interpreter stands without its version, since no byte of the site depends on it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from ..build_state.store import read_record, write_record

NAME = "sbom.cdx.json"
EXTRAS = ("cffi", "pi-heif", "pycparser", "pyvips", "pyvips-binary")
"""What may be installed beside the lock (``pyproject.toml``): it makes photos, so it is told where it is."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NAMED_FIRST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST_LICENCE = 80
"""Characters; some libraries put a licence's whole text into the field for its name."""
Json = dict[str, Any]
Locked = Mapping[tuple[str, str], list[str]]


def bill(lock: Path, state: Path, versions: str) -> bytes:
    """The document; kept in ``state`` for as long as the lock and ``versions`` (what is installed) stay as they are."""
    text = lock.read_text("utf-8") if lock.is_file() else ""
    edition = "sbom-1-" + hashlib.sha256(f"{versions}\0{text}".encode("utf-8", "surrogateescape")).hexdigest()
    kept = read_record(state / "sbom.json", edition)
    if isinstance(kept, str):
        return kept.encode()
    made = written(text)
    write_record(state / "sbom.json", edition, made)
    return made.encode()


def written(lock: str) -> str:
    """The document's text, for the libraries that this lock names."""
    locked = dict(_entries(lock))
    names = sorted({name for name, _version in locked} | set(EXTRAS))
    found = {name: told for name in names if (told := _told(name, locked))}
    refs = {name: component["bom-ref"] for name, component in found.items()}
    python = {"type": "platform", "bom-ref": "python", "name": "CPython", "description": "3.11 or newer"}
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {"type": "application", "bom-ref": "site", "name": "yugong-site"},
        },
        "components": [python, *found.values()],
        "dependencies": [
            {"ref": "site", "dependsOn": ["python", *refs.values()]},
            *(
                {"ref": ref, "dependsOn": [refs[need] for need in _needs(name) if need in refs]}
                for name, ref in refs.items()
            ),
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _entries(lock: str) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Each library of the lock: its name and version, and its archives' SHA-256 in order."""
    for entry in re.split(r"\n(?=\S)", lock):
        if pin := PINNED.match(entry):
            yield (_normal(pin[1]), pin[2]), sorted(HASH.findall(entry))


def _told(name: str, locked: Locked) -> Json | None:
    """The component of a library; nothing for one that is not installed (on this system, say)."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return None
    version = metadata["Version"]
    address = f"pkg:pypi/{name}@{version}"
    component: Json = {"type": "library", "bom-ref": address, "purl": address, "name": name, "version": version}
    if licences := _licences(metadata):
        component["licenses"] = licences
    if hashes := locked.get((name, version)):
        component["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in hashes]
    else:
        component["properties"] = [{"name": "yugong:locked", "value": "false"}]
    return component


def _licences(metadata: PackageMetadata) -> list[Json]:
    """How the library says that it may be used: an expression, a name, or what it is classified as."""
    if expressions := metadata.get_all("License-Expression"):
        return [{"expression": expressions[0]}]
    name = str((metadata.get_all("License") or ("",))[0]).strip()
    if name and name != "UNKNOWN" and "\n" not in name and len(name) <= LONGEST_LICENCE:
        return [{"license": {"name": name}}]
    classified = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or () if line.startswith("License ::")
    ]
    return [{"license": {"name": name}} for name in sorted(classified)]


def _needs(name: str) -> list[str]:
    """The libraries that a library needs, extras left out, in order."""
    wanted = [line for line in distribution(name).requires or () if "extra ==" not in line]
    return sorted({_normal(found[0]) for line in wanted if (found := NAMED_FIRST.match(line))} - {name})


def _normal(name: str) -> str:
    """A library's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
