"""The file that shows a figure."""

from __future__ import annotations

from payung.access.reader import Reader
from payung.documents.queries.attachments import FileContent, opened
from payung.monitoring.figure_refusals import no_evidence
from payung.monitoring.queries.observations import observation


def evidence_content(reader: Reader, pk: int) -> FileContent:
    """The file that shows a figure, decrypted, for whoever sees the figure.

    Raises ``AccessRefused``, ``NotFound`` (also when the figure has none), ``DecryptionError``.
    """
    file = observation(reader, pk).record.evidence
    if file is None:
        raise no_evidence(pk)
    return opened(file)
