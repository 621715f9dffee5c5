"""The draft of a press note: short, from figures that stand in the session, to be edited."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.monitoring.reports.content import Content
from payung.monitoring.sessions import words


def press_note(content: Content, language: str) -> str:
    """Three or four paragraphs and the sources; no name of a person, no figure without a day."""
    with override(language):
        told = [_opening(content), _coverage(content), _claims(content), _promised(content)]
        return "\n\n".join(one for one in [*told, _sources(content)] if one)


def _opening(content: Content) -> str:
    session = content.session
    return _(
        "%(place)s, %(day)s. %(name)s membahas pelaksanaan jaminan sosial ketenagakerjaan di "
        "%(count)s daerah: %(regions)s."
    ) % {
        "place": session.meeting.place,
        "day": words.day(session.meeting.held_on),
        "name": session.name,
        "count": len(content.pack.governments),
        "regions": ", ".join(words.region_name(one.region) for one in content.pack.governments),
    }


def _coverage(content: Content) -> str:
    ranked = [one for one in content.pack.league if one.rank is not None and one.figure]
    if not ranked or content.pack.common is None:
        return ""
    first, last = ranked[0], ranked[-1]
    told = _(
        "Menurut %(what)s per %(day)s, cakupan tertinggi ada di %(first)s (%(best)s) dan terendah "
        "di %(last)s (%(least)s)."
    ) % {
        "what": content.pack.common.name(words.language()),
        "day": words.day(content.pack.common.as_of),
        "first": words.region_name(first.region),
        "best": words.value_of(first.figure),
        "last": words.region_name(last.region),
        "least": words.value_of(last.figure),
    }
    nation = content.pack.nation_coverage
    if nation is not None:
        told += " " + _("Secara nasional %(share)s (%(what)s).") % {
            "share": words.percent(nation.value),
            "what": nation.name(words.language()),
        }
    return told


def _claims(content: Content) -> str:
    amount, cases = content.pack.total("CLAIMS_PAID"), content.pack.total("CLAIMS_CASES")
    if amount is None or cases is None:
        return ""
    figure = next(
        one.figures["CLAIMS_PAID", ""]
        for one in content.pack.governments
        if ("CLAIMS_PAID", "") in one.figures
    )
    return _("Klaim yang dibayar pada %(span)s berjumlah %(amount)s untuk %(cases)s kasus.") % {
        "span": words.span(figure),
        "amount": words.rupiah(amount),
        "cases": words.number(cases),
    }


def _promised(content: Content) -> str:
    own = [one for one in content.promises if not one.is_earlier]
    if not own:
        return ""
    return _("Sesi menyepakati %(count)s komitmen dengan penanggung jawab dan batas waktu.") % {
        "count": words.number(len(own))
    }


def _sources(content: Content) -> str:
    found = [one.coverage for one in content.pack.governments if one.coverage]
    lines = list(dict.fromkeys(words.source_line(one) for one in found))
    return "\n".join([_("Sumber angka:"), *lines]) if lines else ""
