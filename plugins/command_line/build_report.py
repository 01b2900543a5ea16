"""What a build did, as values for the console, for ``--json`` and for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..diagnostics import Problem, has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    ``rendered`` holds each page that was rendered with the reason, in Chinese; ``reused`` counts pages that were taken
    over; ``files`` are calendars, feeds, pictures and other things that are no pages. ``up_to_date`` says that nothing
    had changed, so that nothing was done; ``kept`` are files of others that were moved out of the output.
    """

    problems: tuple[Problem, ...] = ()
    rendered: Mapping[str, str] = field(default_factory=dict)
    reused: int = 0
    files: int = 0
    seconds: float = 0.0
    up_to_date: bool = False
    kept: tuple[str, ...] = ()
    kept_in: str = ""

    @property
    def published(self) -> bool:
        """Whether the output is now what the content asks for."""
        return not has_errors(self.problems)

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return len(self.rendered) + self.reused

    @property
    def explanations(self) -> tuple[str, ...]:
        """One line for each page that was rendered: where, and why."""
        return tuple(f"{place}：{reason}" for place, reason in sorted(self.rendered.items()))

    def as_json(self) -> dict[str, object]:
        """The counts, for ``--json``; problems are added by the one who prints."""
        return {
            "published": self.published,
            "up_to_date": self.up_to_date,
            "pages": self.pages,
            "rendered": len(self.rendered),
            "reused": self.reused,
            "files": self.files,
            "seconds": round(self.seconds, 3),
            "kept": list(self.kept),
            "reasons": dict(sorted(self.rendered.items())),
        }

    def sentence(self) -> str:
        """One line for the console."""
        took = f"用时 {self.seconds:.1f} 秒"
        if not self.published:
            return f"没有发布，网站保持原样（{took}）。"
        if self.up_to_date:
            return f"没有变化，网站保持原样：{self.pages} 页（{took}）。"
        done = f"生成了 {self.pages} 页（新做 {len(self.rendered)} 页，沿用 {self.reused} 页）和 {self.files} 个文件，{took}。"
        if self.kept:
            done += f"\n输出文件夹里有 {len(self.kept)} 个不是渝工生成的文件（如 {self.kept[0]}），已保留在 {self.kept_in}。"
        return done
