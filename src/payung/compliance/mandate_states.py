"""What may be done with a mandate: one table of state and act, from which all else comes.

A row says which state an act leads to, who may do it, which letter it brings forth, what must be
told with it, what must hold (``mandate_guards``) and within which time limit of the law it is to
be done. The operations, the buttons of the pages, the diagram in the documentation and the test
of all allowed and refused pairs are read from it. A pair without a row is refused.

States follow the steps of a case in legal aid (telaahan, SKK, panggilan, kunjungan, negosiasi,
kesepakatan, angsuran, gelar perkara, gugatan, eksekusi); ``ACCEPTED`` (the head has approved the
review) and ``JUDGED`` (a judgment that may still be objected to) are told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import (
    APPROVE_MANDATES,
    GRANT_MANDATES,
    HANDLE_MANDATES,
    REQUEST_MANDATES,
)


class State(models.TextChoices):
    """Where a mandate stands."""

    PREPARED = "PREPARED", _("Berkas disiapkan")
    REQUESTED = "REQUESTED", _("Dimohonkan")
    REVIEWED = "REVIEWED", _("Ditelaah")
    ACCEPTED = "ACCEPTED", _("Disetujui, menunggu SKK")
    MANDATED = "MANDATED", _("Dikuasakan")
    INVITED_1 = "INVITED_1", _("Panggilan ke-1")
    INVITED_2 = "INVITED_2", _("Panggilan ke-2")
    INVITED_3 = "INVITED_3", _("Panggilan ke-3")
    VISITED = "VISITED", _("Dikunjungi")
    NEGOTIATING = "NEGOTIATING", _("Negosiasi")
    AGREED = "AGREED", _("Sepakat membayar")
    INSTALMENT = "INSTALMENT", _("Mengangsur")
    PAID = "PAID", _("Lunas")
    CASE_CONFERENCE = "CASE_CONFERENCE", _("Gelar perkara")
    SMALL_CLAIM = "SMALL_CLAIM", _("Gugatan sederhana")
    LAWSUIT = "LAWSUIT", _("Gugatan biasa")
    JUDGED = "JUDGED", _("Diputus pengadilan")
    ENFORCING = "ENFORCING", _("Eksekusi")
    CLOSED = "CLOSED", _("Ditutup")
    RETURNED = "RETURNED", _("Dikembalikan")


class Act(models.TextChoices):
    """What is done with a mandate."""

    REQUEST = "REQUEST", _("Mohonkan kembali")
    SEND_BACK = "SEND_BACK", _("Kembalikan berkas untuk dilengkapi")
    REVIEW = "REVIEW", _("Catat telaahan")
    ACCEPT = "ACCEPT", _("Setujui telaahan")
    GRANT = "GRANT", _("Beri SKK")
    SUBSTITUTE = "SUBSTITUTE", _("Substitusikan kepada jaksa")
    SUMMON = "SUMMON", _("Panggil pemberi kerja")
    VISIT = "VISIT", _("Kunjungi pemberi kerja")
    NEGOTIATE = "NEGOTIATE", _("Catat negosiasi")
    AGREE = "AGREE", _("Catat kesepakatan")
    PLEDGE = "PLEDGE", _("Catat pernyataan kesanggupan")
    FIRST_PAYMENT = "FIRST_PAYMENT", _("Catat angsuran berjalan")
    REOPEN = "REOPEN", _("Buka kembali negosiasi")
    PAY_IN_FULL = "PAY_IN_FULL", _("Catat lunas")
    CONFER = "CONFER", _("Catat gelar perkara")
    GRANT_LITIGATION = "GRANT_LITIGATION", _("Beri SKK litigasi")
    FILE_SMALL_CLAIM = "FILE_SMALL_CLAIM", _("Ajukan gugatan sederhana")
    FILE_LAWSUIT = "FILE_LAWSUIT", _("Ajukan gugatan biasa")
    HEAR = "HEAR", _("Catat sidang")
    SETTLE_IN_COURT = "SETTLE_IN_COURT", _("Catat perdamaian di pengadilan")
    JUDGE = "JUDGE", _("Catat putusan")
    OBJECT = "OBJECT", _("Catat keberatan")
    APPEAL = "APPEAL", _("Catat banding")
    ENFORCE = "ENFORCE", _("Catat eksekusi")
    EXTEND = "EXTEND", _("Perpanjang SKK")
    REPORT = "REPORT", _("Susun laporan akhir")
    CLOSE = "CLOSE", _("Tutup")
    RETURN = "RETURN", _("Kembalikan SKK")
    WITHDRAW = "WITHDRAW", _("Cabut")


#: What was done, as histories and letters say it.
DONE: Final = {
    Act.REQUEST: _("Bantuan hukum dimohonkan"),
    Act.SEND_BACK: _("Berkas dikembalikan untuk dilengkapi"),
    Act.REVIEW: _("Telaahan"),
    Act.ACCEPT: _("Telaahan disetujui"),
    Act.GRANT: _("SKK diberikan"),
    Act.SUBSTITUTE: _("SKK disubstitusikan"),
    Act.SUMMON: _("Panggilan"),
    Act.VISIT: _("Kunjungan"),
    Act.NEGOTIATE: _("Negosiasi"),
    Act.AGREE: _("Kesepakatan"),
    Act.PLEDGE: _("Pernyataan kesanggupan"),
    Act.FIRST_PAYMENT: _("Angsuran berjalan"),
    Act.REOPEN: _("Negosiasi dibuka kembali"),
    Act.PAY_IN_FULL: _("Lunas"),
    Act.CONFER: _("Gelar perkara"),
    Act.GRANT_LITIGATION: _("SKK litigasi diberikan"),
    Act.FILE_SMALL_CLAIM: _("Gugatan sederhana diajukan"),
    Act.FILE_LAWSUIT: _("Gugatan biasa diajukan"),
    Act.HEAR: _("Sidang"),
    Act.SETTLE_IN_COURT: _("Perdamaian di pengadilan"),
    Act.JUDGE: _("Putusan"),
    Act.OBJECT: _("Keberatan"),
    Act.APPEAL: _("Banding"),
    Act.ENFORCE: _("Eksekusi"),
    Act.EXTEND: _("SKK diperpanjang"),
    Act.REPORT: _("Laporan akhir"),
    Act.CLOSE: _("Ditutup"),
    Act.RETURN: _("SKK dikembalikan"),
    Act.WITHDRAW: _("Dicabut"),
}

BRANCH: Final = "BRANCH"
PROSECUTION: Final = "PROSECUTION"
#: Either side may write down what the ledger or the calendar has already decided.
EITHER: Final = "EITHER"
SIDES: Final = {
    BRANCH: _("kantor cabang"),
    PROSECUTION: _("kejaksaan"),
    EITHER: _("cabang atau kejaksaan"),
}

#: The mandate is in force: the attorneys work on it, money that comes in counts.
RUNNING: Final = (
    State.MANDATED, State.INVITED_1, State.INVITED_2, State.INVITED_3, State.VISITED,
    State.NEGOTIATING, State.AGREED, State.INSTALMENT, State.PAID, State.CASE_CONFERENCE,
    State.SMALL_CLAIM, State.LAWSUIT, State.JUDGED, State.ENFORCING,
)  # fmt: skip
BEFORE_GRANT: Final = (State.PREPARED, State.REQUESTED, State.REVIEWED, State.ACCEPTED)
ENDED: Final = (State.CLOSED, State.RETURNED)
_UNPAID: Final = tuple(state for state in RUNNING if state != State.PAID)
_OUT_OF_COURT: Final = (
    State.MANDATED, State.INVITED_1, State.INVITED_2, State.INVITED_3, State.VISITED,
    State.NEGOTIATING,
)  # fmt: skip
_IN_COURT: Final = (State.SMALL_CLAIM, State.LAWSUIT)


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    ``permissions``: any of them opens the act, on the side named. ``letter`` is a kind of letter
    or "". ``data`` are fields (``mandate_fields``) that must be told. ``guards`` look at the
    mandate alone, ``checks`` at what is told as well. ``limit`` is the parameter of the law that
    bounds how long the mandate may stay before this act ("" = none).
    """

    state: State
    act: Act
    to: State
    permissions: tuple[str, ...]
    side: str
    letter: str = ""
    data: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    limit: str = ""

    @property
    def stays(self) -> bool:
        """Whether the act leaves the mandate in its state."""
        return self.state == self.to


