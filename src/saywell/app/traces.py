"""Spans by OpenTelemetry, sent to a collector over HTTP (OTLP)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from saywell import __version__
from saywell.kernel.errors import SaywellError
from saywell.runtime import trace

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider


class OpenTelemetry:
    """See `saywell.runtime.trace.Tracer`."""

    def __init__(self, provider: TracerProvider) -> None:
        self.provider = provider
        self._tracer = provider.get_tracer("saywell", __version__)

    def span(self, name: str, parent: str, attributes: dict[str, str | int]) -> AbstractContextManager[object]:
        """See Tracer."""
        return self._span(name, parent, attributes)

    @contextmanager
    def _span(self, name: str, parent: str, attributes: dict[str, str | int]) -> Iterator[object]:
        from opentelemetry.trace import Status, StatusCode
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        context = TraceContextTextMapPropagator().extract({"traceparent": parent}) if parent else None
        named = {f"saywell.{key}": value for key, value in attributes.items()}
        # What a fault says may quote somebody: its kind alone is told.
        with self._tracer.start_as_current_span(
            name, context, attributes=named, record_exception=False, set_status_on_exception=False
        ) as made:
            try:
                yield made
            except BaseException as error:  # told, and it goes on
                made.set_status(Status(StatusCode.ERROR))
                code = error.code if isinstance(error, SaywellError) else type(error).__name__
                made.set_attribute("saywell.fault", code)
                raise

    def close(self) -> None:
        """Send what waits and let go."""
        trace.use(None)
        self.provider.shutdown()


def trace_to(endpoint: str) -> OpenTelemetry:
    """Send spans from now on to a collector, http://host:4318. Raises `serve.no-traces`."""
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        raise SaywellError("serve.no-traces")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "saywell", "service.version": __version__}))
    exporter = OTLPSpanExporter(endpoint=endpoint.rstrip("/") + "/v1/traces", timeout=10)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    made = OpenTelemetry(provider)
    trace.use(made)
    return made
