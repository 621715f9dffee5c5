"""What the templates of governments' pages use besides."""

from __future__ import annotations

from django import template

from payung.reference.models import WorkerSegment
from payung.site.pages.action_forms import segment_name

register = template.Library()


@register.filter
def segment(found: WorkerSegment) -> str:
    """The name of a segment of workers in the language of the page."""
    return segment_name(found)
