"""How mandates are named and shown: states, outcomes, matters of the work list, acts done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.compliance.instalments import InstalmentState, Why
from payung.compliance.mandate_fields import FIELDS
from payung.compliance.mandate_states import SIDES, Act, CloseReason, State
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.queries.mandate_worklist import Item, Matter
from payung.compliance.queries.mandates import MandateView
from payung.compliance.queries.recap import Outcome
from payung.site.formatting import day, language, number, rupiah

#: The look of a state; the word always stands beside the colour.
_STYLES: Final = {
    State.PAID: "state--good",
    State.INSTALMENT: "state--good",
    State.AGREED: "state--good",
    State.INVITED_3: "state--warn",
    State.CASE_CONFERENCE: "state--warn",
    State.SMALL_CLAIM: "state--bad",
    State.LAWSUIT: "state--bad",
    State.JUDGED: "state--bad",
    State.ENFORCING: "state--bad",
    State.RETURNED: "state--warn",
    State.CLOSED: "state--quiet",
    State.PREPARED: "state--quiet",
    State.REQUESTED: "state--quiet",
    State.REVIEWED: "state--quiet",
    State.ACCEPTED: "state--quiet",
}

OUTCOMES: Final = {
    Outcome.PAID: gettext_lazy("Lunas"),
    Outcome.INSTALMENTS: gettext_lazy("Mengangsur"),
    Outcome.UNPAID: gettext_lazy("Belum bayar"),
    Outcome.CLOSED: gettext_lazy("Ditutup"),
    Outcome.RETURNED: gettext_lazy("Dikembalikan"),
}


@dataclass(frozen=True)
class Words:
    """How a pile of the work list is named, looks, and what it means."""

    name: Promise
    kind: str
    meaning: Promise


MATTERS: Final = {
    Matter.DUE_TODAY: Words(
        gettext_lazy("Hari ini"), "due", gettext_lazy("panggilan, angsuran atau sidang hari ini")
    ),
    Matter.NOT_COME: Words(
        gettext_lazy("Belum datang"), "late", gettext_lazy("hari hadir lewat tanpa negosiasi")
    ),
    Matter.INSTALMENT_LATE: Words(
        gettext_lazy("Angsuran terlambat"), "late", gettext_lazy("jatuh tempo lewat, belum cukup")
    ),
    Matter.TO_RECORD: Words(
        gettext_lazy("Perlu dicatat"), "due", gettext_lazy("buku besar sudah berubah")
    ),
    Matter.COURT: Words(
        gettext_lazy("Pengadilan"), "due", gettext_lazy("sidang, putusan dan batas waktunya")
    ),
    Matter.REVIEW: Words(
        gettext_lazy("Menunggu telaahan atau SKK"), "due", gettext_lazy("belum dikuasakan")
    ),
    Matter.AGREEMENT_ENDED: Words(
        gettext_lazy("Perjanjian berakhir"), "risk",
        gettext_lazy("kuasa berjalan tanpa perjanjian kerja sama yang berlaku"),
    ),
    Matter.POWER_ENDING: Words(
        gettext_lazy("Kuasa segera berakhir"), "risk", gettext_lazy("perpanjang atau selesaikan")
    ),
    Matter.UNPAID: Words(
        gettext_lazy("Belum ada pembayaran"), "risk", gettext_lazy("lama sejak SKK diberikan")
    ),
    Matter.IDLE: Words(
        gettext_lazy("Tanpa gerak"), "risk", gettext_lazy("lama tanpa langkah apa pun")
    ),
}  # fmt: skip


#: What the day of an item is about, by the act that it waits for.
_AWAITED: Final = {
    Act.SUMMON: gettext_lazy("Hari hadir panggilan"),
    Act.HEAR: gettext_lazy("Sidang"),
    Act.JUDGE: gettext_lazy("Batas waktu putusan"),
    Act.ENFORCE: gettext_lazy("Batas upaya hukum"),
    Act.REVIEW: gettext_lazy("Telaahan paling lambat"),
    Act.ACCEPT: gettext_lazy("Menunggu persetujuan sejak"),
    Act.GRANT: gettext_lazy("Menunggu SKK sejak"),
    Act.PAY_IN_FULL: gettext_lazy("Lunas menurut buku besar"),
    Act.REOPEN: gettext_lazy("Angsuran lewat, negosiasi dibuka kembali"),
}


def style(state: str) -> str:
    """The look of a state."""
    return _STYLES.get(State(state), "")


def told_in(why: Why | None) -> str:
    """A reason in the reader's language."""
    return "" if why is None else why[1 if language() == "en" else 0]


