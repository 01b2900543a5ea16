"""Files of the site that are not templates: JSON, calendars, pictures."""

from pathlib import Path
from typing import Protocol


class Writer(Protocol):
    """What we need of Pelican's writer, stock or ours."""

    output_path: str


def write_output(writer: Writer, save_as: str, data: bytes | Path) -> None:
    """Write ``data`` (bytes, or a file to copy) to ``save_as`` below the output folder.

    The incremental writer takes the file into its staging folder; stock Pelican's writes it straight away.
    """
    write = getattr(writer, "write_bytes", None)
    if write is not None:
        write(save_as, data)
        return
    target = Path(writer.output_path, *save_as.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
