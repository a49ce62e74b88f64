"""`python -m saywell.cli`: the command line."""

from saywell.cli.main import run

run()
