"""Kept files as answers: saved, never opened within the site."""

from __future__ import annotations

from django.http import HttpResponse

from payung.documents.inspecting import ENDINGS
from payung.documents.queries.attachments import FileContent


def download(file: FileContent) -> HttpResponse:
    """A file as it was brought; a browser does not guess what it is."""
    kind = file.content_type if file.content_type in ENDINGS else "application/octet-stream"
    answer = HttpResponse(file.content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
