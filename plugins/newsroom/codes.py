"""The kinds of problem that names and relations can have."""

from ..diagnostics.codes import Code

UNKNOWN_DISTRICT = Code(
    "E303", "不认识的区县", "区县要写词表 districts.yaml 里的全称。", "districts: [南安区]", "districts: [南岸区]"
)
DISTRICT_GONE = Code(
    "E304",
    "这个区县当时不存在",
    "行政区划会变。稿件日期那天已撤销（或还没设立）的名称不能用；词表里写着继任的名称。",
    "date: 2026-01-05\ndistricts: [江北区]",
    "districts: [两江新区]",
)
UNKNOWN_HONOUR = Code(
    "E305",
    "不认识的荣誉",
    "荣誉要写词表 honours.yaml 里的名称。人大代表、政协委员是职务（offices），不是荣誉。",
    "- name: 劳模",
    "- name: 全国劳动模范",
)
UNKNOWN_ORGANISATION = Code(
    "W306", "词表里没有这个单位", "单位写全称，才能归到一起。新的单位请加进 organisations.yaml。"
)
PART_WITHOUT_HEADING = Code("E307", "分篇没有对应的小标题", "综述 parts 里的 heading 要和正文的二级标题一字不差。")
WORDING = Code(
    "W308", "用词提醒", "词表 wording.yaml 收着易错的写法。引用原文、确认无误的可以不改。", "气势磅薄", "气势磅礴"
)
NEAR_NAME = Code("W309", "名称可能写错", "和已有的名称只差一两个字，读者会看到两个专题（栏目、系列、人物）。")
LISTS_COLLIDE = Code(
    "E320",
    "两个名称的网址相同",
    "栏目、专题、标签等的网址来自名称或词表里的 slug，两个不同的名称不能落在同一个网址上（大小写不算不同）。",
    "tags: [PVA, pva]",
    "tags: [PVA]",
)
HONOUR_LEVEL = Code(
    "E310",
    "荣誉的级别和词表不一致",
    "词表 honours.yaml 里写着这项荣誉的级别。",
    "name: 全国劳动模范\nlevel: 省部级",
    "level: 国家级",
)
HONOUR_INCOMPLETE = Code(
    "W321",
    "荣誉没有写级别或年份",
    "荣誉是有级别、有年份的记录。来源没有写明的，写 待核实，编辑部才知道还要查。",
    "- name: 全国劳动模范",
    "- name: 全国劳动模范\n  level: 国家级\n  year: 待核实",
)
PHOTO_TWICE = Code("W322", "同一张照片列了两次", "一篇稿件里同一张照片只放一次。题图和人物照片可以与它们相同。")
NO_POLICE = Code(
    "W831",
    "没有填公安备案号",
    "网站开通三十日内要到公安机关备案（《计算机信息网络国际联网安全保护管理办法》第十二条），备案号放在页尾。",
    "",
    "police: 渝公网安备 50010002000001号",
)
NO_REPORT = Code(
    "W832",
    "没有写举报的办法",
    "网站要有便捷的投诉举报入口（《网络信息内容生态治理规定》第十六条）。写了电话或邮箱，每页页尾都会显示。",
    "",
    'report_phone: "12377"',
)

CODES = tuple(value for value in list(globals().values()) if isinstance(value, Code))
