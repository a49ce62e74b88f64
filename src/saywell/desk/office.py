"""A centre as its people see it. Pure."""

from __future__ import annotations

from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.settings import Setting
from saywell.kernel.time import MINUTE, SECOND, Instant
from saywell.standard.calendar import Calendar


def opening(setting: Setting, calendar: Calendar, now: Instant) -> tuple[bool, Instant | None]:
    """Whether the centre is open, and when it opens where it is not.
    Raises `calendar.no-open-time`."""
    if setting.always_open or calendar.is_open(now):
        return True, None
    return False, calendar.after(now, 1) - MINUTE


def centre_of(
    setting: Setting, calendar: Calendar, office: c.Office, now: Instant, acts: dict[str, w.Text] | None = None
) -> w.Centre:
    """The view at an instant."""
    is_open, opens = opening(setting, calendar, now)
    figures = office.figures
    day = str(calendar.local_date(now))
    if figures.day != day:
        figures = c.Figures(day)
    ended = figures.answered + figures.abandoned
    return w.Centre(
        id=setting.id,
        title=setting.title,
        standard=setting.standard,
        company=setting.company,
        open=is_open,
        opens=opens,
        languages=setting.languages,
        people={
            one.number: w.Colleague(
                number=one.number, name=one.name, status=one.status, since=one.turned,
                talks=(*one.talks, *one.wrapping), queues=one.queues, offered=one.offered,
            )
            for one in office.people.values()
        },
        waiting=tuple(sorted(office.waiting, key=lambda talk: office.waiting[talk].came)),
        incident=office.incident,
        today=w.Today(
            offered=figures.offered,
            answered=figures.answered,
            abandoned=figures.abandoned,
            in_target=figures.in_target,
            target=setting.target_s.get("phone", 20) * SECOND,
            service_level=round(figures.in_target / ended, 3) if ended else None,
            mean_wait=figures.waited // figures.answered if figures.answered else None,
            longest_wait=figures.longest if figures.answered else None,
            missed=figures.missed,
            broken=figures.broken,
        ),
        alerts={f"{one.number}-{one.at}": _alert(one) for one in office.alerts if one.at > now - 60 * MINUTE},
        queues=setting.queues,
        acts=acts or {},
    )  # fmt: skip


def _alert(one: c.Alerted) -> w.Alert:
    minutes = one.within // MINUTE
    return w.Alert(
        id=f"{one.number}-{one.at}",
        rule=f"{one.count}/{minutes}min",
        at=one.at,
        agent=one.number,
        talks=one.talks,
        text={
            "zh-Hans": f"{minutes} 分钟内有 {one.count} 处漏做或违规",
            "zh-Hant": f"{minutes} 分鐘內有 {one.count} 處漏做或違規",
            "en": f"{one.count} missed or broken within {minutes} minutes",
        },
    )
