"""Where Payung keeps its data on this machine.

One folder, named by ``PAYUNG_HOME`` (default ``.payung`` under the current folder's user data):
the embedded database, the keys, uploaded files and overrides of the law live there.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """The data folder, created when it is missing (readable by its owner only)."""
    named = os.environ.get("PAYUNG_HOME")
    folder = Path(named) if named else Path(platformdirs.user_data_dir("payung"))
    folder = folder.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
