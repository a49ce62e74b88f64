"""Hands mails to an SMTP server."""

from __future__ import annotations

from email.message import EmailMessage

import aiosmtplib

from saywell.kernel.errors import SaywellError


class SmtpPost:
    """A server. `tls`: none, starttls or tls; `sender`: the address that mails come from."""

    def __init__(
        self, host: str, port: int, sender: str, *, user: str = "", password: str = "", tls: str = "starttls",
        timeout: float = 30.0,
    ) -> None:  # fmt: skip
        self._host, self._port, self._sender, self._tls, self._timeout = host, port, sender, tls, timeout
        self._user, self._password = user, password

    async def send(self, message: EmailMessage) -> None:
        """Hand a message over. Raises `mail.failed`."""
        message["From"] = self._sender
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                username=self._user or None,
                password=self._password or None,
                use_tls=self._tls == "tls",
                start_tls=self._tls == "starttls",
                timeout=self._timeout,
            )
        except aiosmtplib.SMTPResponseException as error:
            raise SaywellError("mail.failed", reason=f"{error.code} {error.message}") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise SaywellError("mail.failed", reason=str(error) or type(error).__name__) from None
