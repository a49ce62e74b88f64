"""The log: lines of JSON on standard error.

The words of a line are constant and its fields are those below, so that no name, number or text of anybody can get in;
of a fault the kind and the places in the code are told, not what it says, for that may quote what it stumbled over.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from traceback import extract_tb
from typing import Any, TextIO

from saywell.kernel.time import format_rfc3339
from saywell.runtime.trace import REQUEST

FIELDS = ("method", "route", "status", "ms", "ask", "code", "kind", "hook", "why", "fault")
"""What may stand in a line beside its time, level, logger, event and request."""
LEVELS = ("debug", "info", "warning", "error")


class JsonLines(logging.Formatter):
    """One record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """See Formatter. What others log is told by its pattern, without what was filled into it."""
        line: dict[str, Any] = {
            "time": format_rfc3339(round(record.created * 1000)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        request = REQUEST.get()
        if request:
            line["request"] = request
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) not in (None, "")}
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
            frames = extract_tb(record.exc_info[2])[-8:]
            line["at"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        return json.dumps(line, ensure_ascii=False)


def log_to(stream: TextIO | None, level: str) -> logging.Handler:
    """Log from this level on, to standard error if nothing else is named; the handler, to take it off again."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    # What others tell below a warning says more than it should, and nothing that a line of ours does not say.
    root.setLevel(logging.WARNING)
    logging.getLogger("saywell").setLevel(level.upper())
    return handler
