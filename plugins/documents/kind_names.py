"""What readers call the kinds of article; below the features, since lists, search and feeds all say it."""

KIND_NAMES = {
    "brief": "一周动态",
    "news": "消息",
    "feature": "通讯",
    "opinion": "言论",
    "policy": "政策",
    "roundup": "综述",
    "album": "影像",
    "laomo": "劳模",
    "page": "页面",
}
