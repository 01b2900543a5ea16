"""Draws every 示意图 beside the article that uses it: ``python3 tools/draw_illustrations.py [content] [name …]``.

Nothing but Pillow is needed: no fonts, no network, no clock, no chance. The same Pillow writes the same bytes.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from illustrations import city, desk, learning, portraits, work
from illustrations.canvas import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    "albums/liangjiang-dengguang/fangtan.jpg": learning.talk,
    "albums/liangjiang-dengguang/huiyan.jpg": learning.stage,
    "albums/liangjiang-dengguang/paobu.jpg": city.run,
    "albums/liangjiang-dengguang/qidong.jpg": learning.hall,
    "albums/liangjiang-dengguang/shiping.jpg": city.screens,
    "albums/liangjiang-dengguang/yejing.jpg": city.skyline,
    "laomo/fu-guotao/chejian.jpg": work.workshop,
    "laomo/fu-guotao/renwu.jpg": portraits.machinist,
    "laomo/li-xilong/renwu.jpg": portraits.designer,
    "laomo/zeng-yonghong/dianli.jpg": work.powerline,
    "laomo/zeng-yonghong/renwu.jpg": portraits.lineworker,
    "news/2024/baohusan.jpg": work.umbrella,
    "news/2024/fanghuo.jpg": work.forest_post,
    "news/2024/ketang.jpg": learning.classroom,
    "news/2026/dengshan.jpg": learning.stairs,
    "news/2026/ditu.jpg": desk.tiles,
    "news/2026/wenjian.jpg": desk.policy,
    "news/2026/yanlun-banzu.jpg": desk.opinion_line,
    "news/2026/yanlun-chengshi.jpg": desk.opinion_city,
    "news/2026/yanlun-gongchang.jpg": desk.opinion_plant,
    "news/2026/yanlun-xiaoyuan.jpg": desk.opinion_campus,
}


def main(arguments: list[str]) -> int:
    """0 when every picture, or every named one, was drawn into the content folder."""
    folder, *names = arguments or [str(Path(__file__).parent.parent / "content")]
    for place, scene in SCENES.items():
        if not names or any(name in place for name in names):
            path = Path(folder) / place
            scene().save(path)
            sys.stdout.write(f"{place} {path.stat().st_size // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
