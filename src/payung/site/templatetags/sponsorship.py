"""What the templates of governments' pages use besides."""

from __future__ import annotations

from django import template

from payung.access.reader import Reader
from payung.reference.models import WorkerSegment
from payung.site.pages.action_forms import own_government, segment_name

register = template.Library()


@register.filter
def segment(found: WorkerSegment) -> str:
    """The name of a segment of workers in the language of the page."""
    return segment_name(found)


@register.filter
def has_government(reader: Reader) -> bool:
    """Whether the reader works for a government of his own."""
    return own_government(reader) is not None
