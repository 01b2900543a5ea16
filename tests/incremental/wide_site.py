"""The wide site: a site with everything on, in which whatever an editor may change has its choices (wide_site.txt)."""

import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SLOT = re.compile("⟦(.*?)⟧", re.DOTALL)
PHOTOS = ("news/2024/jia", "news/2024/yi", "laomo/zhangsan/lian", "albums/ying/a", "albums/ying/b")


class WideSite:
    """The site's files, each text with one choice made in each of its slots and what was typed below it."""

    def __init__(self):
        marked = re.split(r"^-- (\S+) --\n", (HERE / "wide_site.txt").read_text("utf-8"), flags=re.MULTILINE)
        self.texts = dict(zip(marked[1::2], marked[2::2], strict=True))
        self.slots = [
            (name, number) for name, text in self.texts.items() for number, _ in enumerate(SLOT.findall(text))
        ]
        self.chosen = dict.fromkeys(self.slots, 0)
        self.typed = dict.fromkeys(self.texts, "")

    def choices(self, slot):
        return SLOT.findall(self.texts[slot[0]])[slot[1]].split("|")

    def text(self, name):
        number = -1

        def choose(found):
            nonlocal number
            number += 1
            return found[1].split("|")[self.chosen[name, number]]

        return SLOT.sub(choose, self.texts[name]) + self.typed[name]

    def write_to(self, site):
        """Write every file and photo of the site as it is at first."""
        for name in self.texts:
            site.write(name, self.text(name))
        for number, name in enumerate(PHOTOS):
            site.write(f"content/{name}.jpg", f"photo {480 + number}x30")


def project_at(folder, without=None):
    """A project with the real theme (a copy), the real plugins, and perhaps one of them off."""
    shutil.copytree(PROJECT / "theme", folder / "theme")
    (folder / "plugins").symlink_to(PROJECT / "plugins")
    text = (PROJECT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(text.replace(f'    "{without}",\n', ""), "utf-8")
    return folder
