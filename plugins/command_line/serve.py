"""``serve``: a preview on this machine only, built first and again whenever an editor's file changes.

The builds run in processes of their own (:mod:`.warm`), so that a failed build leaves the server and the old preview
standing. Open pages hear of each build and reload, or show why there is nothing new (:mod:`.preview_server`).
"""

import os
import signal
import threading

from .check import refuse_empty
from .exits import Exit
from .options import BuildOptions, ServeOptions
from .preview_builder import Builder, Built
from .preview_server import News, open_server
from .terminal import say

FOLDERS = ("theme", "plugins", "handbook")
PROGRAM = ("pelicanconf.py", "requirements.lock")
FILES = (*PROGRAM, "mkdocs.yml")


def serve(options: ServeOptions) -> int:
    """Build, serve and keep watching until interrupted; 0 then, since that is how a preview ends."""
    from .watching import Watch  # noqa: PLC0415 - a bare start does not watch

    folders = options.build.folders
    refuse_empty(folders)
    news = News()
    watch = Watch([folders.content, *(folders.base / name for name in FOLDERS)], [folders.base / name for name in FILES])
    with open_server(folders.output, options.port, news) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        builder = Builder(options.build)
        try:
            built = builder.build()
            _tell(news, built)
            if built.code != Exit.GOOD and not folders.output.is_dir():
                return built.code
            print(f"http://127.0.0.1:{server.server_port}/", flush=True)
            say("预览已经打开：改稿后页面自动刷新，有错误会显示在页面下方；按 Ctrl-C 结束。")
            for told in watch.changes():
                if touches_program(told, options.build):
                    builder.renew()
                news.begin()
                _tell(news, builder.build())
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not spoil the first one's end
            say("\n预览结束。")
        finally:
            server.shutdown()
            builder.close()
    return Exit.GOOD


def touches_program(told: frozenset[str], build: BuildOptions) -> bool:
    """Whether the program changed, not the site: nothing that was imported may be used any more."""
    base = build.folders.base
    folder = str(base / "plugins") + os.sep
    programs = {str(base / name) for name in PROGRAM}
    return any(path.startswith(folder) or path in programs for path in told)


def _tell(news: News, built: Built) -> None:
    news.end("" if built.code == Exit.GOOD else built.text, shown=built.is_out)
