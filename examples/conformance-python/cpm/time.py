"""Instants, durations and weekly schedules."""

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)
HORIZON = timedelta(days=731)


class UnknownZone(Exception):
    """A schedule names a time zone that is not known here."""


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00")).astimezone(timezone.utc)


def instant_text(when: datetime) -> str:
    fraction = f".{when.microsecond // 1000:03d}" if when.microsecond else ""
    return when.replace(tzinfo=None, microsecond=0).isoformat() + fraction + "Z"


def duration(text: str) -> timedelta:
    parts = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", text)
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in parts.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _local(schedule: dict, now: datetime) -> datetime:
    try:
        return now.astimezone(ZoneInfo(schedule["zone"]))
    except (KeyError, ValueError, OSError) as unknown:
        raise UnknownZone(schedule["zone"]) from unknown


def is_in_force(schedule: dict, now: datetime) -> bool:
    """Whether the local reading, weekday and time of day, lies in the schedule."""
    local = _local(schedule, now)
    today, yesterday = DAYS[local.weekday()], DAYS[local.weekday() - 1]
    days = schedule.get("days", DAYS)
    start, end = _minute(schedule["from"]), _minute(schedule["to"])
    reading = local.hour * 60 + local.minute
    if start < end:
        return today in days and start <= reading < end
    return (today in days and reading >= start) or (yesterday in days and reading < end)


def holds_during(during: dict, now: datetime) -> bool:
    """Whether a period holds: one of its schedules, or the time between two instants."""
    scheduled = [is_in_force(schedule, now) for schedule in during.get("schedules", [])]
    bounded = "from" in during or "until" in during
    after = "from" not in during or instant(during["from"]) <= now
    before = "until" not in during or now < instant(during["until"])
    return any(scheduled) or (bounded and after and before)


def is_disturbance_unwanted(settings: dict, now: datetime) -> bool:
    """Whether do-not-disturb is in force: by hand, or by a schedule. A schedule in an unknown zone is not."""
    return _is_on(settings, now) or any(_is_in_known_force(each, now) for each in settings.get("schedules", []))


def _is_on(settings: dict, now: datetime) -> bool:
    return settings.get("on", False) and ("until" not in settings or now < instant(settings["until"]))


def _is_in_known_force(schedule: dict, now: datetime) -> bool:
    try:
        return is_in_force(schedule, now)
    except UnknownZone:
        return False


def disturbance_wanted_from(settings: dict, now: datetime) -> datetime | None:
    """The first instant at which do-not-disturb is not in force; None where there is none, or none can be told."""
    schedules = settings.get("schedules", [])
    when = now
    if _is_on(settings, now):
        if "until" not in settings:
            return None
        when = instant(settings["until"])
    horizon = when + HORIZON
    try:
        while when <= horizon and any([is_in_force(schedule, when) for schedule in schedules]):
            when = _next_look(schedules, when)
    except UnknownZone:
        return None
    return when if when <= horizon else None


def _next_look(schedules: list, when: datetime) -> datetime:
    """A later instant before which no schedule begins or ends: within an hour, and within one offset of every zone."""
    whole = when.replace(second=0, microsecond=0)
    edges = [60]
    for schedule in schedules:
        before, after = _local(schedule, whole), _local(schedule, whole + timedelta(hours=1))
        if before.utcoffset() != after.utcoffset():
            return whole + MINUTE
        reading = before.hour * 60 + before.minute
        edges += [(_minute(schedule[edge]) - reading - 1) % 1440 + 1 for edge in ("from", "to")]
        edges.append(1440 - reading)
    return whole + min(edges) * MINUTE
