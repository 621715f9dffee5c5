"""How cases are told on pages: rungs, states, what a step kept, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from payung.access.permissions import CHOOSE_EXIT, DENY_SERVICES, INSPECT
from payung.compliance.ladder import STEPS, STOP_REASONS
from payung.compliance.models import Case, CaseStep, FindingKind, Stage
from payung.compliance.queries.case_worklist import DUE_STEP
from payung.compliance.queries.cases import NextStep
from payung.site.formatting import day, language, number, quantity, rupiah

_STYLES = {
    **dict.fromkeys((Stage.WARNED_FIRST, Stage.FINED, Stage.DENIAL_REQUESTED), "state--warn"),
    **dict.fromkeys((Stage.WARNED_SECOND, Stage.DENIED), "state--bad"),
    Stage.COMPLIANT: "state--good",
    Stage.CLOSED: "state--quiet",
}
#: Refusals that go without saying: nobody looks for that step then.
_SELF_EVIDENT = {
    "case.wrong_stage", "case.already_taken", "case.no_objection", "case.not_denied",
    "case.not_bankrupt",
}  # fmt: skip
#: The rungs as they are drawn: name, the steps that reach them.
_RUNGS = (
    (gettext_noop("Dibuka"), ("OPENED", "REOPENED")),
    (gettext_noop("Imbauan, penagihan"), ("REMINDER", "COLLECTION_LETTER")),
    (
        gettext_noop("Pemeriksaan"),
        ("INSPECTION_ASSIGNMENT", "INSPECTION_NOTICE", "INSPECTION_REPORT"),
    ),
    ("SP1", ("WARNING_FIRST",)),
    ("SP2", ("WARNING_SECOND",)),
    (gettext_noop("Denda"), ("FINE",)),
    ("TMP2T", ("DENIAL_REQUEST", "DENIAL_EXECUTED")),
    (
        gettext_noop("Jalan keluar"),
        ("EXIT_PROSECUTORS", "EXIT_INSPECTORATE", "EXIT_RECEIVABLES", "EXIT_CURATOR"),
    ),
    (gettext_noop("Selesai"), ("COMPLIANCE_SHOWN", "SETTLED", "STOPPED")),
)


@dataclass(frozen=True)
class Rung:
    """One rung of the drawn ladder: ``state`` is ``done``, ``here``, ``skipped`` or ``ahead``."""

    name: str
    state: str
    beside: str


@dataclass(frozen=True)
class Told:
    """One thing that a step kept, in words."""

    name: str
    value: str


def style(stage: str) -> str:
    """The look of a stage; the word always stands beside it."""
    return _STYLES.get(Stage(stage), "")


def rungs(case: Case, steps: Sequence[CaseStep]) -> list[Rung]:
    """The ladder with the days on which its rungs were reached, since the last opening."""
    beginnings = [row.sequence for row in steps if row.kind in ("OPENED", "REOPENED")]
    run = [row for row in steps if not beginnings or row.sequence >= beginnings[-1]]
    moved = [row for row in run if row.stage != row.from_stage or row.letter_id]
    here = moved[-1].kind if moved else "OPENED"
    here = "OPENED" if here == "RETURNED" else here
    reached = {row.kind: row.happened_on for row in run}
    places = [index for index, (_name, kinds) in enumerate(_RUNGS) if here in kinds]
    place = places[0] if places else 0
    return [
        Rung(str(_(name)), _state(index, place, kinds, reached), _reached(kinds, reached))
        for index, (name, kinds) in enumerate(_RUNGS)
    ]


def _state(index: int, place: int, kinds: Sequence[str], reached: dict[str, date]) -> str:
    if index == place:
        return "here"
    if any(kind in reached for kind in kinds):
        return "done"
    return "skipped" if index < place else "ahead"


def _reached(kinds: Sequence[str], reached: dict[str, date]) -> str:
    days = [reached[kind] for kind in kinds if kind in reached]
    return day(max(days)) if days else ""


def since(case: Case, steps: Sequence[CaseStep]) -> date | None:
    """Since when the case is in its stage: the day of the last step that moved it."""
    moved = [row for row in steps if row.stage != row.from_stage and row.stage == case.stage]
    return moved[-1].happened_on if moved else case.last_step_on


def until(case: Case, on: date) -> str:
    """How long the stage still runs, in words; "" when nothing waits."""
    if case.due_on is None or not case.is_open:
        return ""
    left = (case.due_on - on).days
    if left < 0:
        return ngettext("lewat %(days)s hari", "lewat %(days)s hari", -left) % {
            "days": number(-left)
        }
    if left == 0:
        return _("berakhir hari ini")
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", left) % {"days": number(left)}


def suggestion(case: Case, acts: Sequence[NextStep], owes: bool) -> NextStep | None:
    """The one step that most likely comes next, allowed or not yet."""
    by_kind = {act.step.kind: act for act in acts}
    if not owes and case.is_open:
        return by_kind.get("SETTLED" if case.stage == Stage.COMPLIANT else "COMPLIANCE_SHOWN")
    wanted = DUE_STEP.get(Stage(case.stage))
    if wanted == "WARNING_FIRST" and case.stage == Stage.REMINDED:
        collect = by_kind.get("COLLECTION_LETTER")
        if collect is not None and collect.allowed:
            return collect
    if wanted is None:
        order = {
            Stage.OPENED: ("COLLECTION_LETTER", "REMINDER"),
            Stage.INSPECTING: ("INSPECTION_NOTICE",),
            Stage.INSPECTION_NOTICED: ("INSPECTION_REPORT",),
            Stage.INSPECTED: ("COLLECTION_LETTER", "WARNING_FIRST"),
            Stage.DENIAL_REQUESTED: ("DENIAL_EXECUTED",),
        }.get(Stage(case.stage), ())
        return next(
            (by_kind[kind] for kind in order if kind in by_kind and by_kind[kind].allowed), None
        )
    return by_kind.get(wanted)


def is_worth_telling(act: NextStep) -> bool:
    """Whether a reader wants to know why this step is barred."""
    return not act.allowed and act.code not in _SELF_EVIDENT


def kinds(grounds: Sequence[str]) -> str:
    """The kinds of findings in words: ``menunggak iuran, daftar sebagian upah``."""
    return ", ".join(_(FindingKind(kind).label) for kind in grounds)


def who(act: NextStep) -> str:
    """Whose step it is, for those who may not take it themselves."""
    return {
        DENY_SERVICES: _("oleh kepala kantor"),
        CHOOSE_EXIT: _("oleh kepala kantor"),
        INSPECT: _("oleh petugas pemeriksa"),
    }.get(act.step.permission, _("oleh petugas pembina atau pemeriksa"))


def why_not(act: NextStep) -> str:
    """What stands in the way, in the reader's language."""
    return act.why_not_en if language() == "en" else act.why_not_id


