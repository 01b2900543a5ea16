"""The kinds of problem that reading a document can meet."""

from ..diagnostics.codes import Code

UNREADABLE = Code("E101", "文件打不开", "文件存在，但读不出来：被占用、没有权限，或磁盘有问题。")
NOT_UTF8 = Code(
    "E102",
    "文件编码不是 UTF-8",
    "稿件一律用 UTF-8 保存。旧版记事本默认的 ANSI（GBK）和 Unicode（UTF-16）都要另存一次。",
)
NUL = Code("E103", "文件里有空字节", "文本文件里不会有空字节；多半是把 Word 或照片改了扩展名。")
TOO_LARGE = Code("E104", "文件太大", "一篇稿件不超过 2 MB，front matter 不超过 64 KB。")
BAD_NAME = Code(
    "E105",
    "文件名不能用作网址",
    "文件名就是网址。不能含控制字符、反斜杠，不能以点或空格结尾，不能是 Windows 的设备名。",
    "con.md",
    "lianxi.md",
)
SYMLINK = Code("E106", "不允许符号链接", "内容文件夹里的链接可能指向外面的文件，所以一律不读。请把文件本身放进来。")
CONTROL = Code("E107", "文字里有看不见的控制字符", "从别处粘贴来的文字有时带着控制字符，网页和订阅源里不允许出现。")
NOT_READ = Code(
    "W108",
    "这个文件不会读",
    "稿件是 UTF-8 的 .md 文件，设置是 site.yaml，词表是 vocabulary 里规定的几个 .yaml。其他像稿件、像词表的文件不会发布。"
    "暂时不用的文件，文件名以下划线开头，就不再提醒。",
    "news/2024/tongzhi.docx",
    "news/2024/tongzhi.md",
)
FOLDER_NAME = Code(
    "W109",
    "文件夹的名字像是写错了",
    "体裁看第一层文件夹：news 消息，laomo 劳模，albums 影集，pages 页面。",
    "content/New/a.md",
    "content/news/a.md",
)
CONFLICT = Code(
    "E110",
    "合并留下的冲突没有处理",
    "两个人改了同一处，版本管理把两种写法都留在文件里，用 <<<<<<<、=======、>>>>>>> 隔开，等人来选。",
    "<<<<<<< HEAD\n共 120 人\n=======\n共 130 人\n>>>>>>> 修改",
    "共 130 人",
)
IDENTITY_NUMBER = Code(
    "E121",
    "稿件里有身份证号",
    "身份证号是个人信息，新闻里用不着，上了网就收不回来。校验位对得上的才报。",
)
PRIVATE_NUMBER = Code(
    "W122",
    "稿件里像是有手机号或银行卡号",
    "个人的手机号、银行卡号不该上网站。工作电话确实要公开的，用 check --update-ratchet 记下来。",
)
PRIVATE_CHARACTER = Code(
    "W123",
    "有读者看不见的造字",
    "从 Word、PDF 或旧系统贴来的符号和生僻字，有时用的是各家自己的“造字区”，别的电脑和手机上只显示方框。",
)
NO_FRONT_MATTER = Code(
    "E111",
    "缺少 front matter",
    "稿件开头要有两行 --- 夹着的信息，至少写标题和日期。",
    "# 标题",
    "---\ntitle: 标题\ndate: 2024-09-02\n---",
)
YAML_SYNTAX = Code(
    "E112",
    "front matter 写法有误",
    "front matter 每行是“键: 值”。值里有半角冒号、引号或以特殊符号开头时，要用单引号括起来。",
    "title: 标题: 副题",
    "title: '标题: 副题'",
)
YAML_DUPLICATE = Code(
    "E113", "同一个键写了两次", "一个键只能写一次，否则不知道听哪一个。", "title: 甲\ntitle: 乙", "title: 甲"
)
YAML_FORBIDDEN = Code(
    "E114",
    "front matter 里用了不支持的写法",
    "不支持 YAML 的锚点 &、别名 *、标签 !，它们能让机器卡死或运行代码。",
    "title: *a",
    "title: '*a'",
)
YAML_LIMITS = Code("E115", "front matter 太长或嵌套太深", "front matter 不超过 64 KB，嵌套不超过 8 层。")
UNKNOWN_KEY = Code(
    "E201",
    "不认识的键",
    "front matter 只能用规定的键；写错一个字母，这一项就不会生效，所以当作错误。",
    "tilte: 标题",
    "title: 标题",
)
MISSING_KEY = Code(
    "E202",
    "缺少必填的键",
    "每篇稿件都要有标题和日期，有的体裁还有别的必填项。",
    "title: 标题",
    "title: 标题\ndate: 2024-09-02",
)
BAD_VALUE = Code("E203", "值不对", "这个键的值不符合要求。", "status: 发布", "status: published")
BAD_DATE = Code(
    "E204", "日期无法识别", "日期写成“年-月-日”，并且日历上要有这一天。", "date: 2026-13-45", "date: 2026-01-31"
)
BAD_TYPE = Code(
    "E205",
    "值的形状不对",
    "这里应该是一个值、一个列表，或一组“键: 值”，而不是别的。",
    "photos: 甲",
    "photos:\n  - src: jia.jpg\n    alt: 车间",
)
DATE_ORDER = Code(
    "E206",
    "日期前后矛盾",
    "更新不会早于发布，下线不会早于上线。",
    "date: 2024-09-02\nupdated: 2024-09-01",
    "updated: 2024-09-03",
)
NO_CORRECTION = Code(
    "W207",
    "更新了，没有写更正说明",
    "发布之后又改动（updated），要在 corrections 里写明哪天改了什么，读者才知道。只改错别字，updated 和 corrections 都不必写。",
    "updated: 2024-09-05",
    "updated: 2024-09-05\ncorrections:\n  - date: 2024-09-05\n    note: 人数更正为 12 人。",
)
CORRECTION_LATER = Code(
    "W208",
    "更正比更新日期晚",
    "有更正就有更新：updated 写最后一次更正的日期，列表、订阅和搜索引擎都看它。",
    "corrections:\n  - {date: 2024-09-05, note: 人数更正为 12 人。}",
    "updated: 2024-09-05",
)
UPDATED_AHEAD = Code("W209", "更新日期还没到", "updated 和更正的日期是已经发生的事，不会晚于今天；多半是年份写错了。")
PHOTO_MISSING = Code(
    "E401",
    "照片不存在",
    "写了照片，但那里没有这个文件。路径相对于稿件所在的文件夹，大小写要一致。",
    "src: Muxing.JPG",
    "src: muxing.jpg",
)
PHOTO_NO_ALT = Code(
    "E402",
    "照片缺少替代文字",
    "替代文字读给看不见照片的人听，是无障碍的硬要求。",
    "![](a.jpg)",
    "![工人在车间检修机床](a.jpg)",
)
PHOTO_UNUSABLE = Code("E403", "照片不能用", "照片要是 JPEG、PNG、WebP、AVIF 或 GIF（装了扩展 heif 的机器也可以是 HEIC），没有损坏，不超过 6000 万像素。")
PHOTO_MARK = Code(
    "E404",
    "焦点或打码的位置不在照片上",
    "焦点（focus）和打码区域（blur）从照片左上角量起，写 0 到 1 的小数、百分数，或像素；落在照片外面，多半是换过照片，或量的是另一张。"
    "位置不对就不会打到该打的地方，所以当作错误。",
    "blur: [[5000, 100, 200, 200]]",
    "blur: [[500, 100, 200, 200]]",
)
BAD_SIDECAR = Code(
    "E405",
    "photos.yaml 有误",
    "photos.yaml 写在照片旁边，按文件名分组，一张照片一组。键用标题、说明、摄影、机构、拍摄日期、地点、替代文字、focus、blur、consent。"
    "用 photos 命令生成，缺的补上就行。",
    "qidong.jpg: 启动仪式",
    "qidong.jpg:\n  说明: 启动仪式现场\n  替代文字: 礼堂里，一人在讲台上讲话",
)
CREDIT_DIFFERS = Code(
    "W406",
    "摄影者写了两样",
    "同一张照片，稿件里写的摄影者和 photos.yaml 里写的不一样。页面用稿件里的；署错名是大事，请核对。",
)
RAW_HTML = Code(
    "E701",
    "正文里有 HTML 标签",
    "正文用 Markdown 写。网页代码可能夹带脚本，所以不会进入页面；文字里要写尖括号，请用全角或放进反引号。",
    "<font color=red>注意</font>",
    "**注意**",
)
UNSAFE_LINK = Code(
    "E702",
    "不安全的链接",
    "链接只能以 https://、http://、mailto:、tel: 开头，或指向本站。",
    "[点我](javascript:alert(1))",
    "[点我](https://example.com/)",
)
UNSAFE_TEXT = Code(
    "E703",
    "文字里有 HTML 标签",
    "标题、摘要这类文字不能含网页代码。它不会进入页面，但多半是误粘贴。",
    "title: <script>…",
    "title: 正常的标题",
)
MARKDOWN_FAILED = Code("E704", "正文无法转换", "正文的某处写法超出了转换器的能力（嵌套太深或太长）。")
TOO_SLOW = Code(
    "E706",
    "正文转换超时",
    "一篇稿件的正文平常用不到百分之一秒。成串的括号、星号、引用号或上万行的表格会让转换器停不下来，所以到时就停；别的稿件不受影响。",
)
ITEM_MARK = Code(
    "W705", "条目没有 ◆", "一周动态里，每条消息以 ◆ 开头，才能各有日期和地址。", "8月28日，……", "◆8月28日，……"
)
HEADING_LEVEL = Code(
    "W711",
    "小标题的级别不对",
    "稿件的标题是一级，正文的小标题从 ## 开始，逐级往下，不跳级。读屏软件和目录都照级别走。",
    "## 总体要求\n\n#### 指导思想",
    "## 总体要求\n\n### 指导思想",
)
HEADING_SPACE = Code(
    "W712", "# 后面没有空格", "# 和小标题的文字之间要有一个空格，别的编辑器和预览才认得。", "##总体要求", "## 总体要求"
)
NOTE_UNDEFINED = Code(
    "E713",
    "脚注没有注文",
    "正文里写了脚注的记号，却没有写注文，读者会看到一个方括号。",
    "常年开展[^1]。",
    "常年开展[^1]。\n\n[^1]: 据 2025 年统计。",
)
DEFINITION_UNUSED = Code(
    "W714", "注文或链接定义没有用到", "写了脚注的注文或链接的定义，正文里却没有引用它，多半是记号写错了。"
)
REFERENCE_UNDEFINED = Code(
    "W715",
    "引用链接没有网址",
    "[文字][记号] 要在文末有一行 [记号]: 网址，否则页面上会原样显示方括号。",
    "见[通知][tz]。",
    "见[通知][tz]。\n\n[tz]: https://example.org/",
)
EMPHASIS = Code(
    "W716",
    "加粗在别的编辑器里不起作用",
    "加粗的记号里面是标点、外面紧挨着汉字时，按 CommonMark 的规则不算加粗，GitHub、微信编辑器等会显示星号。"
    "请把标点移到记号外面，或在外面加一个空格。",
    "**要抓落实。**各级工会要……",
    "**要抓落实**。各级工会要……",
)
TABLE_SHAPE = Code(
    "E717",
    "表格的列数对不上",
    "表格由表头、分隔行和各行组成，列数要一样。分隔行不对，页面上就只有竖线；某一行多出来的格子会丢掉。",
    "| 区县 | 人数 |\n| --- |\n| 大足区 | 12 |",
    "| 区县 | 人数 |\n| --- | --- |\n| 大足区 | 12 |",
)
FENCE_OPEN = Code(
    "E718",
    "代码块或注释没有结尾",
    "三个反引号（```）或波浪号（~~~）开头的代码块，要有一行同样的记号收尾；<!-- 开头的注释，要用 --> 收尾。不然后面的正文会变样，甚至不见。",
)
SECOND_HEAD = Code("E720", "正文里还有一段 front matter", "多半是两个文件接到了一起。front matter 只在文件开头写一段，一个文件一篇稿件。")
EMPTY_BODY = Code("W719", "正文是空的", "稿件只有开头的信息，没有正文，读者点进来什么也看不到。")
BAD_SETTING = Code("E801", "site.yaml 有误", "网站设置文件里有不认识的键或不对的值。")
BAD_VOCABULARY = Code("E802", "词表有误", "词表是一个列表，每项是一组“键: 值”。")
DUPLICATE_ENTRY = Code("E803", "词表里有重复的名称", "同一个名称（或网址名）在词表里只能出现一次。")
NO_ICP = Code(
    "E804", "没有填备案号", "正式发布（production）前，site.yaml 里要有 ICP 备案号。", "", "icp: 渝ICP备00000000号"
)
BAD_RATCHET = Code(
    "E806",
    "ratchet.yaml 有误",
    "ratchet.yaml 只记提醒（W 开头），每项写编号、文件和处数，由 check --update-ratchet 写成。错误不能隐藏。",
    "- {code: E311, path: news/a.md, count: 1}",
    "- {code: W302, path: news/a.md, count: 1}",
)

CODES = tuple(value for value in list(globals().values()) if isinstance(value, Code))
