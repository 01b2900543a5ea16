"""The kinds of problem that a link can have."""

from ..diagnostics.codes import Code

NO_TARGET = Code(
    "E311",
    "站内链接的目标不存在",
    "链接指向的稿件或页面不存在。链接稿件时，写从本稿件所在文件夹出发的相对路径（../ 是上一级），一直写到 .md。"
    "照片和附件不会原样发布，也不能作链接。",
    "[付国涛](../../laomo/fu-guotoa/index.md)",
    "[傅国涛](../../laomo/fu-guotao/index.md)",
)
NO_ANCHOR = Code(
    "E312",
    "链接的位置（#）不存在",
    "# 后面是目标页面里某个小标题的位置名：小标题的原文，标点和空格换成连字符。小标题改了，链接也要改。",
    "[六项任务](#六项任务)（小标题是“六项重点任务”）",
    "[六项任务](#六项重点任务)",
)
NOT_PUBLIC = Code(
    "E313",
    "链接到没有发布的稿件",
    "已发布的稿件不能链接草稿、审稿中、还没到发布时间或已经到期的稿件，读者点开会是 404。",
    "[下期预告](2024-09-09-yugao.md)（yugao 的 status 是 draft）",
    "等那篇发布之后再加链接",
)
WITHDRAWN = Code(
    "W314",
    "链接到已撤稿的稿件",
    "读者点开只会看到“这篇稿件已经撤下”。",
    "[相关报道](2024-08-01-yiche.md)",
    "删掉链接，留下文字",
)
MALFORMED = Code(
    "E315",
    "外部链接写错了",
    "网址要写全：https:// 开头，后面是域名，中间没有空格和全角符号。邮箱写 mailto:，电话写 tel:。",
    "[全总](https:/www.example.org)",
    "[全总](https://www.example.org)",
)
OUTSIDE = Code(
    "E316",
    "链接跑出了内容文件夹",
    "../ 太多，已经退到 content 外面，读者够不到那里。",
    "[关于](../../../../pages/about.md)",
    "[关于](../../pages/about.md)",
)

CODES = (NO_TARGET, NO_ANCHOR, NOT_PUBLIC, WITHDRAWN, MALFORMED, OUTSIDE)
