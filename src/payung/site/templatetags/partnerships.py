"""What the templates of agreements, meetings and commitments use besides."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from payung.errors import PayungError
from payung.partnerships.models import Meeting, PartyKind
from payung.partnerships.queries import AgreementRow, meeting_state
from payung.site.formatting import language
from payung.site.pages.agreement_words import PAIR_STATES, STYLES

register = template.Library()


@register.simple_tag
def state_badge(state: object, styles: Mapping[str, str]) -> SafeString:
    """A state as a word with its colour and shape."""
    word = gettext(str(getattr(state, "label", state)))
    return format_html('<span class="state {}">{}</span>', styles.get(str(state), ""), word)


@register.simple_tag
def pair_badge(state: str) -> SafeString:
    """The state of a pair of offices as a word with its colour and shape."""
    return format_html(
        '<span class="state {}">{}</span>', STYLES.get(state, ""), PAIR_STATES[state]
    )


@register.filter
def partners(row: AgreementRow) -> str:
    """The parties other than the fund's own offices, in words."""
    return ", ".join(party.name for party in row.parties if party.kind != PartyKind.FUND)


@register.filter
def sentence(refusal: PayungError) -> str:
    """The sentence of a refusal in the reader's language."""
    return refusal.message(language())


@register.filter
def in_texts(number: int, texts: Collection[str]) -> bool:
    """Whether a number is among those posted as texts."""
    return str(number) in texts


@register.simple_tag
def meeting_badge(meeting: Meeting, styles: Mapping[str, str]) -> SafeString:
    """What last happened to a meeting, as a word with its colour and shape."""
    return state_badge(meeting_state(meeting), styles)
