"""Plain articles for the comparison of generators: the same words, links and lists for each of them.

Every article has a column (6), tags (two to four of 200), a district (38), a summary, headings, a list, a quotation and a
link to an earlier article; choices are made by a hash of its number, as in :mod:`corpus`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from corpus import COLUMNS, DISTRICTS, DOINGS, RESULTS, TAGS, TOPICS, Article, number

FIRST_DAY, DAYS = date(2022, 1, 4), 1300
LISTS = {"columns": (*COLUMNS, "政策文件"), "districts": DISTRICTS, "tags": TAGS}
LATEST = 5
PER_PAGE = 20


@dataclass(frozen=True)
class Plain:
    """Article ``index``, as values that any generator's format can say."""

    index: int

    @cached_property
    def words(self) -> Article:
        """The article of the other corpus with that number, for its sentences."""
        return Article(self.index, self.index + 1)

    @property
    def day(self) -> date:
        """Its day."""
        return FIRST_DAY + timedelta(days=number(DAYS, "plain day", self.index))

    @property
    def slug(self) -> str:
        """Its file's name; it begins with the day, so that two of one day are ordered by it everywhere."""
        return f"{self.day}-gaojian-{self.index:06}"

    @property
    def url(self) -> str:
        """Its address on every site."""
        return f"/news/{self.day.year}/{self.slug}/"

    @property
    def title(self) -> str:
        """A title that no other article has."""
        return f"{self.district}{self.words.draw(DOINGS, 'doing')}（第{self.index}期）"

    @property
    def summary(self) -> str:
        """One sentence."""
        return self.words.sentence("summary")

    @property
    def column(self) -> str:
        """One of six."""
        return self.words.draw(LISTS["columns"], "column")

    @property
    def district(self) -> str:
        """One of 38."""
        return self.words.draw(DISTRICTS, "district")

    @property
    def tags(self) -> tuple[str, ...]:
        """Two to four of 200."""
        wanted = 2 + number(3, self.index, "tags")
        return tuple(dict.fromkeys(self.words.draw(TAGS, "tag", part) for part in range(wanted)))

    @property
    def body(self) -> str:
        """The text in CommonMark, 1,200 to 1,800 characters."""
        words = self.words
        parts = [words.paragraph("lead")]
        for section in range(3):
            heading = f"## {words.draw(DOINGS, section)}（{'一二三'[section]}）"
            parts += [heading, words.paragraph(section, 1), words.paragraph(section, 2)]
        parts.append("\n".join(f"- {words.draw(RESULTS, 'list', row)}；" for row in range(3)))
        parts.append(f"> 活动围绕**{words.draw(TOPICS, 'quote')}**展开。")
        if self.index:
            other = Plain(number(self.index, self.index, "link"))
            parts.append(f"相关报道见[{other.title}]({other.url})。")
        return "\n\n".join(parts)


@dataclass(frozen=True)
class Retagged(Plain):
    """The article with another first tag, one of the 200; a later ``run`` takes another."""

    run: int

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags but for the first."""
        return tuple(dict.fromkeys((TAGS[self.run % len(TAGS)], *super().tags[1:])))


@dataclass(frozen=True)
class Added(Plain):
    """A new article that says what the one with its number says, on the same day."""

    run: int

    @property
    def slug(self) -> str:
        """A file of its own."""
        return f"{self.day}-xinzeng-{self.run}"

    @property
    def title(self) -> str:
        """A title of its own."""
        return f"{super().title}，新增{self.run}"


def plain_articles(size: int) -> list[Plain]:
    """The articles of a comparison."""
    return [Plain(index) for index in range(size)]
