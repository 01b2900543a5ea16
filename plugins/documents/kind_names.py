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
SPOKEN_KINDS = {name: kind for kind, name in KIND_NAMES.items()} | {
    "动态": "brief",
    "简报": "brief",
    "新闻": "news",
    "特写": "feature",
    "评论": "opinion",
    "政策文件": "policy",
    "通知": "policy",
    "影集": "album",
    "图片": "album",
    "人物": "laomo",
    "劳动模范": "laomo",
}
"""What editors type for a kind, whose name is an English word."""
