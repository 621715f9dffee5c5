"""The checklist of a claim: the papers that the law asks for in its situations, and what came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from payung.claims.family_checks import is_minor
from payung.claims.happenings import is_of_work
from payung.claims.models import (
    AccidentReport,
    Claim,
    EventKind,
    Objection,
    Paper,
    Party,
    PartyRole,
)
from payung.claims.queries.families import CHILD, children_of, people_of, relation_of
from payung.law.benefits.documents import Document, documents
from payung.law.parameters import find
from payung.registry.models import Programme

#: The state of an item of the checklist.
MISSING, RECEIVED, REJECTED, ACCEPTED = "MISSING", "RECEIVED", "REJECTED", "ACCEPTED"
SITUATIONS = "SITUATIONS"
#: What comes after a decision is no item of a checklist: papers beside an objection (with the
#: decision's number), and proofs on which payments wait (with the kind).
OF_OBJECTION, OF_PROOF = "OBJECTION_", "PROOF_"
AFTER_DECISION = Q(document__startswith=OF_OBJECTION) | Q(document__startswith=OF_PROOF)
#: Papers that each heir brings of himself, where there are several.
OF_EACH_HEIR = frozenset({"ID_HEIR", "ACCOUNT"})
#: What Payung's own form of an accident report stands for.
_REPORTS = {
    "REPORT_1": AccidentReport.Stage.FIRST.value,
    "REPORT_2": AccidentReport.Stage.SECOND.value,
}
_SCHOLARSHIP = (Programme.JKK, Programme.JKM)
_DISABILITY = {Programme.JP: "DISABILITY", Programme.JHT: "TOTAL_DISABILITY"}


@dataclass(frozen=True)
class Needed:
    """One item: which paper, of whom, why, what came for it, and what an officer found.

    ``state``: MISSING, RECEIVED (nobody has checked it yet), REJECTED (as good as missing, with
    the ``reason``), ACCEPTED. What is not ``is_required`` never holds a claim up: it is needed
    only once a benefit is due.
    """

    document: str
    situation: str
    label_id: str
    label_en: str
    person_name: str
    papers: tuple[Paper, ...]
    state: str
    reason: str = ""
    is_required: bool = True
    #: Told by the form of an accident report, not by a file.
    by_report: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether somebody has to bring it (again)."""
        return self.state in (MISSING, REJECTED)


def checklist(claim: Claim) -> tuple[Needed, ...]:
    """The papers of a claim in the order of its form, each with what came for it."""
    asked = list(documents(_name(claim), claim.event.happened_on, situations(claim)))
    papers = list(
        claim.papers.select_related("attachment", "received_by")
        .defer("attachment__content", "attachment__attachment_key_cipher")
        .prefetch_related("checks__checked_by")
        .order_by("pk")
    )
    parties = list(people_of(claim))
    reports = set(claim.reports.values_list("stage", flat=True))
    found = [
        needed
        for document in asked
        for needed in _of_document(document, claim, papers, parties, reports)
    ]
    return (*found, *_of_scholarships(claim, papers, parties))


def asks_for(claim: Claim, document: str) -> bool:
    """Whether the checklist of a claim has this item, without looking at what came for it."""
    on = claim.event.happened_on
    if any(document == one.code for one in documents(_name(claim), on, situations(claim))):
        return True
    if Programme(claim.programme) not in _SCHOLARSHIP or not children_of(people_of(claim)):
        return False
    return any(document == one.code for one in documents("SCHOLARSHIP", on))


def document_of(objection: Objection) -> str:
    """What a paper beside an objection is called."""
    return f"{OF_OBJECTION}{objection.decision.sequence}"


def missing(claim: Claim) -> tuple[Needed, ...]:
    """The required items that somebody still has to bring."""
    return tuple(one for one in checklist(claim) if one.is_required and one.is_missing)


def situations(claim: Claim) -> tuple[str, ...]:
    """The situations of the law's checklist that hold: from the event, the family, the officer."""
    holding = {*_of_event(claim), *_told(claim)}
    return tuple(code for code in known_situations(claim) if code in holding)


