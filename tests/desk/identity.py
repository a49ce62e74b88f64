"""An identity provider in a process of its own: authorization code with PKCE, by Authlib's server side, over HTTP.

Whoever comes is let in at once as the person that the test set; what the test wants to be wrong, is.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "saywell", "a secret of the client"
HOUR = 3600


class Identity(ThreadingHTTPServer):
    """The provider's state. `person`: claims of whoever comes; `wrong`: what is done badly."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.person: dict[str, Any] = {}
        self.wrong = ""
        self.now = 0
        self.codes: dict[str, dict[str, str]] = {}
        self.keys = [RSAKey.generate_key(2048, {"kid": "one"})]

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        """Tokens for a code."""
        access = "an access token"
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": self.now, "exp": self.now + HOUR, "nonce": asked["nonce"],
            "at_hash": create_half_hash(access, "RS256").decode(), **self.person,
        }  # fmt: skip
        changes: dict[str, dict[str, Any]] = {
            "iss": {"iss": "https://evil.example"}, "aud": {"aud": "another"}, "nonce": {"nonce": "another"},
            "exp": {"exp": self.now - HOUR}, "at_hash": {"at_hash": "another"},
        }  # fmt: skip
        claims.update(changes.get(self.wrong, {}))
        key = self.keys[-1]
        if self.wrong == "key":
            key = RSAKey.generate_key(2048, {"kid": str(key.kid)})
        algorithm = {"alg": "RS256", "kid": key.kid}
        signed = jwt.encode(algorithm, claims, key)
        if self.wrong == "none":
            signed = ".".join(["eyJhbGciOiJub25lIn0", signed.split(".")[1], ""])
        return {"access_token": access, "token_type": "Bearer", "expires_in": HOUR, "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    """The endpoints."""

    server: Identity

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gave it
        """Nothing is told."""

    def answer(self, body: Any, status: int = 200) -> None:
        """JSON."""
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self) -> None:
        """Discovery, keys, and the page on which people sign in."""
        here, issuer = urlsplit(self.path), self.server.issuer
        if here.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
                }
            )  # fmt: skip
        elif here.path == "/keys":
            self.answer({"keys": [key.as_dict(private=False) for key in self.server.keys]})
        elif here.path == "/authorize":
            asked = dict(parse_qsl(here.query))
            assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
            assert asked["client_id"] == CLIENT and "openid" in asked["scope"].split()
            code = f"code-{len(self.server.codes)}"
            self.server.codes[code] = asked
            back = {"code": code, "state": asked["state"]}
            if self.server.wrong == "denied":
                back = {"error": "access_denied", "state": asked["state"]}
            self.send_response(302)
            self.send_header("location", f"{asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        """Tokens for a code, once, for whoever has its verifier; and what the test wants."""
        text = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        if self.path == "/be":
            wanted = json.loads(text)
            self.server.person, self.server.wrong, self.server.now = wanted["person"], wanted["wrong"], wanted["now"]
            if wanted["wrong"] == "rotate":
                self.server.keys = [RSAKey.generate_key(2048, {"kid": f"key-{len(self.server.codes)}"})]
            self.answer({})
            return
        form = dict(parse_qsl(text))
        asked = self.server.codes.pop(form.get("code", ""), None)
        known = self.headers.get("authorization", "").startswith("Basic ")
        good = asked is not None and create_s256_code_challenge(form["code_verifier"]) == asked["code_challenge"]
        if asked is None or not good or not known or form["redirect_uri"] != asked["redirect_uri"]:
            self.answer({"error": "invalid_grant"}, 400)
        else:
            self.answer(self.server.token(asked))


if __name__ == "__main__":
    server = Identity()
    sys.stdout.write(server.issuer + "\n")
    sys.stdout.flush()
    server.serve_forever()
