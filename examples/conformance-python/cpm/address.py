"""CPM addresses: how two of them are compared, and the host that a domain condition looks at."""

import re

UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
KEPT_TEL_PARAMETERS = ("ext", "isub", "phone-context")


def _escapes(text: str) -> str:
    """Decodes what needed no escape, and writes the other escapes in upper case."""

    def one(found: re.Match) -> str:
        character = chr(int(found.group(1), 16))
        return character if UNRESERVED.fullmatch(character) else found.group(0).upper()

    return re.sub(r"%([0-9A-Fa-f]{2})", one, text)


def _digits(text: str) -> str:
    return re.sub(r"[-.() ]", "", text)


def _parameter(written: str) -> str:
    """Numbers are compared by their digits, in an extension and in a context that is one."""
    name, _, value = written.partition("=")
    is_number = name == "ext" or (name == "phone-context" and value.startswith("+"))
    return f"{name}={_digits(value)}" if is_number else written


def _telephone(number: str) -> str:
    subscriber, *parameters = number.lower().split(";")
    kept = sorted(_parameter(each) for each in parameters if each.split("=")[0] in KEPT_TEL_PARAMETERS)
    return "tel:" + ";".join([_digits(subscriber), *kept])


def _split(uri: str) -> tuple[str, str, str, list[str]]:
    """Scheme, user, host with port, and URI parameters of a sip or sips URI."""
    scheme, rest = uri.split(":", 1)
    user, _, place = rest.rpartition("@")
    host, *parameters = place.split("?", 1)[0].split(";")
    return scheme.lower(), user, host.lower(), parameters


def canonical(uri: str) -> str:
    """The form in which two addresses are compared."""
    if uri[:4].lower() == "tel:":
        return _telephone(uri[4:])
    scheme, user, host, parameters = _split(uri)
    is_phone = any(parameter.lower() == "user=phone" for parameter in parameters)
    if user.startswith("+") and is_phone:
        return _telephone(user)
    return f"{scheme}:{_escapes(user)}@{host}" if user else f"{scheme}:{host}"


def domain(uri: str) -> str | None:
    """The host of a URI as it is written, without its port; a telephone number has none."""
    if uri[:4].lower() == "tel:":
        return None
    return re.sub(r":\d*$", "", _split(uri)[2])


def is_address(text: str) -> bool:
    """Whether a text is an address rather than a bare domain."""
    return re.match(r"(sips?|tel):", text, re.IGNORECASE) is not None
