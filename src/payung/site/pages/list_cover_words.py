"""How the way of a list is told: its rungs, its funnel, and the steps that are open to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.site.charts import Stage
from payung.site.formatting import number, short_day
from payung.sponsorship.list_states import COVERED, DECIDED, NEW
from payung.sponsorship.models import ListAct
from payung.sponsorship.queries.covers import Funnel

_Kind = ListAct.Kind
#: The way forward as it is shown; the other states stand beside it in words.
_WAY = (
    *(_Kind.PROPOSED, _Kind.CLEANED, _Kind.DECREED, _Kind.AGREED, _Kind.REGISTERED),
    *(_Kind.BILLED, _Kind.PAID, _Kind.CARDS_HANDED, _Kind.RENEWED),
)
_STYLES = {
    _Kind.RETURNED: "state--warn",
    _Kind.WITHDRAWN: "state--quiet",
    _Kind.CLOSED: "state--quiet",
    _Kind.PAID: "state--good",
    _Kind.CARDS_HANDED: "state--good",
    _Kind.RENEWED: "state--good",
}
#: The stages of the funnel: field, name, meaning.
STAGES: tuple[tuple[str, Promise, Promise], ...] = (
    ("proposed", gettext_lazy("Diusulkan"), gettext_lazy("baris pada daftar")),
    ("valid", gettext_lazy("Layak"), gettext_lazy("lulus pemeriksaan")),
    ("decreed", gettext_lazy("Ditetapkan"), gettext_lazy("tercantum dalam keputusan")),
    ("registered", gettext_lazy("Terdaftar"), gettext_lazy("diterima sistem sebagai peserta")),
    ("billed", gettext_lazy("Ditagih"), gettext_lazy("sudah ada tagihannya")),
    ("paid", gettext_lazy("Dibayar"), gettext_lazy("yang jatuh tempo sudah lunas")),
    ("active", gettext_lazy("Aktif"), gettext_lazy("peserta aktif hari ini")),
)
#: Where those are who did not come through: field, name.
APART: tuple[tuple[str, Promise], ...] = (
    ("refused", gettext_lazy("Tidak layak")),
    ("undecided", gettext_lazy("Belum diperiksa atau ragu")),
    ("undecreed", gettext_lazy("Layak, belum ditetapkan")),
    ("waiting", gettext_lazy("Ditetapkan, belum didaftarkan")),
    ("rejected", gettext_lazy("Ditolak sistem, belum diganti")),
    ("replaced", gettext_lazy("Sudah diganti")),
    ("dropped", gettext_lazy("Keluar sesudah terdaftar")),
)


@dataclass(frozen=True)
class Rung:
    """One stage of the way: done, here, to come or left out."""

    name: str
    state: str
    beside: str


@dataclass(frozen=True)
class Step:
    """A step that is open now, and where it is taken."""

    name: str
    address: str
    main: bool


def state_name(state: str) -> str:
    """What a state is called."""
    return _("Konsep") if state == NEW else str(_Kind(state).label)


def style_of(state: str) -> str:
    """The look of a state; its word stands beside."""
    return _STYLES.get(_Kind(state), "") if state else "state--quiet"


def rungs(acts: Iterable[ListAct], state: str, funnel: Funnel) -> list[Rung]:
    """The way of a list, with the day of each act that was done last."""
    days: dict[str, date] = {act.kind: act.happened_on for act in acts}
    here = _WAY.index(_Kind(state)) if state in _WAY else -1
    by_books = {
        _Kind.BILLED: funnel.billed > 0,
        _Kind.PAID: 0 < funnel.registered == funnel.paid,
    }
    found = []
    for place, kind in enumerate(_WAY):
        done = by_books.get(kind, kind in days)
        left = "skipped" if place < here and kind not in by_books else "next"
        shown = "here" if place == here else "done" if done else left
        beside = short_day(days[kind]) if kind in days else ""
        if kind in by_books:
            beside = _("menurut pembukuan") if done else _("belum, menurut pembukuan")
        found.append(Rung(str(kind.label), shown, beside))
    return found


def stages(funnel: Funnel) -> list[Stage]:
    """The funnel as a chart shows it."""
    return [Stage(str(name), getattr(funnel, field)) for field, name, _meaning in STAGES]


def stage_rows(funnel: Funnel) -> list[tuple[str, str, int, int | None]]:
    """The funnel as the table beside the chart: name, meaning, people, share of the first (bp)."""
    whole = funnel.proposed
    return [
        (
            str(name),
            str(meaning),
            getattr(funnel, field),
            (getattr(funnel, field) * 20_000 + whole) // (2 * whole) if whole else None,
        )
        for field, name, meaning in STAGES
    ]


def apart_rows(funnel: Funnel) -> list[tuple[str, int]]:
    """Those who did not come through, by where they are; empty ones left out."""
    told = [(str(name), getattr(funnel, field)) for field, name in APART]
    return [(name, people) for name, people in told if people]


def steps(reader: Reader, list_id: int, state: str, funnel: Funnel, here: str = "") -> list[Step]:
    """The steps of the way that a reader may take now beside the one ``here``; the next first."""
    manages = reader.can(permissions.MANAGE_LISTS)
    decrees = manages or (
        reader.can(permissions.SIGN_LETTERS) and reader.can(permissions.VIEW_LISTS)
    )
    on_the_way = state in DECIDED or state == _Kind.CLEANED
    offered: list[tuple[bool, bool, str, str]] = [
        (decrees and on_the_way and funnel.undecreed > 0, True, _("Penetapan"), "list_decree"),
        (
            reader.can(permissions.REGISTER_LISTS) and funnel.waiting > 0,
            True,
            _("Pendaftaran"),
            "list_register",
        ),
        (
            reader.can(permissions.PROPOSE_LISTS)
            and funnel.rejected + funnel.refused > 0
            and state in DECIDED,
            funnel.waiting == 0,
            _("Penggantian"),
            "list_replace",
        ),
        (
            reader.can(permissions.PROPOSE_LISTS)
            and funnel.registered > funnel.cards + funnel.dropped,
            False,
            _("Kartu"),
            "list_cards",
        ),
        (manages and state in COVERED, False, _("Perpanjangan"), "list_renew"),
    ]
    return [
        Step(name, reverse(f"site:{route}", kwargs={"list_id": list_id}), main)
        for open_now, main, name, route in offered
        if open_now and route != here
    ]


def explained(funnel: Funnel) -> str:
    """The sum that must add up, in a sentence."""
    others = funnel.proposed - funnel.registered
    return _("%(all)s diusulkan = %(in)s terdaftar + %(out)s yang dijelaskan sebabnya.") % {
        "all": number(funnel.proposed),
        "in": number(funnel.registered),
        "out": number(others),
    }


def total(funnels: Iterable[Funnel]) -> Funnel:
    """All of them together."""
    found = Funnel()
    for one in funnels:
        found += one
    return found


def by_region(regions: dict[int, str], funnels: Sequence[tuple[int, Funnel]]) -> dict[str, Funnel]:
    """Funnels of lists added up by the government (its name) of each."""
    found: dict[str, Funnel] = {}
    for list_id, one in funnels:
        found[regions[list_id]] = found.get(regions[list_id], Funnel()) + one
    return found