def told(row: CaseStep) -> list[Told]:
    """What a step kept, in words: its own fields first, then what was computed."""
    step = STEPS[row.kind]
    listed = [
        Told(str(one.label), _value(one.shape, row.data[one.name], one.choices_on(row.happened_on)))
        for one in step.data
        if row.data.get(one.name) not in (None, "", [])
    ]
    return [*listed, *_computed(row)]


def _value(shape: str, value: object, options: dict[str, str]) -> str:
    if shape == "choice":
        return _(options.get(str(value), str(value)))
    if shape == "choices":
        return ", ".join(_(options.get(str(code), str(code))) for code in value)  # type: ignore[attr-defined]
    if shape == "day":
        return day(date.fromisoformat(str(value)))
    if shape == "lines":
        return "; ".join(str(line) for line in value)  # type: ignore[attr-defined]
    if shape == "people":
        return "; ".join(f"{row['name']}, {row['title']}" for row in value)  # type: ignore[attr-defined]
    return str(value)


def _computed(row: CaseStep) -> Iterator[Told]:
    claim = row.data.get("claim")
    if isinstance(claim, dict) and (claim["principal"] or claim["penalty"]):
        yield Told(
            _("Tunggakan per %(day)s") % {"day": day(date.fromisoformat(claim["as_of"]))},
            _("pokok %(principal)s + denda %(penalty)s")
            % {"principal": rupiah(claim["principal"]), "penalty": rupiah(claim["penalty"])},
        )
    if "fine" in row.data:
        yield Told(
            _("Denda administratif"),
            _("%(fine)s = %(base)s × %(months)s bulan × %(rate)s (%(article)s)")
            % {
                "fine": rupiah(row.data["fine"]),
                "base": rupiah(row.data["base"]),
                "months": number(row.data["months"]),
                "rate": quantity(row.data["rate_ppm"], "ppm"),
                "article": row.data["article"],
            },
        )
    if row.data.get("deficit_principal") is not None:
        yield Told(_("Kekurangan iuran"), rupiah(row.data["deficit_principal"]))


def closing(case: Case, steps: Sequence[CaseStep]) -> str:
    """Why a closed case was closed."""
    last = next((row for row in reversed(steps) if row.stage == Stage.CLOSED), None)
    if last is None:
        return ""
    words = {"PAID": _("Dibayar lunas"), "CORRECTED": _("Diperbaiki"), **STOP_REASONS}
    return str(words.get(str(last.data.get("reason")), ""))
