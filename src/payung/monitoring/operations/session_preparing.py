"""Preparing a session: the figures of its day are taken and kept, and the questions asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.reader import Reader
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.monitoring.figure import Figure
from payung.monitoring.models import (
    MonevFigure,
    MonevPreparation,
    MonevQuestion,
    MonevSession,
)
from payung.monitoring.operations.sessions import held_by
from payung.monitoring.queries.observations import Key, latest, series
from payung.monitoring.sessions.assembling import assemble
from payung.monitoring.sessions.doubts import doubts_of, lists_with_doubts
from payung.monitoring.sessions.inputs import CODES, COVERAGE, SUMMED
from payung.monitoring.sessions.lists import lists_of
from payung.monitoring.sessions.pages import common_definition
from payung.monitoring.sessions.questions import asked
from payung.monitoring.sessions.shown import Shown, by_region, shown
from payung.monitoring.targets import choices, goals, not_withdrawn
from payung.reference.models import Region
from payung.reference.queries import in_regions

HISTORY = "monitoring/session_history_months"
#: Class of the advisory locks of preparations ("mone").
_LOCK = 0x6D6F6E65


@dataclass(frozen=True)
class _Taken:
    """What a preparation rests on, by its records."""

    observations: tuple[int, ...]
    past: tuple[int, ...]
    targets: tuple[int, ...]


def prepare_session(*, actor: Reader, session_id: int) -> MonevPreparation:
    """Take the figures of a session's day, its lists, and ask the questions that they raise.

    What an earlier preparation showed stays readable; with the same figures and lists the last
    one is given back. Raises ``AccessRefused``, ``NotFound``.
    """
    session = held_by(actor, session_id)
    regions = [one.region for one in session.regions.select_related("region")]
    figures = _figures(actor, session, regions)
    own = by_region(figures)
    common = common_definition(own.get(region.pk, {}) for region in regions)
    taken = _Taken(
        observations=tuple(one.pk for one in figures),
        past=_past(actor, session, regions, common, {one.pk for one in figures}),
        targets=_targets(session, figures),
    )
    lists = lists_of(actor, regions, session.as_of, session.meeting)
    lists = lists_with_doubts(lists, doubts_of(regions, own))
    return _keep(actor, session, taken, lists)


@transaction.atomic
def _keep(
    actor: Reader, session: MonevSession, taken: _Taken, lists: dict[str, dict[str, Any]]
) -> MonevPreparation:
    with connection.cursor() as cursor:  # two at once: the second sees what the first kept
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, session.pk])
    last = session.preparations.order_by("-number").first()
    if last is not None and last.lists == lists and _kept(last) == taken:
        return last
    with acting(actor, "Bahan sesi monev disiapkan"):
        made = MonevPreparation.objects.create(
            session=session,
            number=(last.number if last else 0) + 1,
            lists=lists,
            recorded_by=actor.user,
        )
        MonevFigure.objects.bulk_create(_rows(made, taken))
        _ask(actor, made)
    return made


def _kept(preparation: MonevPreparation) -> _Taken:
    """What an earlier preparation rests on, in its order."""
    rows = list(
        preparation.figures.order_by("pk").values_list("observation", "target", "is_history")
    )
    return _Taken(
        observations=tuple(pk for pk, _, past in rows if pk is not None and not past),
        past=tuple(pk for pk, _, past in rows if pk is not None and past),
        targets=tuple(pk for _, pk, _ in rows if pk is not None),
    )


def _rows(made: MonevPreparation, taken: _Taken) -> Iterator[MonevFigure]:
    for pk in taken.observations:
        yield MonevFigure(preparation=made, observation_id=pk)
    for pk in taken.past:
        yield MonevFigure(preparation=made, observation_id=pk, is_history=True)
    for pk in taken.targets:
        yield MonevFigure(preparation=made, target_id=pk)


def _figures(actor: Reader, session: MonevSession, regions: Sequence[Region]) -> tuple[Shown, ...]:
    """The figures of the governments and the nation, and the coverage of those below them."""
    codes = [region.pk for region in regions]
    below = Region.objects.filter(in_regions(codes)).exclude(pk__in=codes)
    found = latest(actor, codes=CODES, regions=[None, *codes], as_of=session.as_of)
    for code in SUMMED:
        found = found | _of_the_common_span(actor, found, code, codes)
    lower = list(below.values_list("code", flat=True))
    if lower:
        found = found | latest(actor, codes=COVERAGE, regions=lower, as_of=session.as_of)
    return shown(sorted(one.pk for one in found.values()))


def _of_the_common_span(
    actor: Reader, found: Mapping[Key, Figure], code: str, regions: Sequence[str]
) -> dict[Key, Figure]:
    """The figures of the span that most governments have, for those whose newest is of another.

    Payments of one month do not stand beside those of a year; a government that has the common
    span as well is shown with it.
    """
    newest = [found[code, one, ""] for one in regions if (code, one, "") in found]
    spans = Counter(_span(one) for one in newest)
    if not spans or max(spans.values()) < 2:
        return {}
    common = max(spans, key=lambda span: (spans[span], span[2]))
    others = [
        one.region for one in newest if (one.definition_id, one.period_from, one.as_of) != common
    ]
    then = latest(actor, codes=[code], regions=others, as_of=common[2]) if others else {}
    fits = {
        region for (_, region, part), one in then.items() if part == "" and _span(one) == common
    }
    return {key: one for key, one in then.items() if key[1] in fits}


def _span(one: Figure) -> tuple[int, date | None, date]:
    return one.definition_id, one.period_from, one.as_of


def _past(
    actor: Reader,
    session: MonevSession,
    regions: Sequence[Region],
    common: Shown | None,
    without: Container[int],
) -> tuple[int, ...]:
    """The line of the past of the coverage that is compared, for each government."""
    if common is None:
        return ()
    months = parameters.get(HISTORY, session.as_of).number
    first = months_after(session.as_of, -months)
    found = [
        figure.pk
        for region in regions
        for stretch in series(
            actor, code=common.code, region=region.pk, first=first, last=session.as_of
        )
        for figure in stretch.figures
    ]
    return tuple(sorted(pk for pk in found if pk not in without))


def _targets(session: MonevSession, figures: Iterable[Shown]) -> tuple[int, ...]:
    """The target that counts for each region and the year, and the nation's of years to come.

    Each on the scale of a coverage that is shown; the pages take those of the one compared.
    """
    listed = list(figures)
    year, on = session.as_of.year, session.as_of
    regions = sorted({one.region for one in listed if one.region})
    found: set[int] = set()
    for code in sorted({one.code for one in listed if one.code in COVERAGE}):
        found |= {goal.target.pk for goal in goals(regions, year=year, on=on, code=code).values()}
    ahead = not_withdrawn().filter(region=None, part="", year__gte=year, share__isnull=False)
    found |= {choice.counts.pk for choice in choices(ahead, on).values()}
    return tuple(sorted(found))


def _ask(actor: Reader, made: MonevPreparation) -> None:
    """The questions of this preparation, without those that were answered on the same facts."""
    answered = {
        (one.region_id, one.rule, one.key): one.facts
        for one in MonevQuestion.objects.filter(
            session=made.session, answers__isnull=False
        ).order_by("pk")
    }
    MonevQuestion.objects.bulk_create(
        MonevQuestion(
            session=made.session,
            preparation=made,
            region_id=one.region,
            topic=one.topic,
            rule=one.rule,
            key=one.key,
            facts=dict(one.facts),
            figure_id=one.figure,
            recorded_by=actor.user,
        )
        for one in asked(assemble(made), made.session.as_of)
        if answered.get((one.region, one.rule, one.key)) != dict(one.facts)
    )
