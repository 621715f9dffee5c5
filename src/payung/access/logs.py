"""Keeps identity numbers out of the logs, however they got into a message."""

from __future__ import annotations

import logging

from payung.access.masking import mask_number_runs

_PLAIN = logging.Formatter()


class MaskNumbers(logging.Filter):
    """Masks every run of sixteen digits or more in a message and in its traceback.

    A database error quotes the row that it refused, so the traceback is written and masked here,
    before a formatter sees it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask_number_runs(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_number_runs(record.exc_text)
        return True
