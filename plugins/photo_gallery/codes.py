"""The kinds of problem that photos have beyond being missing, unlabelled or unreadable (which ``documents`` reports)."""

from ..diagnostics import Code

DAMAGED = Code(
    "E411", "照片损坏", "照片的开头完好，所以看得出尺寸，但内容残缺或损坏，解不出完整的画面；或者解码要用的内存、时间超过限度。不完整的照片不会发布。"
)
PRIVATE = Code(
    "E412",
    "生成的图片里有多余信息",
    "发布前会逐个检查生成的图片，里面只能有画面，不能有定位、设备序列号、备注。出现这一条是程序的问题，请告诉开发者；照片不会发布。",
)
SMALL = Code("W421", "照片太小", "照片的长边不到 480 像素，在页面上会模糊，或只能很小地显示。有原图请换原图。")
CMYK = Code(
    "W422", "印刷用的照片没有色彩特性文件", "照片是印刷用的 CMYK，又没有嵌入色彩特性文件（ICC），颜色只能估计，可能偏。"
)
STILLED = Code(
    "W423",
    "动图太大，只显示第一帧",
    "动图的帧数乘以画面太多（显示出来超过 4000 万像素，或原图超过 2.4 亿像素），网页上只放第一帧。请缩短或缩小。",
)
GAIN_MAP = Code(
    "W428",
    "HDR 照片只发布普通画面",
    "手机拍的 HDR 照片里另存了一张增益图，高亮屏幕靠它把亮处显示得更亮。网页上只发布普通画面，各种屏幕看起来一样。"
    "通常不用处理；觉得画面偏暗，请在手机上关闭 HDR 后重新导出。",
)
SEVERAL = Code(
    "W429",
    "一个文件里有几张照片",
    "立体相机、全景和连拍会把几张照片存进一个文件，网页上只发布第一张。要别的画面，请在看图软件里另存为单独的 JPEG。",
)
BLUR_ELSEWHERE = Code(
    "E414",
    "同一张照片，有的地方没有打码",
    "一张照片在一处打了码，在另一处就不能不打：读者会看到没有打码的那一张。请在每一处写同样的 blur，或写进照片旁边的 photos.yaml，处处生效。",
)
UNUSED = Code("W424", "照片没有用上", "专题影集的文件夹里有这张照片，但影集没有写它，所以不会发布。")
REFUSED = Code(
    "E413",
    "被拍的人不同意发布",
    "photos.yaml 里写着这张照片里的人不同意（consent: 不同意），所以不能出现在稿件里。撤下照片；以后得到了同意，再改 consent。",
    "consent: 不同意",
    "consent: 同意",
)
CONSENT_OPEN = Code(
    "W425",
    "是否同意还没有核实",
    "photos.yaml 里写着不清楚被拍的人是否同意（consent: 待核实），照片却已经在公开的稿件里。新闻报道可以不经同意使用现场照片，"
    "但未成年人、困难职工、病人的照片要先问清楚。",
)

CODES = (
    DAMAGED,
    PRIVATE,
    REFUSED,
    BLUR_ELSEWHERE,
    SMALL,
    CMYK,
    STILLED,
    UNUSED,
    CONSENT_OPEN,
    GAIN_MAP,
    SEVERAL,
)