def known_situations(claim: Claim) -> tuple[str, ...]:
    """All situations that the law's checklist of the claim's programme knows."""
    dated = find(f"claims/documents_{_name(claim).lower()}", claim.event.happened_on)
    rows = dated.rows if dated is not None else ()
    codes = dict.fromkeys(str(row["situation"]) for row in rows)
    return tuple(code for code in codes if code != "ALWAYS")


def situations_of_event(claim: Claim) -> frozenset[str]:
    """Those that the event and the family decide by themselves; nobody ticks them off."""
    return frozenset(_of_event(claim))


def _name(claim: Claim) -> str:
    return Programme(claim.programme).name


def _told(claim: Claim) -> Iterable[str]:
    newest = claim.steps.filter(kind=SITUATIONS).order_by("-pk").first()
    return newest.data.get("situations", ()) if newest is not None else ()


def _of_event(claim: Claim) -> set[str]:
    event, programme = claim.event, Programme(claim.programme)
    found = set()
    if event.kind == EventKind.DEATH:
        found.add("DEATH")
    if event.kind == EventKind.DISABILITY and programme in _DISABILITY:
        found.add(_DISABILITY[programme])
    if programme == Programme.JHT and event.cause:
        found.add(event.cause)
    if is_of_work(event.kind, event.cause):
        outcome = claim.reports.filter(stage=AccidentReport.Stage.SECOND).first()
        if outcome is not None and outcome.outcome == AccidentReport.Outcome.DEATH:
            found.add("DEATH")
    family = {relation_of(one) for one in people_of(claim)}
    found |= family & {"SPOUSE", CHILD}
    return found & set(known_situations(claim))


def _of_document(
    document: Document,
    claim: Claim,
    papers: Sequence[Paper],
    parties: Sequence[Party],
    reports: set[int],
) -> list[Needed]:
    receivers = _receivers(claim, parties)
    several = claim.event.kind == EventKind.DEATH and len(receivers) > 1
    names = receivers if several and document.code in OF_EACH_HEIR else [""]
    if _REPORTS.get(document.code) in reports:
        return [_needed(document, "", (), state=ACCEPTED, by_report=True)]
    return [
        _judged(document, name, _fitting(papers, document.code, name), is_required=True)
        for name in names
    ]


def _receivers(claim: Claim, parties: Sequence[Party]) -> list[str]:
    """Who gets money after a death: heirs of age, and the guardians of the others."""
    on, found = claim.event.happened_on, []
    for one in parties:
        if one.role == PartyRole.HEIR:
            receiver = one.guardian or one if is_minor(one, on) else one
            found.append(receiver.name)
    return list(dict.fromkeys(found))


def _of_scholarships(
    claim: Claim, papers: Sequence[Paper], parties: Sequence[Party]
) -> list[Needed]:
    """What each child brings when a scholarship is due; nobody waits for it before."""
    if Programme(claim.programme) not in _SCHOLARSHIP:
        return []
    children = [one.name for one in children_of(parties)]
    asked = documents("SCHOLARSHIP", claim.event.happened_on) if children else ()
    return [
        _judged(document, name, _fitting(papers, document.code, name), is_required=False)
        for name in children
        for document in asked
    ]


def _fitting(papers: Sequence[Paper], code: str, name: str) -> tuple[Paper, ...]:
    return tuple(
        one for one in papers if one.document == code and (not name or one.person_name == name)
    )


def _judged(
    document: Document, name: str, papers: tuple[Paper, ...], *, is_required: bool
) -> Needed:
    """One accepted paper is enough; else the newest one speaks."""
    state, reason = MISSING, ""
    for paper in papers:
        check = max(paper.checks.all(), key=lambda one: one.pk, default=None)
        if check is None:
            state, reason = RECEIVED, ""
        elif check.is_accepted:
            return _needed(document, name, papers, state=ACCEPTED, is_required=is_required)
        else:
            state, reason = REJECTED, check.reason
    return _needed(document, name, papers, state=state, reason=reason, is_required=is_required)


def _needed(document: Document, name: str, papers: tuple[Paper, ...], **told: object) -> Needed:
    return Needed(
        document=document.code,
        situation=document.situation,
        label_id=document.label_id,
        label_en=document.label_en,
        person_name=name,
        papers=papers,
        **told,  # type: ignore[arg-type]
    )
