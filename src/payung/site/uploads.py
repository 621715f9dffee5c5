"""An upload as a file on disk, for the rooms that read files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile


@contextmanager
def on_disk(upload: UploadedFile) -> Iterator[Path]:
    """The uploaded bytes in a private file, which is gone afterwards.

    Its name says nothing: the user's own file name may hold personal data.
    """
    with tempfile.TemporaryDirectory(prefix="payung-upload-") as folder:  # mode 0700
        path = Path(folder) / "upload"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        yield path
