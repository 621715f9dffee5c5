"""Matching the people of a list with the registry and other lists, and deciding doubtful pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_LISTS
from payung.access.reader import Reader
from payung.law import parameters as law
from payung.sponsorship.listing import asking
from payung.sponsorship.match_refusals import (
    decided_meanwhile,
    no_pair,
    not_a_verdict,
    row_decreed,
    row_of_another,
)
from payung.sponsorship.matching import pools, telling
from payung.sponsorship.matching.choosing import ChosenPair, Thresholds, choose
from payung.sponsorship.matching.model import Model, load_model
from payung.sponsorship.matching.records import Prepared, prepare
from payung.sponsorship.models import (
    BeneficiaryList,
    ListRow,
    MatchDecision,
    MatchPair,
    MatchRun,
)

Progress = Callable[[str], None]
_PARTS = 1_000_000
_AT_ONCE = 5_000


def match_list(*, actor: Reader, list_id: int, progress: Progress | None = None) -> MatchRun:
    """Compare the rows of a list with the registry, with other living lists and with each other.

    Rows whose person the NIK tells are not looked for in the registry. A sure pair with a person
    sets the row's person, so that cleaning looks at his memberships; doubtful pairs wait for
    ``decide_pair``.
    Nothing new to compare gives the run that is there. ``progress`` is called with the stage:
    ``read``, ``normalise``, ``compare``, ``write``. Raises ``AccessRefused`` (permission
    MANAGE_LISTS), ``ListRefused`` for a list that is over, ``MatchRefused`` for a model's file
    that is damaged.
    """
    found = asking.list_to_act_on(actor, list_id, MANAGE_LISTS)
    asking.refuse_when_over(found)
    model, thresholds = load_model(), _thresholds()
    inputs = pools.fingerprint(found, model.sha256, astuple(thresholds), _expected())
    if there := _same(found, inputs):
        return there
    tell = progress or (lambda stage: None)
    tell("read")
    rows, persons = pools.open_rows(found), pools.persons_of_registry(found)
    tell("normalise")
    listed, registry = prepare(rows), prepare(persons)
    tell("compare")
    of_persons = _with_registry(found, registry, model, thresholds)
    of_rows = _with_rows(found, listed, registry, model, thresholds)
    tell("write")
    with transaction.atomic(), acting(actor, "Mencocokkan orang dalam daftar"):
        found = asking.list_to_act_on(actor, list_id, MANAGE_LISTS, locked=True)
        asking.refuse_when_over(found)
        if there := _same(found, inputs):  # another clerk was quicker
            return there
        return _write(actor, found, inputs, model, thresholds, len(rows.ids), of_persons, of_rows)


def decide_pair(
    *, actor: Reader, pair_id: int, verdict: str, reason: str, seen: int | None = None
) -> MatchDecision:
    """Decide that a pair is one person (SAME) or two (DIFFERENT), with the reason.

    SAME sets the row's person, DIFFERENT takes it back where this pair had set it; a later
    decision undoes an earlier one. The same verdict again gives the decision in force. ``seen`` is
    the id of the decision that the clerk saw (0: none); if another clerk decided since, he is
    told. Raises ``AccessRefused`` (MANAGE_LISTS), ``ListRefused`` without a reason, and
    ``MatchRefused``.
    """
    if verdict not in MatchDecision.Verdict.values:
        raise not_a_verdict(verdict)
    reason = asking.reason_of(reason, "match_reason")
    with transaction.atomic(), acting(actor, f"Memutuskan pasangan: {reason}"):
        actor.require(MANAGE_LISTS)
        pair = MatchPair.objects.select_related("row").filter(pk=pair_id).first()
        if pair is None:
            raise no_pair(pair_id)
        found = asking.list_to_act_on(actor, pair.row.list_id, MANAGE_LISTS, locked=True)
        asking.refuse_when_over(found)
        last = decision_on(pair)
        if last is not None and last.verdict == verdict:
            return last
        if seen is not None and seen != (last.pk if last else 0):
            raise decided_meanwhile(last)
        _set_person(pair, verdict)
        new = MatchDecision.objects.create(
            pair=pair, verdict=verdict, reason=reason, decided_by=actor.user
        )
        with connection.cursor() as cursor:
            telling.tell(cursor, found.pk, actor.user.pk, pair.row_id)
    return new


def decision_on(pair: MatchPair) -> MatchDecision | None:
    """The decision in force on these two, of whichever run the pair was."""
    return (
        MatchDecision.objects.filter(
            pair__row=pair.row_id, pair__person=pair.person_id, pair__other_row=pair.other_row_id
        )
        .select_related("decided_by")
        .order_by("-pk")
        .first()
    )


def _set_person(pair: MatchPair, verdict: str) -> None:
    """Set or take back the person of the pair's row. Raises ``MatchRefused``."""
    row = ListRow.objects.select_for_update().get(pk=pair.row_id)
    if row.status not in asking.BEFORE_DECREE:
        raise row_decreed(row)
    if pair.person_id is None:
        return
    if verdict == MatchDecision.Verdict.SAME:
        if row.person_id not in (None, pair.person_id):
            raise row_of_another(row)
        row.person_id = pair.person_id
    elif row.person_id == pair.person_id:
        row.person_id = None
    row.save(update_fields=["person"])