@dataclass(frozen=True)
class _Rule:
    """Rows of one act that differ by their states only; ``moves`` are (from, to)."""

    act: Act
    moves: tuple[tuple[State, State], ...]
    permissions: tuple[str, ...]
    side: str
    letter: str = ""
    data: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    limit: str = ""

    def rows(self) -> list[Transition]:
        return [
            Transition(
                state, self.act, to, self.permissions, self.side, self.letter, self.data,
                self.guards, self.checks, self.limit,
            )
            for state, to in self.moves
        ]  # fmt: skip


def _all_to(states: tuple[State, ...], to: State) -> tuple[tuple[State, State], ...]:
    return tuple((state, to) for state in states)


def _staying(states: tuple[State, ...]) -> tuple[tuple[State, State], ...]:
    return tuple((state, state) for state in states)


#: What binds every act of the attorneys.
_POWER: Final = ("in_force", "named_attorney")
_PLAN: Final = ("place", "met_name", "met_title", "covers", "instalments")
_HANDLE: Final = (HANDLE_MANDATES,)
_LEDGER: Final = (HANDLE_MANDATES, REQUEST_MANDATES)

_RULES: Final = (
    _Rule(
        Act.REQUEST, ((State.PREPARED, State.REQUESTED),), (REQUEST_MANDATES,), BRANCH,
        guards=("exit_prosecutors", "file_complete", "agreement_valid", "not_busy"),
    ),
    _Rule(
        Act.SEND_BACK,
        _all_to((State.REQUESTED, State.REVIEWED, State.ACCEPTED), State.PREPARED),
        (HANDLE_MANDATES, APPROVE_MANDATES), PROSECUTION, data=("reason",),
    ),
    _Rule(
        Act.REVIEW, ((State.REQUESTED, State.REVIEWED),), _HANDLE, PROSECUTION, "review_note",
        data=("facts", "issue", "analysis", "recommendation", "conclusion"),
        limit="compliance/mandate_review_days",
    ),
    _Rule(
        Act.ACCEPT, ((State.REVIEWED, State.ACCEPTED),), (APPROVE_MANDATES,), PROSECUTION,
        guards=("review_favourable",),
    ),
    _Rule(
        Act.GRANT, ((State.ACCEPTED, State.MANDATED),), (GRANT_MANDATES,), BRANCH, "mandate",
        data=("valid_until",),
        guards=("exit_prosecutors", "agreement_valid", "not_busy", "something_due"),
        checks=("term_forward",),
    ),
    _Rule(
        Act.SUBSTITUTE, _staying(_UNPAID), (APPROVE_MANDATES,), PROSECUTION, "substitution",
        data=("attorneys",), guards=("in_force",), checks=("attorneys_of_office",),
    ),
    _Rule(
        Act.SUMMON,
        (
            (State.MANDATED, State.INVITED_1),
            (State.INVITED_1, State.INVITED_2),
            (State.INVITED_2, State.INVITED_3),
        ),
        _HANDLE, PROSECUTION, "summons", data=("appear_on", "time", "place"),
        guards=(*_POWER, "summons_left", "summons_passed"), checks=("appearance_day",),
        limit="compliance/summons_days",
    ),
    _Rule(
        Act.VISIT,
        _all_to(
            (State.INVITED_1, State.INVITED_2, State.INVITED_3, State.NEGOTIATING), State.VISITED
        ),
        _HANDLE, PROSECUTION, "visit_assignment", data=("starts_on", "ends_on"),
        guards=(*_POWER, "summons_passed"), checks=("visit_days",),
    ),
    _Rule(
        Act.NEGOTIATE,
        _all_to((*_OUT_OF_COURT, State.CASE_CONFERENCE), State.NEGOTIATING),
        _HANDLE, PROSECUTION, "negotiation_minutes",
        data=("place", "met_name", "met_title", "attendees", "points", "results"), guards=_POWER,
    ),
    _Rule(
        Act.AGREE, ((State.NEGOTIATING, State.AGREED),), _HANDLE, PROSECUTION,
        "settlement_agreement", data=_PLAN, guards=(*_POWER, "not_settled"),
        checks=("plan_fits",), limit="compliance/instalment_months",
    ),
    _Rule(
        Act.PLEDGE, _all_to((State.NEGOTIATING, State.VISITED), State.AGREED), _HANDLE,
        PROSECUTION, "undertaking", data=_PLAN, guards=(*_POWER, "not_settled"),
        checks=("plan_fits",), limit="compliance/instalment_months",
    ),
    _Rule(
        Act.FIRST_PAYMENT, ((State.AGREED, State.INSTALMENT),), _LEDGER, EITHER,
        guards=("paid_since_agreement", "not_settled"),
    ),
    _Rule(
        Act.REOPEN, _all_to((State.AGREED, State.INSTALMENT), State.NEGOTIATING), _LEDGER, EITHER,
        guards=("instalments_missed",),
    ),
    _Rule(
        Act.PAY_IN_FULL, _all_to(_UNPAID, State.PAID), _LEDGER, EITHER,
        guards=("nothing_remains",),
    ),
    _Rule(
        Act.CONFER,
        _all_to(
            (State.INVITED_3, State.VISITED, State.NEGOTIATING), State.CASE_CONFERENCE
        ),
        _HANDLE, PROSECUTION, "minutes",
        data=("place", "chair", "secretary", "attendees", "points", "decisions",
              "arrears_proven", "no_good_faith"),
        guards=(*_POWER, "not_settled"), checks=("criteria_met",),
    ),
    _Rule(
        Act.GRANT_LITIGATION, _staying((State.CASE_CONFERENCE,)), (GRANT_MANDATES,), BRANCH,
        "mandate_litigation", data=("valid_until", "claim_kind", "court"),
        guards=("agreement_valid", "without_litigation_power", "not_settled"),
        checks=("term_forward", "claim_kind_fits"),
    ),
    _Rule(
        Act.FILE_SMALL_CLAIM, ((State.CASE_CONFERENCE, State.SMALL_CLAIM),), _HANDLE, PROSECUTION,
        "lawsuit_filing", data=("court", "grounds", "evidence", "claims"),
        guards=(*_POWER, "litigation_power", "within_small_claim", "not_settled"),
        checks=("whole_value",),
    ),
    _Rule(
        Act.FILE_LAWSUIT, ((State.CASE_CONFERENCE, State.LAWSUIT),), _HANDLE, PROSECUTION,
        "lawsuit_filing", data=("court", "grounds", "evidence", "claims"),
        guards=(*_POWER, "litigation_power", "not_settled"), checks=("whole_value",),
    ),
    _Rule(
        Act.HEAR, _staying(_IN_COURT), _HANDLE, PROSECUTION,
        data=("court_case_number", "agenda", "result"), guards=_POWER, checks=("next_hearing",),
    ),
    _Rule(
        Act.SETTLE_IN_COURT, _all_to(_IN_COURT, State.AGREED), _HANDLE, PROSECUTION,
        "settlement_agreement", data=(*_PLAN, "deed_number"),
        guards=(*_POWER, "not_settled"), checks=("plan_fits",),
        limit="compliance/instalment_months",
    ),
    _Rule(
        Act.JUDGE, ((State.SMALL_CLAIM, State.JUDGED),), _HANDLE, PROSECUTION,
        data=("judgment_number", "judgment"), guards=(*_POWER, "was_heard"),
        limit="compliance/small_claim_working_days",
    ),
    _Rule(
        Act.JUDGE, ((State.LAWSUIT, State.JUDGED),), _HANDLE, PROSECUTION,
        data=("judgment_number", "judgment"), guards=(*_POWER, "was_heard"),
    ),
    _Rule(
        Act.OBJECT, ((State.JUDGED, State.SMALL_CLAIM),), _HANDLE, PROSECUTION,
        data=("raised_by",), guards=("in_force", "small_claim_judged", "objection_open"),
        limit="compliance/small_claim_objection_working_days",
    ),
    _Rule(
        Act.APPEAL, ((State.JUDGED, State.LAWSUIT),), _HANDLE, PROSECUTION, data=("raised_by",),
        guards=("in_force", "lawsuit_judged", "objection_open"), limit="compliance/appeal_days",
    ),
    _Rule(
        Act.ENFORCE, _all_to((State.JUDGED, State.ENFORCING), State.ENFORCING), _HANDLE,
        PROSECUTION, data=("enforcement", "court_letter"),
        guards=(*_POWER, "judgment_granted", "objection_passed", "not_settled"),
        checks=("enforcement_in_order",),
    ),
    _Rule(
        Act.EXTEND, _staying(_UNPAID), (GRANT_MANDATES,), BRANCH, data=("valid_until",),
        guards=("agreement_valid",), checks=("term_longer",),
    ),
    _Rule(
        Act.REPORT, _staying((State.PAID, State.CLOSED, State.RETURNED)), _HANDLE, PROSECUTION,
        "final_report", data=("conclusion",), guards=("not_reported",),
    ),
    _Rule(
        Act.CLOSE, _all_to(RUNNING, State.CLOSED), (GRANT_MANDATES,), BRANCH,
        data=("close_reason",), checks=("close_reason_fits",),
    ),
    _Rule(
        Act.RETURN, _all_to(_UNPAID, State.RETURNED), (APPROVE_MANDATES,), PROSECUTION,
        "mandate_return", data=("reason",), guards=("not_settled",),
    ),
    _Rule(
        Act.WITHDRAW, _all_to((*BEFORE_GRANT, *_UNPAID), State.CLOSED),
        (GRANT_MANDATES,), BRANCH, data=("reason",),
    ),
)  # fmt: skip

