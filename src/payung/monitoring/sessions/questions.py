"""Which questions the figures raise: one rule, one function; words are made when they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from payung.law import parameters
from payung.monitoring.models import QuestionRule, SessionTopic
from payung.monitoring.sessions.pages import GovernmentPage, Pack

GAP = "monitoring/session_gap_question"
_PPM_OF_BASIS_POINT = 100


@dataclass(frozen=True)
class Asked:
    """One question to a government: its rule, the facts that its words are made of, its figure.

    ``key`` tells apart what one rule asks of one government.
    """

    region: str
    topic: str
    rule: str
    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    figure: int | None = None


def asked(pack: Pack, on: date) -> Iterator[Asked]:
    """The questions of all rules for all governments of a session, in the order of its pages."""
    widest = parameters.get(GAP, on).number // _PPM_OF_BASIS_POINT
    for page in pack.governments:
        yield from _gap(page, widest)
        for rule in _RULES:
            yield from rule(page)


def _gap(page: GovernmentPage, widest: int) -> Iterator[Asked]:
    gap = page.gap_bp
    if gap is None or page.coverage is None or page.target is None or gap < widest:
        return
    yield Asked(
        page.region.pk,
        SessionTopic.COVERAGE,
        QuestionRule.GAP,
        facts={
            "coverage": page.coverage.value,
            "target": page.target.share,
            "gap": gap,
            "persons": page.gap_persons,
            "year": page.target.year,
        },
        figure=page.coverage.pk,
    )


def _no_coverage(page: GovernmentPage) -> Iterator[Asked]:
    """Nothing known, or only a figure that can't stand beside the others."""
    if page.comparable:
        return
    facts: dict[str, Any] = {}
    if page.coverage is not None:
        facts = {"coverage": page.coverage.value, "definition": page.coverage.definition}
    yield Asked(
        page.region.pk,
        SessionTopic.COVERAGE,
        QuestionRule.NO_COVERAGE,
        facts=facts,
        figure=page.coverage.pk if page.coverage else None,
    )


def _no_perda(page: GovernmentPage) -> Iterator[Asked]:
    has = page.figure("HAS_PERDA")
    listed = page.lists.get("regulations")
    if has is None and listed is None:
        return
    laid = page.figure("REGULATIONS_IN_FORCE")
    known = has.value > 0 if has is not None else any(one["is_perda"] for one in listed or ())
    if not known:
        yield Asked(
            page.region.pk,
            SessionTopic.REGULATION,
            QuestionRule.NO_PERDA,
            facts={"regulations": laid.value if laid else len(listed or ())},
            figure=has.pk if has else None,
        )


def _no_budget(page: GovernmentPage) -> Iterator[Asked]:
    """No line for the staff who are no civil servants."""
    if page.serves_non_asn is not False:
        return
    staff, enrolled = page.figure("NON_ASN_TOTAL"), page.figure("NON_ASN_ENROLLED")
    yield Asked(
        page.region.pk,
        SessionTopic.BUDGET,
        QuestionRule.NO_BUDGET,
        facts={
            "staff": staff.value if staff else None,
            "enrolled": enrolled.value if enrolled else None,
        },
        figure=next((one.pk for one in (page.figure("BUDGET_PLANNED"), staff) if one), None),
    )


def _no_agreement(page: GovernmentPage) -> Iterator[Asked]:
    valid = page.figure("AGREEMENTS_IN_FORCE")
    listed = page.lists.get("agreements")
    if valid is None and listed is None:
        return
    over = [one for one in listed or () if one["days_left"] < 0]
    runs = valid.value > 0 if valid is not None else len(listed or ()) > len(over)
    if runs:
        return
    yield Asked(
        page.region.pk,
        SessionTopic.AGREEMENT,
        QuestionRule.NO_AGREEMENT,
        facts={"ended_on": max((one["ends_on"] for one in over), default=None)},
        figure=valid.pk if valid else None,
    )


def _commitments_late(page: GovernmentPage) -> Iterator[Asked]:
    for one in page.lists.get("commitments") or ():
        if one["days_late"] > 0:
            yield Asked(
                page.region.pk,
                SessionTopic.FOLLOW_UP,
                QuestionRule.COMMITMENTS_LATE,
                key=str(one["commitment"]),
                facts={"text": one["text"], "owner": one["owner"], "days": one["days_late"]},
            )
    late = page.figure("COMMITMENTS_LATE")
    if late is not None and late.value > 0 and not page.lists.get("commitments"):
        yield Asked(
            page.region.pk,
            SessionTopic.FOLLOW_UP,
            QuestionRule.COMMITMENTS_LATE,
            facts={"count": late.value},
            figure=late.pk,
        )


def _doubted(page: GovernmentPage) -> Iterator[Asked]:
    for one in page.lists.get("doubts") or ():
        yield Asked(
            page.region.pk,
            SessionTopic.FIGURES,
            QuestionRule.FIGURE_DOUBTED,
            key=f"{one['code']} {one['observation']}",
            facts={
                "found": one["found"],
                "why_id": one["why_id"],
                "why_en": one["why_en"],
                "likely": one["likely"],
            },
            figure=one["observation"],
        )


def _series_break(page: GovernmentPage) -> Iterator[Asked]:
    """Two definitions within the line of the past: neither may be read as growth."""
    kinds = list(dict.fromkeys(one.definition for one in page.past))
    if len(kinds) > 1:
        first = next(one for one in page.past if one.definition == kinds[1])
        yield Asked(
            page.region.pk,
            SessionTopic.FIGURES,
            QuestionRule.SERIES_BREAK,
            key=kinds[1],
            facts={"before": kinds[0], "after": kinds[1], "on": first.as_of.isoformat()},
            figure=first.pk,
        )


def _instruction_open(page: GovernmentPage) -> Iterator[Asked]:
    """One question for all items of the half-year: the answers are written item by item."""
    found = page.lists.get("instructions")
    if found and found["items"]:
        yield Asked(
            page.region.pk,
            SessionTopic.INSTRUCTION,
            QuestionRule.INSTRUCTION_OPEN,
            key=found["half"],
            facts={
                "half": found["half"],
                "count": len(found["items"]),
                "items": ", ".join(found["items"]),
            },
        )


_RULES: Final[tuple[Callable[[GovernmentPage], Iterator[Asked]], ...]] = (
    _no_coverage,
    _no_perda,
    _no_budget,
    _no_agreement,
    _commitments_late,
    _doubted,
    _series_break,
    _instruction_open,
)
