"""Settings of the site: data only. ``build.py`` overrides the folders and says the instant of the build."""

from jinja2 import StrictUndefined

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
SITENAME = "渝工"
SITEURL = ""
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
LOCALE = ("C.UTF-8", "C")

# The order is the order of the signals: what others need first, the engine last.
PLUGINS = [
    "plugins.documents",
    "plugins.newsroom",
    "plugins.event_calendar",
    "plugins.photo_gallery",
    "plugins.link_check",
    "plugins.editions",
    "plugins.fulltext_search",
    "plugins.site_map",
    "plugins.incremental",
]
DOCUMENTS = {"kinds": "plugins.newsroom.kinds:KINDS", "folder_kinds": "plugins.newsroom.kinds:FOLDER_KINDS"}

# Content is untrusted and templates are strict.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}

# Our own plugins write the lists, the feeds and the static files; Pelican's would leak, or depend on the clock.
DIRECT_TEMPLATES: list[str] = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
USE_FOLDER_AS_CATEGORY = False
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
CHECK_MODIFIED_METHOD = "mtime"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
RELATIVE_URLS = False
DEFAULT_PAGINATION = False
TYPOGRIFY = False


def ARTICLE_ORDER_BY(article: object) -> tuple[int, str]:  # noqa: N802 - Pelican's name
    """Newest first, then by path: a total order, so that no hash seed shows."""
    document = article.document  # type: ignore[attr-defined]
    return (-document.day.toordinal(), str(document.path))