TABLE: Final = tuple(row for rule in _RULES for row in rule.rows())
_BY_PAIR: Final = {(row.state, row.act): row for row in TABLE}


def transition(state: str, act: str) -> Transition | None:
    """The row of a state and an act, or None when the act is not allowed there."""
    return _BY_PAIR.get((State(state), Act(act)))


def acts_from(state: str) -> tuple[Transition, ...]:
    """The rows that lead out of a state (or stay in it), in the table's order."""
    return tuple(row for row in TABLE if row.state == State(state))


class CloseReason(models.TextChoices):
    """Why a mandate ended, unless it was returned."""

    PAID = "PAID", _("Lunas")
    COMPLIED = "COMPLIED", _("Patuh: pekerja atau program sudah didaftarkan")
    RECONCILED = "RECONCILED", _("Rekonsiliasi: utang ternyata tidak ada lagi")
    DISSOLVED = "DISSOLVED", _("Perusahaan bubar")
    NOT_FOUND = "NOT_FOUND", _("Perusahaan tidak ditemukan")
    TRANSFERRED = "TRANSFERRED", _("Dialihkan kepada kurator atau pihak lain")
    WRITTEN_OFF = "WRITTEN_OFF", _("Dihapusbukukan")
    WITHDRAWN = "WITHDRAWN", _("Dicabut pemberi kuasa")


#: Reasons that a person may name; the others follow from the act.
NAMED_REASONS: Final = tuple(one for one in CloseReason if one != CloseReason.WITHDRAWN)
