"""A mail server of a test's own."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from saywell.integrations.smtp import SmtpPost


class Box:
    """A mail server that keeps what it is given, `texts` as they read; `busy`: so many times it can take nothing."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self.texts: list[str] = []
        self.busy = 0
        self._news = Condition()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.busy:
            self.busy -= 1
            return "451 try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        body = mail.get_body(("plain",))
        self.texts.append(str(body.get_content()) if body is not None else "")
        with self._news:
            self.mails.append((envelope.rcpt_tos, mail))
            self._news.notify_all()
        return "250 kept"

    def until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait for mails until that is so."""
        with self._news:
            assert self._news.wait_for(ready, seconds), self.texts

    def to(self, address: str) -> list[EmailMessage]:
        """What one address was sent."""
        return [mail for to, mail in self.mails if to == [address]]

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for _, mail in self.mails]


@contextmanager
def mail_server() -> Iterator[tuple[Box, int]]:
    """A server that runs; what it got, and its port."""
    kept = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield kept, port
    finally:
        server.stop()


@pytest.fixture
def box() -> Iterator[tuple[Box, SmtpPost]]:
    with mail_server() as (kept, port):
        yield kept, SmtpPost("127.0.0.1", port, "reports@example.com", tls="none", timeout=10)