def address(mandate: Mandate, route: str = "mandate", **more: object) -> str:
    """Where a mandate (or something of it) is."""
    return reverse(f"site:{route}", kwargs={**parts(mandate), **more})


def parts(mandate: Mandate) -> dict[str, str]:
    """The parts of an address that name a mandate: its case, and SKK-n."""
    case, _slash, own = mandate.number.rpartition("/")
    return {"case": case, "skk": own}


def item_words(item: Item) -> str:
    """What an item of the work list is about."""
    if item.matter == Matter.INSTALMENT_LATE:
        return _("%(count)s angsuran sejak %(day)s") % {
            "count": number(int(item.what)), "day": day(item.on)
        }  # fmt: skip
    if item.what == "INSTALMENT":
        return _("angsuran jatuh tempo %(day)s") % {"day": day(item.on)}
    if item.what in _AWAITED:
        return f"{_AWAITED[Act(item.what)]} · {day(item.on)}"
    if item.what in State.values:
        return f"{State(item.what).label} · {day(item.on)}"
    return _("sejak %(day)s") % {"day": day(item.on)}


@dataclass(frozen=True)
class Told:
    """One thing that was told with an act."""

    name: object
    value: str


def told(step: MandateStep) -> list[Told]:
    """What was told with an act, in words; plans and attorneys have tables of their own."""
    shown = []
    for name, value in step.data.items():
        field = FIELDS.get(name)
        if field is None or field.shape in ("plan", "users") or name == "reason":
            continue
        shown.append(Told(field.label, _value(field.shape, dict(field.choices), value)))
    return shown


def _value(shape: str, choices: dict[str, object], value: object) -> str:
    if shape == "choice":
        return str(choices.get(str(value), value))
    if shape == "day":
        return day(date.fromisoformat(str(value)))
    if shape == "money":
        return rupiah(int(str(value)))
    if shape == "yes":
        return _("Ya") if value else _("Tidak")
    if shape == "people" and isinstance(value, list):
        return "; ".join(f"{row['name']} ({row['title']}, {row['party']})" for row in value)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def summary(view: MandateView) -> str:
    """The one sentence of a mandate: what it is waiting for."""
    mandate, account = view.mandate, view.account
    if mandate.close_reason:
        return str(CloseReason(mandate.close_reason).label)
    if mandate.state == State.RETURNED:
        return _("SKK dikembalikan kepada kantor cabang")
    if account.handed_over and account.remaining <= 0:
        return _("Tidak ada sisa menurut buku besar")
    last = next((step for step in view.steps if step.due_on), None)
    if view.plan is not None and mandate.state in (State.AGREED, State.INSTALMENT):
        following = next((one for one in view.plan.standing(view.as_of) if not one.met_on), None)
        if following:
            return _("angsuran ke-%(number)s jatuh tempo %(day)s") % {
                "number": following.number, "day": day(following.due_on)
            }  # fmt: skip
    if last is not None and last.due_on and last.state == mandate.state:
        return _("ditunggu sampai %(day)s") % {"day": day(last.due_on)}
    return _("sejak %(day)s") % {"day": day(mandate.last_step_on or mandate.requested_on)}


def instalment_style(one: InstalmentState, on: date) -> tuple[str, str]:
    """The look and the word of an instalment on a day."""
    if one.met_on is not None:
        return ("state--good", _("terlambat dibayar") if one.was_late else _("dibayar"))
    if one.is_missed:
        return "state--bad", _("lewat")
    if one.due_on == on:
        return "state--warn", _("hari ini")
    return "state--quiet", _("belum jatuh tempo")


def side_words(side: str) -> str:
    """Who does an act."""
    return str(SIDES[side])
