"""What a monitoring system asks: figures in the text format of Prometheus. No name, number or word of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from prometheus_client import Counter as Total
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from saywell.desk.hub import Hub

if TYPE_CHECKING:
    from saywell.desk.hooks.process import Hooks

MEDIA = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The figures of one node."""

    def __init__(self, hub: Hub, hooks: Hooks | None = None) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Live(hub))
        if hooks is not None:
            self._registry.register(_Hooked(hooks))
        self.asked = Histogram(
            "saywell_ask_seconds",
            "From an ask on a socket until its answer is durable and told.",
            ["ask"],
            registry=self._registry,
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
        )
        self._kinds: dict[str, Histogram] = {}
        self.lists = Gauge(
            "saywell_lists_behind", "Records that lists and reports do not know yet.", registry=self._registry
        )
        self.refused = Total("saywell_refused", "Asks that were refused, by code.", ["code"], registry=self._registry)

    def timed(self, ask: str) -> AbstractContextManager[object]:
        """Count an ask, and how long it takes."""
        kind = self._kinds.get(ask)
        if kind is None:
            kind = self._kinds[ask] = self.asked.labels(ask)
        return kind.time()

    def text(self) -> bytes:
        """All figures."""
        return generate_latest(self._registry)


class _Live(Collector):
    """Counted when asked for, from what the hub knows."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def collect(self) -> Iterator[Metric]:
        """See Collector."""
        hub = self._hub
        talks = GaugeMetricFamily("saywell_conversations", "Conversations at hand.", labels=["centre", "phase"])
        duties = GaugeMetricFamily("saywell_duties_running", "Duties that run.", labels=["centre"])
        missed = GaugeMetricFamily("saywell_today_missed", "Duties missed today, of ended ones.", labels=["centre"])
        broken = GaugeMetricFamily("saywell_today_broken", "Bans broken today, of ended ones.", labels=["centre"])
        agents = GaugeMetricFamily("saywell_agents", "People at work.", labels=["centre", "status"])
        for centre in sorted(hub.settings):
            office = hub.office_now(centre)
            shown = [one.talk for talk in hub.at_hand(centre) if (one := hub.shown(talk)) is not None]
            for phase, count in sorted(Counter(one.phase for one in shown).items()):
                talks.add_metric([centre, phase], count)
            duties.add_metric([centre], sum(len(one.timers) for one in shown))
            missed.add_metric([centre], office.figures.missed)
            broken.add_metric([centre], office.figures.broken)
            for status, count in sorted(Counter(one.status for one in office.people.values()).items()):
                agents.add_metric([centre, status], count)
        yield from (talks, duties, missed, broken, agents)
        yield GaugeMetricFamily("saywell_feeds", "Pages that look on.", value=len(hub.feeds))
        yield GaugeMetricFamily("saywell_position", "The last record that was told.", value=hub.position)
        stuck = len(hub.following.stuck)
        yield GaugeMetricFamily("saywell_stuck", "Streams that cannot be dealt with now.", value=stuck)
        yield GaugeMetricFamily("saywell_troubles", "Streams that could not be settled.", value=len(hub.troubles))


class _Hooked(Collector):
    """Webhooks."""

    def __init__(self, hooks: Hooks) -> None:
        self._hooks = hooks

    def collect(self) -> Iterator[Metric]:
        """See Collector."""
        off = GaugeMetricFamily("saywell_hooks_off", "Webhooks that are switched off.", labels=["centre"])
        for centre, count in sorted(Counter(one.centre for one in self._hooks.hooks.values() if one.off).items()):
            off.add_metric([centre], count)
        tries = CounterMetricFamily("saywell_hook_tries", "Tries to send a webhook.", labels=["result"])
        for result, count in sorted(self._hooks.sent.items()):
            tries.add_metric([result], count)
        yield from (off, tries)
