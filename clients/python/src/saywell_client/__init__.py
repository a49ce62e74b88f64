"""A typed client for the interface of a Saywell server: `Client`, and `AsyncClient` for programs that await."""

from saywell_client.client import AsyncClient, Client
from saywell_client.line import ApiError

__all__ = ["ApiError", "AsyncClient", "Client"]
