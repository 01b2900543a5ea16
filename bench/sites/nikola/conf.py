"""Nikola's settings for the comparison."""

BLOG_AUTHOR = BLOG_TITLE = "渝工"
SITE_URL = "https://bench.example/"
BLOG_EMAIL = "nobody@bench.example"
BLOG_DESCRIPTION = "渝工"
DEFAULT_LANG = "zh_cn"
TRANSLATIONS = {"zh_cn": ""}
TIMEZONE = "Asia/Shanghai"
THEME = "base-jinja"
NAVIGATION_LINKS = {"zh_cn": (("/news/", "新闻"),)}
POSTS = (("posts/*.md", "news", "post.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": (".md",)}
OUTPUT_FOLDER = "output"
INDEX_PATH = "news"
INDEX_DISPLAY_POST_COUNT = 20
TAG_PAGES_ARE_INDEXES = CATEGORY_PAGES_ARE_INDEXES = ARCHIVES_ARE_INDEXES = True
CATEGORY_PATH, TAG_PATH = "columns", "tags"
CREATE_MONTHLY_ARCHIVE = False
FEED_LENGTH = 50
GENERATE_ATOM = False
GENERATE_RSS = True
SHOW_SOURCELINK = COPY_SOURCES = False
FRONT_INDEX_HEADER = {"zh_cn": ""}
GLOBAL_CONTEXT: dict[str, object] = {}
LOGGING_HANDLERS: dict[str, object] = {}
