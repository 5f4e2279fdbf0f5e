"""The conditions of preference rules and of devices. One that is not known here never holds."""

from . import address
from .time import UnknownZone, holds_during

ORIGINATOR_MEMBERS = {"one", "domains", "except"}
DURING_MEMBERS = {"schedules", "from", "until"}
SCHEDULE_MEMBERS = {"zone", "days", "from", "to"}
EVERY_SERVICE = ["msg", "largemsg", "deferred", "systemmsg", "session", "session.group", "filetransfer"]


class Unknown(Exception):
    """A condition that this implementation does not know: whatever asks for it does not hold."""


def covers(media_range: str, content_type: str | None) -> bool:
    if content_type is None:
        return False
    wanted = media_range.split(";")[0].strip().lower()
    found = content_type.split(";")[0].strip().lower()
    return wanted in ("*/*", found, found.split("/")[0] + "/*")


def is_undisclosed(message: dict) -> bool:
    return message["originator"].get("undisclosed", False)


def _only(members: dict, known: set) -> None:
    if set(members) - known:
        raise Unknown


def _is_excepted(exceptions: list, canonical: str, host: str | None) -> bool:
    return any(
        address.canonical(entry) == canonical if address.is_address(entry) else entry.lower() == host
        for entry in exceptions
    )


def _originator(wanted: dict, request: dict) -> bool:
    _only(wanted, ORIGINATOR_MEMBERS)
    message = request["message"]
    if is_undisclosed(message):
        return False
    uri = message["originator"]["address"]
    canonical, host = address.canonical(uri), address.domain(uri)
    if _is_excepted(wanted.get("except", []), canonical, host):
        return False
    if "one" not in wanted and "domains" not in wanted:
        return True
    named = any(address.canonical(entry) == canonical for entry in wanted.get("one", []))
    return named or any(entry.lower() == host for entry in wanted.get("domains", []))


def _during(wanted: dict, request: dict) -> bool:
    _only(wanted, DURING_MEMBERS)
    for schedule in wanted.get("schedules", []):
        _only(schedule, SCHEDULE_MEMBERS)
    try:
        return holds_during(wanted, request["now"])
    except UnknownZone as unknown:
        raise Unknown from unknown


def _subject(needles: list, request: dict) -> bool:
    subject = request["message"].get("subject")
    return subject is not None and any(needle.lower() in subject.lower() for needle in needles)


def _sphere(wanted: list, request: dict) -> bool:
    present = {sphere.lower() for sphere in request["recipient"].get("sphere", [])}
    return any(sphere.lower() in present for sphere in wanted)


def _registered(wanted: bool, request: dict) -> bool:
    return wanted == any(
        client["registered"] and services(client, request["policy"]) for client in request["recipient"]["clients"]
    )


def services(client: dict, policy: dict) -> list:
    """The CPM services of a client; where it does not say, what the provider assumes."""
    assumed = policy.get("servicesWhenUnknown", "none")
    return client.get("services", {"none": [], "all": EVERY_SERVICE}[assumed] if isinstance(assumed, str) else assumed)


OF_MESSAGES = {
    "kinds": lambda kinds, request: request["message"]["kind"] in kinds,
    "contentTypes": lambda ranges, request: any(
        covers(wanted, request["message"].get("contentType")) for wanted in ranges
    ),
    "largerThan": lambda size, request: request["message"]["size"] > size,
    "smallerThan": lambda size, request: request["message"]["size"] < size,
    "during": _during,
}

OF_RULES = {
    **OF_MESSAGES,
    "originator": _originator,
    "undisclosed": lambda wanted, request: is_undisclosed(request["message"]) == wanted,
    "subjectContains": _subject,
    "sphere": _sphere,
    "registered": _registered,
}

OF_DEVICES = {**OF_MESSAGES, "deliver": lambda wanted, _request: wanted}


def hold(conditions: dict, request: dict, known: dict) -> bool:
    """Whether all conditions hold; none given: they do."""
    if "unknownConditions" in conditions and conditions["unknownConditions"] != []:
        return False
    named = {name: wanted for name, wanted in conditions.items() if name != "unknownConditions"}
    if set(named) - set(known):
        return False
    try:
        return all([known[name](wanted, request) for name, wanted in named.items()])
    except Unknown:
        return False
