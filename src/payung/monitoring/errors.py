"""Refusals of the monitoring room."""

from __future__ import annotations

from payung.errors import PayungError


class MonitoringRefused(PayungError):
    """A region that does not exist, a share out of range, a day in the future."""
