"""OpenID Connect by Authlib: discovery, authorization code with PKCE (S256), tokens checked by the provider's keys.

Only what the provider signed counts: issuer, audience, nonce and times of the ID token are checked, and its signature
by the keys that the provider publishes, which are fetched again when a token names one that is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import msgspec

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import HOUR, MINUTE, Instant

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key that the provider alone has. `none` and those with a shared secret are refused."""
TIMEOUT = 10.0
LEEWAY = 60
"""Seconds by which two clocks may differ."""
FRESH = HOUR
AGAIN = MINUTE
"""How often keys are fetched again for a token that names an unknown one."""


class Oidc(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How people sign in at an identity provider. `address`: of this installation as browsers see it. `account`,
    `number`, `name`, `groups`: which claims say it. `roles`, `centres`: what each group gives. `domain`: whose e-mail
    addresses alone may come in."""

    issuer: str = ""
    client_id: str = ""
    secret_file: str = ""
    address: str = ""
    title: str = "SSO"
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    account: str = "preferred_username"
    number: str = ""
    name: str = "name"
    groups: str = "groups"
    roles: dict[str, tuple[str, ...]] = {}
    centres: dict[str, tuple[str, ...]] = {}
    domain: str = ""


class Attempt(Protocol):
    """What of an attempt to sign in is told to the provider."""

    @property
    def state(self) -> str:
        """It comes back with the answer."""

    @property
    def nonce(self) -> str:
        """It comes back in the token."""

    @property
    def verifier(self) -> str:
        """Whose hash goes there first (PKCE)."""


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the provider knows; `subject` is for ever the same and nobody else's."""

    subject: str
    account: str
    number: str
    name: str
    roles: tuple[str, ...]
    centres: tuple[str, ...]


class Connect:
    """A provider. `clock`: the present instant. Raises `oidc.setting` where something needed is not set."""

    def __init__(self, settings: Oidc, clock: Callable[[], Instant]) -> None:
        self.title = settings.title
        self._settings, self._clock = settings, clock
        for name in ("issuer", "client_id", "address"):
            if not getattr(settings, name):
                raise SaywellError("oidc.setting", field=name)
        for name in ("issuer", "address"):
            _safe(getattr(settings, name), name)
        self._secret = _secret(settings.secret_file)
        self._redirect = settings.address.rstrip("/") + "/api/oidc/end"
        self._known: tuple[Instant, dict[str, Any]] | None = None
        self._keys: tuple[Instant, dict[str, Any]] | None = None

    async def begin(self, attempt: Attempt) -> str:
        """See Provider."""
        found = await self._discovered()
        with _told():
            async with self._client() as client:
                address, _ = client.create_authorization_url(
                    found["authorization_endpoint"],
                    state=attempt.state,
                    nonce=attempt.nonce,
                    code_verifier=attempt.verifier,
                )
        return str(address)

    async def finish(self, attempt: Attempt, answer: dict[str, str]) -> Claimed:
        """See Provider. Raises `oidc.refused` where the provider said no, `oidc.bad-token` for one that is not good."""
        if "error" in answer or "code" not in answer:
            raise SaywellError("oidc.refused", reason=answer.get("error", "no code")[:100])
        found = await self._discovered()
        # RFC 9207: an answer that names its sender must name this one.
        if answer.get("iss", found["issuer"]) != found["issuer"]:
            raise SaywellError("oidc.bad-token", reason="iss")
        with _told():
            async with self._client() as client:
                token: dict[str, Any] = await client.fetch_token(
                    found["token_endpoint"], code=answer["code"], code_verifier=attempt.verifier
                )
        claims = await self._checked(found, str(token.get("id_token", "")), str(token.get("access_token", "")), attempt)
        return self._claimed(claims)

    def _claimed(self, claims: dict[str, Any]) -> Claimed:
        settings = self._settings
        if settings.domain:
            mail = str(claims.get("email", ""))
            if claims.get("email_verified") is not True or mail.rpartition("@")[2].lower() != settings.domain.lower():
                raise SaywellError("oidc.domain", domain=settings.domain)
        account = str(claims.get(settings.account, "")).strip().lower()[:64]
        if not account or not account.isprintable() or "/" in account:
            raise SaywellError("oidc.claim", claim=settings.account)
        groups = claims.get(settings.groups, ())
        named = [groups] if isinstance(groups, str) else [str(one) for one in groups or ()]
        return Claimed(
            subject=f"{claims['iss']} {claims['sub']}",
            account=account,
            number=str(claims.get(settings.number, "") or account)[:60],
            name=str(claims.get(settings.name, "") or account).strip()[:60],
            roles=_given(settings.roles, named),
            centres=_given(settings.centres, named),
        )

    async def _checked(
        self, found: dict[str, Any], id_token: str, access_token: str, attempt: Attempt
    ) -> dict[str, Any]:
        """The claims of an ID token that is good. Raises `oidc.bad-token`."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        for fresh in (False, True):
            keys = await self._fetched_keys(found, fresh=fresh)
            try:
                token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=SIGNED_BY)
            except (JoseError, ValueError, KeyError) as error:
                # The provider may have begun to sign with another key.
                if fresh:
                    raise SaywellError("oidc.bad-token", reason=str(error)[:100]) from None
                continue
            try:
                claims = CodeIDToken(
                    token.claims,
                    token.header,
                    {"iss": {"essential": True, "value": found["issuer"]}, "aud": {"value": self._settings.client_id}},
                    {"nonce": attempt.nonce, "client_id": self._settings.client_id, "access_token": access_token},
                )
                claims.validate(now=self._clock() // 1000, leeway=LEEWAY)
            except JoseError as error:
                raise SaywellError("oidc.bad-token", reason=str(error)[:100]) from None
            if not isinstance(token.claims.get("sub"), str):
                raise SaywellError("oidc.bad-token", reason="sub")
            return dict(token.claims)
        raise SaywellError("oidc.bad-token", reason="key")

    async def _discovered(self) -> dict[str, Any]:
        """What the provider says of itself. Raises `oidc.away`."""
        now = self._clock()
        if self._known is None or now - self._known[0] > FRESH:
            issuer = self._settings.issuer
            found = await self._fetched(issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != issuer:
                raise SaywellError("oidc.away", reason="issuer")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                _safe(str(found.get(name, "")), name)
            self._known = (now, found)
        return self._known[1]

    async def _fetched_keys(self, found: dict[str, Any], *, fresh: bool) -> Any:
        now = self._clock()
        if self._keys is None or now - self._keys[0] > (AGAIN if fresh else FRESH):
            self._keys = (now, await self._fetched(found["jwks_uri"]))
        return self._keys[1]

    async def _fetched(self, address: str) -> dict[str, Any]:
        import httpx2

        with _told():
            async with httpx2.AsyncClient(timeout=TIMEOUT, follow_redirects=False) as client:
                got = await client.get(address)
                got.raise_for_status()
                body = got.json()
        if not isinstance(body, dict):
            raise SaywellError("oidc.away", reason=address)
        return body

    def _client(self) -> Any:
        from authlib.integrations.httpx_client import AsyncOAuth2Client

        return AsyncOAuth2Client(
            client_id=self._settings.client_id,
            client_secret=self._secret or None,
            scope=" ".join(self._settings.scopes),
            redirect_uri=self._redirect,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            code_challenge_method="S256",
            timeout=TIMEOUT,
        )


@contextmanager
def _told() -> Iterator[None]:
    """What the network and the provider say, as `oidc.away` and `oidc.refused`."""
    import httpx2
    from authlib.integrations.base_client import OAuthError

    try:
        yield
    except OAuthError as error:
        raise SaywellError("oidc.refused", reason=str(error.error)[:100]) from None
    except (httpx2.HTTPError, ValueError) as error:
        raise SaywellError("oidc.away", reason=str(error)[:100]) from None


def _given(table: dict[str, tuple[str, ...]], groups: list[str]) -> tuple[str, ...]:
    """What groups give; `*` is given to everybody."""
    return tuple(dict.fromkeys(one for group in ("*", *groups) for one in table.get(group, ())))


def _safe(address: str, field: str) -> None:
    """Raise `oidc.setting` for an address that is not https, but on this machine itself."""
    parts = urlsplit(address)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and here)):
        raise SaywellError("oidc.setting", place=Place(field=field), field=field)


def _secret(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SaywellError("oidc.setting", place=Place(file=file), field="secret_file") from None
