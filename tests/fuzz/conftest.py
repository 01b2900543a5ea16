"""The fuzzing ring; ``fuzz.py`` is a command, not a test, and wants atheris."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
collect_ignore = ["fuzz.py"]
