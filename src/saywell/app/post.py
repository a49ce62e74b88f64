"""The mail server of an installation, from `saywell.toml` and the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from saywell.app.config import Mail
from saywell.desk.mailing import NoPost, Post
from saywell.kernel.errors import SaywellError


def post_of(mail: Mail, environment: Mapping[str, str]) -> Post:
    """The mail server that is set; what stands in the environment (SAYWELL_SMTP_HOST, _PORT, _USER, _PASSWORD,
    _PASSWORD_FILE, _FROM, _TLS) goes before the file. Raises `mail.password`."""

    def said(name: str, otherwise: str) -> str:
        return environment.get(f"SAYWELL_SMTP_{name}", "") or otherwise

    host = said("HOST", mail.host)
    if not host:
        return NoPost()
    from saywell.integrations.smtp import SmtpPost

    tls = said("TLS", mail.tls)
    usual = {"none": 25, "tls": 465}.get(tls, 587)
    port = said("PORT", str(mail.port or usual))
    return SmtpPost(
        host,
        int(port) if port.isascii() and port.isdecimal() else usual,
        said("FROM", mail.sender) or f"saywell@{host}",
        user=said("USER", mail.user),
        password=_password(said("PASSWORD", ""), said("PASSWORD_FILE", mail.password_file)),
        tls=tls,
    )


def _password(said: str, file: str) -> str:
    if said or not file:
        return said
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SaywellError("mail.password", path=file, reason=str(error)) from None
