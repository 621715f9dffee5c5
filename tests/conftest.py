"""Fixtures for all tests: an embedded PostgreSQL of the test run's own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("PAYUNG_HOME", str(Path(tempfile.gettempdir()) / f"payung-test-{os.getuid()}"))
os.environ.setdefault("PAYUNG_FAST_UNSAFE", "1")
os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")
