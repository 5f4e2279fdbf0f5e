"""Decides what happens to a standalone message: one of six outcomes, and the requirement that asked for it."""

from . import address, conditions
from .time import disturbance_wanted_from, duration, instant, instant_text, is_disturbance_unwanted

REASONS = {
    200: "OK",
    202: "Accepted",
    403: "Forbidden",
    408: "Request Timeout",
    433: "Anonymity Disallowed",
    480: "Temporarily Unavailable",
    482: "Loop Detected",
    486: "Busy Here",
    603: "Decline",
}
ORDER_OF_OUTCOMES = ("reject", "interwork", "store", "forward", "defer", "deliver")
SERVICE_OF_KIND = {"pager": "msg", "notification": "msg", "large": "largemsg", "system": "systemmsg"}
EXEMPT_KINDS = ("notification", "system")


def route(document: dict) -> dict:
    """The decision for a routing request, both as their JSON documents."""
    request = _filled(document)
    chosen, rule = _chosen(request)
    outcome = (
        _diversion(request, chosen)
        or _expired(request)
        or _over_the_cap(request)
        or _deferral(request, chosen)
        or _sending(request)
    )
    requirement = outcome.pop("requirement")
    determined_by = {"requirement": requirement, **({"rule": rule} if rule is not None else {})}
    return {**outcome, "determinedBy": determined_by}


def _filled(document: dict) -> dict:
    """The request with what may be left out; a recipient of an exempt message has no preferences."""
    recipient = document.get("recipient", {})
    exempt = document["message"]["kind"] in EXEMPT_KINDS
    preferences = {} if exempt else recipient.get("preferences", {})
    filled = {**recipient, "preferences": preferences, "clients": recipient.get("clients", [])}
    return {
        "message": document["message"],
        "recipient": filled,
        "policy": document.get("policy", {}),
        "now": instant(document["now"]),
        "exempt": exempt,
    }


def _chosen(request: dict) -> tuple[dict, str | None]:
    """What the first rule that holds asks for, with its id; else what holds otherwise."""
    preferences, policy = request["recipient"]["preferences"], request["policy"]
    holding = [
        rule
        for rule in preferences.get("rules", [])
        if conditions.hold(rule.get("when", {}), request, conditions.OF_RULES)
    ]
    if policy.get("interpretations", {}).get("AMB-01") == "outcomeOrder":
        holding.sort(key=lambda rule: ORDER_OF_OUTCOMES.index(rule["then"]["action"]))
    if holding:
        return holding[0]["then"], holding[0]["id"]
    if request["exempt"]:
        return {"action": "deliver"}, None
    return preferences.get("otherwise", {"action": policy.get("whenNoRuleApplies", "deliver")}), None


def _answer(status: int) -> dict:
    return {"status": status, "reason": REASONS[status]}


def _outcome(tag: str, requirement: str, status: int, record: bool, **more) -> dict:
    return {"_tag": tag, "requirement": requirement, "record": record, "response": _answer(status), **more}


def _records(request: dict) -> bool:
    return request["recipient"]["preferences"].get("recordIncoming", False)


def _diversion(request: dict, chosen: dict) -> dict | None:
    action, policy = chosen["action"], request["policy"]
    if action == "reject":
        return _outcome("Reject", "TERM-03", policy.get("rejectStatus", 403), False)
    if action == "interwork":
        return _outcome("Interwork", "TERM-05", 202, _records(request))
    if action == "store":
        return _outcome("Store", "TERM-06", 202, False)
    if action == "forward":
        message = request["message"]
        visited = [address.canonical(entry) for entry in [*message.get("history", []), message["recipient"]]]
        if address.canonical(chosen["to"]) in visited:
            return _outcome("Reject", "AMB-27", 482, False)
        return _outcome("Forward", "TERM-08", 202, _records(request), to=chosen["to"])
    return None


def _expires_at(request: dict):
    message, policy = request["message"], request["policy"]
    ends = [instant(message["expiresAt"])] if "expiresAt" in message else []
    if "longestHolding" in policy:
        ends.append(instant(message["receivedAt"]) + duration(policy["longestHolding"]))
    return min(ends, default=None)


