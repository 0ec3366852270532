"""Logs for machines: one JSON object a line, without secrets."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_SECRETS = re.compile(
    r"(?P<login>//)[^/\s@]+@|(?P<link>/desk/(?:first|password)/)[\w~-]+"
    r"|(?P<name>(?i:token|secret|password|key|authorization)[\"']?\s*[=:]\s*[\"']?(?:Bearer\s+)?)[^\s&\"']+"
)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a fault comes with its trace."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": hide_secrets(record.getMessage()),
        }
        if record.exc_info:
            told["trace"] = hide_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=True)


def hide_secrets(text: str) -> str:
    """Return a line without logins in addresses, one-time links, and the values of what is named a secret."""
    return _SECRETS.sub(lambda found: (found["login"] or found["link"] or found["name"]) + "***", text)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": JsonLines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["lines"], "level": "ERROR", "propagate": False}},
}
"""Only what somebody should look at; ``mediawire.loop`` tells more at level INFO."""
