"""The entry for gunicorn of a site whose business day moves on while it is served.

Starting a site takes seconds; a journey has several days. The day is read anew for each request
from the file that ``JOURNEY_DAY`` names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from payung.site.wsgi import application as site

_DAY = Path(os.environ["JOURNEY_DAY"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as of the day that the file holds now."""
    os.environ["PAYUNG_TODAY"] = _DAY.read_text()
    return site(environ, start_response)
