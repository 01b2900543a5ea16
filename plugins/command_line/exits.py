"""The exit codes of every verb, and the error that carries one together with a sentence for the person."""

from enum import IntEnum


class Exit(IntEnum):
    """What the process tells its caller."""

    GOOD = 0
    CONTENT = 1
    USAGE = 2
    ENVIRONMENT = 3
    OUR_BUG = 70
    INTERRUPTED = 130


class Stopped(Exception):  # noqa: N818 - not an error of ours but a sentence for the person
    """Work cannot go on, and the person can mend it: a Chinese sentence and an exit code.

    Raised by the front only (a missing folder, a busy port, no disk space); content is never reported this way.
    """

    def __init__(self, sentence: str, code: Exit) -> None:
        """Keep the sentence for the console and the code for the caller."""
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
