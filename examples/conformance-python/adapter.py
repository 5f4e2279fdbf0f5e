"""Answers the conformance kit: one JSON object per line in, one per line out."""

import json
import sys

from cpm.route import route

ABOUT = {
    "protocol": 1,
    "implementation": {"name": "cpm-python", "version": "1.0.0", "language": "Python"},
    "capabilities": ["decision", "reasons"],
    "unsupported": [],
}


def answer(request: dict) -> dict:
    match request["cmd"]:
        case "start":
            return ABOUT
        case "decide":
            return {"decision": route(request["given"])}
        case command:
            return {"skipped": f"this implementation routes and does not defer: it knows no {command}"}


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        try:
            answered = answer(request)
        except Exception as error:  # whatever goes wrong with one request, the next one is answered
            answered = {"errored": f"{type(error).__name__}: {error}"}
        print(json.dumps({"seq": request["seq"], **answered}), flush=True)


if __name__ == "__main__":
    main()
