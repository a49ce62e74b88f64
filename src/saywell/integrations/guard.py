"""The guard for other people's bots: what a standard has against a draft. See `saywell.quality.guard`."""

from saywell.quality.guard import ORDER, Context, Hit, blocked, check

__all__ = ["ORDER", "Context", "Hit", "blocked", "check"]
