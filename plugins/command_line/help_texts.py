"""What the help of each verb says: one line in the overview, and the examples that people copy."""

VERBS = {
    "build": "检查稿件并生成网站（不写动词时就是它）",
    "check": "只检查稿件，不生成网站",
    "serve": "在本机预览，改稿后自动更新",
    "new": "新建一篇稿件（草稿）",
    "photos": "给一个文件夹的照片写说明：生成或补全 photos.yaml",
    "status": "还有什么要做：定时、草稿、久未更新、待核实",
    "verify": "核对网站：和生成时的清单一字不差吗",
    "rollback": "退回上一次的网站",
    "dates": "找出一段中文里的日期",
    "test": "运行测试（给开发者）",
    "clean": "删除生成的网站和缓存",
}
OVERVIEW = """\
例子：
  python3 build.py                     生成网站到 output/
  python3 build.py check               检查全部稿件
  python3 build.py serve               在浏览器里预览
  python3 build.py new brief           新建一期一周动态
  python3 build.py build --help        看一个命令的全部选项

退出码：0 成功，1 稿件有错，2 命令或设置有误，3 环境有问题，70 程序的错，130 被中断。
"""
EXAMPLES = {
    "build": """\
例子：
  python3 build.py
  python3 build.py --drafts --now 2024-09-02T08:00    连草稿一起，按那一刻的样子生成
  python3 build.py --content 别的站 --output /srv/www --cache /var/tmp/cache
  python3 build.py --profile production               正式发布：要求填了备案号
""",
    "check": """\
例子：
  python3 build.py check
  python3 build.py check content/news/2024            只看这个文件夹里的问题
  python3 build.py check --format json > 问题.json     给程序读
  python3 build.py check --format github              在合并请求里逐行标注
  python3 build.py check --calendar                   逐项列出日历上会有什么；加 --format json 给程序读
  python3 build.py check --update-calendar            把活动记进台账 calendar.ledger，订阅的人就认得改过的活动
  python3 build.py check --update-ratchet             旧站：记下现有的提醒，以后只显示新出现的
""",
    "serve": """\
例子：
  python3 build.py serve
  python3 build.py serve --port 9000 --drafts
""",
    "new": """\
体裁：brief 一周动态、news 消息、feature 通讯、opinion 言论、policy 政策、roundup 综述、album 影像、laomo 劳模、page 页面

例子：
  python3 build.py new brief "一周动态（9月第一周）"
  python3 build.py new laomo 傅国涛 --slug fu-guotao
  python3 build.py new news "标题" --date 2024-09-02
文件的路径打印在标准输出。已有的文件不会改动。
""",
    "photos": """\
例子：
  python3 build.py photos content/albums/liangjiang-dengguang
  python3 build.py photos content\\news\\2024             Windows 的写法也可以
照片里已有的标题、说明、作者、日期会先填上，请核对；定位信息不会写出来。
photos.yaml 里已经写了的不会改动，只补上新照片。文件的路径打印在标准输出。
""",
    "status": """\
例子：
  python3 build.py status
  python3 build.py status --json > 状态.json           给程序读，next_change 是下一次要生成网站的时刻
  python3 build.py status --now 2026-12-01            到那一天会怎样
""",
    "verify": """\
例子：
  python3 build.py verify
  python3 build.py verify --output /srv/www           核对别处的网站；有不符时退出码是 3
""",
    "rollback": """\
例子：
  python3 build.py rollback                           再运行一次就换回来
""",
    "dates": """\
例子：
  python3 build.py dates 稿件.txt --published 2024-09-02
  python3 build.py dates content/news/2024/稿件.md     发布日期取自稿件的 date
  echo 昨日下午3时 | python3 build.py dates - --published 2024-09-02 --json
  python3 build.py dates --jsonl < 问.jsonl > 答.jsonl   每行 {"text": "……", "published": "2024-09-02"}，答一行列表
""",
    "test": """\
例子：
  python3 build.py test
  python3 build.py test -k calendar -x                后面的参数原样交给 pytest
  python3 build.py test tests/problems --update       接受新的问题文本
""",
    "clean": """\
例子：
  python3 build.py clean
""",
}
