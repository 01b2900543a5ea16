"""How good the answers are: Recall@10 and MRR by kind of query, as tables that people read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from expectations import NO_ANSWER, Query

TOP = 10


@dataclass(frozen=True)
class Score:
    """The share of the right pages among the first ten, and one over the place of the first (0 when it is not there)."""

    query: Query
    found: Sequence[str]

    @property
    def recall(self) -> float:
        """Of the pages that must be found, or of ten places when there are more; for a query without answer whether nothing came."""
        if self.query.kind == NO_ANSWER:
            return float(not self.found)
        return min(1.0, len(self.query.pages & set(self.found[:TOP])) / min(TOP, len(self.query.pages)))

    @property
    def reciprocal(self) -> float:
        """One over the place of the page that should come first, or of any right one where none is named."""
        wanted = {self.query.best} if self.query.best else self.query.right
        return next((1 / place for place, url in enumerate(self.found[:TOP], 1) if url in wanted), 0.0)

    @property
    def is_whole(self) -> bool:
        """Nothing is left to wish for."""
        return self.recall == 1 and (self.query.kind == NO_ANSWER or self.reciprocal == 1)


def scores(queries: Iterable[Query], found: Mapping[str, Sequence[str]]) -> list[Score]:
    """The score of each query."""
    return [Score(query, found[query.text]) for query in queries]


def answerable(scored: Iterable[Score]) -> list[Score]:
    """Those to which there is an answer."""
    return [score for score in scored if score.query.kind != NO_ANSWER]


def recall(scored: Iterable[Score]) -> float:
    """The mean Recall@10 of the queries that have an answer."""
    return fmean(score.recall for score in answerable(scored))


def reciprocal_rank(scored: Iterable[Score]) -> float:
    """The mean reciprocal rank of the queries that have an answer."""
    return fmean(score.reciprocal for score in answerable(scored))


def table(scored: Sequence[Score]) -> str:
    """One line a kind."""
    lines = ["| 类型 | 条数 | Recall@10 | MRR |", "| --- | ---: | ---: | ---: |"]
    for kind in dict.fromkeys(score.query.kind for score in scored):
        own = [score for score in scored if score.query.kind == kind]
        rank = "—" if kind == NO_ANSWER else f"{fmean(score.reciprocal for score in own):.3f}"
        lines.append(f"| {kind} | {len(own)} | {fmean(score.recall for score in own):.3f} | {rank} |")
    whole = answerable(scored)
    lines.append(f"| 有答案的合计 | {len(whole)} | {recall(whole):.3f} | {reciprocal_rank(whole):.3f} |")
    return "\n".join(lines)


def misses(scored: Iterable[Score]) -> str:
    """One line a query that leaves something to wish for: what was missed, what came instead."""
    lines = []
    for score in scored:
        if score.is_whole:
            continue
        missed = sorted(score.query.pages - set(score.found[:TOP]))[:4]
        lines.append(
            f"{score.query.kind} {score.query.text!r}: recall {score.recall:.2f} rank {score.reciprocal:.2f}, "
            f"not among the first ten {missed}; {len(score.found)} found, first {list(score.found[:3])}"
        )
    return "\n".join(lines)