def _same(found: BeneficiaryList, inputs: str) -> MatchRun | None:
    last = found.match_runs.order_by("-pk").first()
    return last if last is not None and last.inputs == inputs else None


def _number(name: str) -> int:
    return law.get(f"sponsorship/match_{name}", clock.today()).number


def _thresholds() -> Thresholds:
    sure = _number("sure_from")
    return Thresholds(
        sure_from=sure,
        doubtful_from=sure - _number("doubtful_below_sure"),
        lead=_number("lead"),
        other_number=_number("other_number"),
    )


def _expected() -> tuple[int, int]:
    """What is supposed before comparing, in ppm: known to the registry, written twice."""
    return _number("expected_known"), _number("expected_twice")


def _with_registry(
    found: BeneficiaryList, registry: Prepared, model: Model, thresholds: Thresholds
) -> list[ChosenPair]:
    """Pairs of rows and persons; rows whose person the NIK tells are not looked for."""
    from payung.sponsorship.matching.engine import weigh

    rows = prepare(pools.unknown_rows(found))
    prior = _expected()[0] / _PARTS / max(1, len(registry.persons.ids))
    least = thresholds.doubtful_from
    return choose(weigh(rows, registry, model=model, prior=prior, least=least), thresholds)


def _with_rows(
    found: BeneficiaryList,
    listed: Prepared,
    registry: Prepared,
    model: Model,
    thresholds: Thresholds,
) -> list[ChosenPair]:
    """Pairs with rows of other lists and, the later one first, within the list.

    Rows with one NIK are cleaning's own matter. How rare a name is, the registry tells.
    """
    from payung.sponsorship.matching.engine import turned, weigh

    others = prepare(pools.rows_of_others(found))
    told: dict[str, Any] = {
        "model": model,
        "least": thresholds.doubtful_from,
        "background": registry,
    }
    twice = _expected()[1] / _PARTS
    pairs = weigh(listed, others, prior=twice / max(1, len(others.persons.ids)), **told)
    own = min(0.5, 2 * twice / max(1, len(listed.persons.ids)))
    pairs += turned(weigh(listed, None, prior=own, **told))
    return choose((pair for pair in pairs if not pair.same_number), thresholds)


def _write(
    actor: Reader,
    found: BeneficiaryList,
    inputs: str,
    model: Model,
    thresholds: Thresholds,
    rows: int,
    of_persons: list[ChosenPair],
    of_rows: list[ChosenPair],
) -> MatchRun:
    chosen = [*of_persons, *of_rows]
    sure = sum(1 for one in chosen if one.sure)
    run = MatchRun.objects.create(
        list=found,
        model=model.sha256,
        inputs=inputs,
        sure_from=thresholds.sure_from,
        doubtful_from=thresholds.doubtful_from,
        rows=rows,
        sure=sure,
        doubtful=len(chosen) - sure,
        run_by=actor.user,
    )
    pairs = [_pair(run, one, "person_id") for one in of_persons]
    pairs += [_pair(run, one, "other_row_id") for one in of_rows]
    MatchPair.objects.bulk_create(pairs, batch_size=_AT_ONCE)
    with connection.cursor() as cursor:
        for statement in (_FORGET_PERSONS, _SET_PERSONS):
            cursor.execute(statement, {"list": found.pk})
        telling.tell(cursor, found.pk, actor.user.pk)
    return run


#: Persons whom an earlier comparison had found and this one does not hold to be the same; those
#: of a clerk stay (his change of mind has emptied the row already).
_FORGET_PERSONS = f"""
    UPDATE sponsorship_listrow r SET person_id = NULL
    WHERE r.list_id = %(list)s AND r.status IN ('PROPOSED', 'VALID', 'DOUBTFUL', 'REFUSED')
        AND EXISTS (SELECT FROM sponsorship_matchpair e
            WHERE e.row_id = r.id AND e.person_id = r.person_id)
        AND NOT EXISTS (SELECT FROM ({telling.PAIRS}) p
            WHERE p.row_id = r.id AND p.person_id = r.person_id AND p.same)
        AND NOT EXISTS (SELECT FROM sponsorship_matchdecision d
            JOIN sponsorship_matchpair q ON q.id = d.pair_id
            WHERE q.row_id = r.id AND q.person_id = r.person_id AND d.verdict = 'SAME')
"""
#: The rows of sure pairs, unless a clerk has said that they are two persons.
_SET_PERSONS = f"""
    UPDATE sponsorship_listrow r SET person_id = p.person_id
    FROM ({telling.PAIRS}) p
    WHERE p.row_id = r.id AND p.person_id IS NOT NULL AND p.same AND r.person_id IS NULL
"""


def _pair(run: MatchRun, one: ChosenPair, other: str) -> MatchPair:
    parts = {name: list(part) for name, part in one.pair.parts.items()}
    return MatchPair(
        run=run,
        row_id=one.pair.row,
        weight=one.pair.weight,
        sure=one.sure,
        evidence={"parts": parts, "flag": one.flag},
        **{other: one.pair.other},
    )
