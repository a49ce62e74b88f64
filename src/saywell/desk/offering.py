"""Who may be offered what. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saywell.desk.centre import Agent, Office, Waiting

CHATS = 3
"""Chats that one agent has at a time at most."""


def can_take(agent: Agent, office: Office) -> bool:
    """Whether anything at all may be offered to an agent."""
    if agent.said != "idle" or agent.wrapping:
        return False
    if agent.offered:
        return True
    return len(agent.talks) < CHATS and all(office.channels.get(talk) == "chat" for talk in agent.talks)


def may_have(agent: Agent, one: Waiting, office: Office) -> bool:
    """Whether a conversation may be offered to an agent."""
    if agent.said != "idle" or (agent.queues and one.queue not in agent.queues):
        return False
    if agent.number == one.offered:
        return True
    if agent.offered not in ("", one.talk) or agent.wrapping:
        return False
    if one.channel == "phone":
        return not agent.talks
    return len(agent.talks) < CHATS and all(office.channels.get(talk) == "chat" for talk in agent.talks)


def may_begin(agent: Agent, channel: str, office: Office) -> bool:
    """Whether an agent may begin a conversation with a customer of their own accord."""
    if agent.offered or (channel == "phone" and agent.talks):
        return False
    return len(agent.talks) < CHATS and all(office.channels.get(talk) == "chat" for talk in agent.talks)


def can_hear(office: Office, one: Waiting) -> bool:
    agent = office.people.get(one.offered)
    return agent is not None and agent.said == "idle"
