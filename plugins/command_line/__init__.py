"""FRONT. The verbs of ``build.py``: arguments in, problems and an exit code out.

The front stands above every room and is the only package that may import all of them; no room imports the front.
It is not a Pelican plugin (there is no ``register``). One module per verb, loaded only when its verb is asked for:

``options``    what the person asked for, one frozen dataclass per verb
``arguments``  the command line → options; usage errors in Chinese, exit code 2
``exits``      the exit codes and the one error that carries a sentence and a code
``terminal``   colour, UTF-8, progress: how we talk to a terminal, a pipe or a log
``build`` ``check`` ``serve`` ``new`` ``status`` ``clean`` ``run_tests``  the verbs
``entry``      which verb runs, and what becomes of an interrupt or of our own bug

Standard output is for data (problems, JSON, addresses), standard error is for talk (progress, set-up).
"""
