"""Files that editing leaves beside an article for a while: locks, swap files, the copy before. No build reads them."""

import re

SCRATCH = re.compile(
    r"""~\$.+\.\w+              # Word, WPS: the owner of an open file
    | \.~(?:lock\.)?.+          # LibreOffice, WPS
    | \..+\.sw[a-z]x?           # Vim
    | \.goutputstream-\w+       # GNOME
    | \..+\.kate-swp            # Kate
    | .+(?:\.md|\.ya?ml|\.docx?)(?:~|\.bak|\.tmp|\.part) # the copy before, the copy that is being written
    | 4913                      # Vim: may I write here?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_scratch(name: str) -> bool:
    """Whether a file of this name is none of the site's.

    >>> is_scratch("~$jian-bao.docx"), is_scratch(".jian-bao.md.swp"), is_scratch("jian-bao.md~")
    (True, True, True)
    >>> is_scratch("jian-bao.md"), is_scratch(".well-known"), is_scratch("tu~1.jpg")
    (False, False, False)
    """
    return SCRATCH.fullmatch(name) is not None
