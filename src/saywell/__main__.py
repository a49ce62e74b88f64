"""`python -m saywell`: the command line."""

from saywell.cli.main import run

run()