def _on_expiry(request: dict) -> str:
    if request["exempt"]:
        return "discard"
    deferred = request["recipient"]["preferences"].get("deferred", {})
    return deferred.get("onExpiry", request["policy"].get("onExpiry", "discard"))


def _expired(request: dict) -> dict | None:
    ends = _expires_at(request)
    is_checked = request["policy"].get("interpretations", {}).get("AMB-14", "checked") == "checked"
    if not is_checked or ends is None or request["now"] < ends:
        return None
    if _on_expiry(request) == "store":
        return _outcome("Store", "AMB-14", 202, False)
    return _outcome("Reject", "AMB-14", 408, False)


def _over_the_cap(request: dict) -> dict | None:
    longest = request["policy"].get("longestQueue")
    if request["exempt"] or longest is None or request["recipient"].get("waiting", 0) < longest:
        return None
    return _outcome("Reject", "AMB-33", 480, False)


def _is_silenced(request: dict, chosen: dict) -> bool:
    """Whether do-not-disturb counts for this message."""
    if chosen.get("silence", False):
        return True
    settings = request["recipient"]["preferences"].get("doNotDisturb", {})
    return not chosen.get("breakthrough", False) and is_disturbance_unwanted(settings, request["now"])


def _applicable_clients(request: dict) -> list:
    return [client["deviceId"] for client in request["recipient"]["clients"] if _is_applicable(client, request)]


def _is_applicable(client: dict, request: dict) -> bool:
    message, policy = request["message"], request["policy"]
    capabilities = client.get("capabilities", {})
    ranges = capabilities.get("contentTypes")
    unreachable = ("unreachable", "limited") if policy.get("limitedPreventsDelivery", False) else ("unreachable",)
    wishes = request["recipient"]["preferences"].get("devices", {}).get(client["deviceId"], {})
    return (
        client["registered"]
        and SERVICE_OF_KIND[message["kind"]] in conditions.services(client, policy)
        and client.get("connectivity", "reachable") not in unreachable
        and (ranges is None or any(conditions.covers(wanted, message.get("contentType")) for wanted in ranges))
        and message["size"] <= capabilities.get("maxSize", message["size"])
        and conditions.hold(wishes, request, conditions.OF_DEVICES)
        and conditions.hold(policy.get("clients", {}), request, conditions.OF_DEVICES)
    )


def _deferral(request: dict, chosen: dict) -> dict | None:
    silenced, applicable = _is_silenced(request, chosen), _applicable_clients(request)
    reasons = [
        ("Preference", "TERM-11", chosen["action"] == "defer"),
        ("DoNotDisturb", "TERM-12", silenced),
        ("NoApplicableClient", "TERM-13", not applicable),
    ]
    for reason, requirement, holds in reasons:
        if holds:
            plan = _plan(request, silenced, bool(applicable))
            return _outcome("Defer", requirement, 202, _records(request), reason=reason, plan=plan)
    return None


def _plan(request: dict, silenced: bool, has_applicable_client: bool) -> dict:
    preferences, policy = request["recipient"]["preferences"], request["policy"]
    by_provider = "push" if request["exempt"] else policy.get("deferredOption", "push")
    option = preferences.get("deferred", {}).get("option", by_provider)
    plan = {"option": option, "onExpiry": _on_expiry(request)}
    ends = _expires_at(request)
    if ends is not None:
        plan["expiresAt"] = instant_text(ends)
    if option == "store":
        return {**plan, "awaits": "Nothing"}
    if silenced:
        settings = preferences.get("doNotDisturb", {})
        until = disturbance_wanted_from(settings, request["now"]) if _in_force(settings, request) else None
        return {**plan, "awaits": "DoNotDisturbEnds", **({} if until is None else {"until": instant_text(until)})}
    waits_for_the_user = option == "notify" and has_applicable_client
    return {**plan, "awaits": "ClientActs" if waits_for_the_user else "ClientRegisters"}


def _in_force(settings: dict, request: dict) -> bool:
    return is_disturbance_unwanted(settings, request["now"])


def _sending(request: dict) -> dict:
    message, policy = request["message"], request["policy"]
    inserts = not policy.get("coreInsertsTargetAddress", False) and not message.get("targetAddressPresent", False)
    to = _applicable_clients(request)
    return _outcome("Send", "TERM-15", 200, _records(request), to=to, insertTargetAddress=inserts)
