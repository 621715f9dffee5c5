"""Parts of an address that are more than a word or a number.

They are registered here, so that a page's own ``routes`` may use them.
"""

from __future__ import annotations

from django.urls import register_converter

from payung.site.export import FORMATS


class RegionConverter:
    """A region's code: ``19`` or ``19.01``."""

    regex = r"\d{2}(?:\.\d{2})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormatConverter(RegionConverter):
    """The ending of a file that a list is exported to."""

    regex = "|".join(FORMATS)


class OpenFormatConverter(RegionConverter):
    """The ending of a file of open data."""

    regex = r"csv|xlsx|sdmx\.csv|json"


class ClaimConverter(RegionConverter):
    """A claim's number, in capitals: ``klaim/daring/`` and other words are no claims."""

    regex = r"[A-Z][A-Z0-9-]*"


register_converter(RegionConverter, "region")
register_converter(ClaimConverter, "claim")
register_converter(OpenFormatConverter, "open_format")
register_converter(FormatConverter, "format")
