"""The way of a list, from the proposal to active cover: every act that it can take, in one table.

A row says from which states an act is possible, to which state it leads, who may do it, which
letter goes with it, and what must hold. Operations, pages, diagram and tests are made from this
table. A state is read from the acts, and between registering and the hand-over of cards from the
books: billed and paid are nowhere typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS, REGISTER_LISTS
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import BeneficiaryList, ListAct

_Kind = ListAct.Kind
#: A list without any act yet.
NEW: Final = ""

#: A list whose people are being made members, or are members.
DECIDED: Final = frozenset(
    {
        *(_Kind.DECREED, _Kind.AGREED, _Kind.REGISTERED, _Kind.BILLED, _Kind.PAID),
        *(_Kind.CARDS_HANDED, _Kind.RENEWED),
    }
)
COVERED: Final = DECIDED - {_Kind.DECREED, _Kind.AGREED}


@dataclass(frozen=True)
class Rule:
    """One act: ``to`` None leaves the state as it is; ``guard`` says in words what must hold.

    ``by_books``: no act is written; the books of contributions say that it is so.
    """

    kind: str
    act: Promise
    from_states: frozenset[str]
    to: str | None
    permissions: frozenset[str]
    guard: Promise
    letters: tuple[str, ...] = ()
    by_books: bool = False
    needs_reason: bool = False

    def leads_to(self, state: str) -> str:
        """The state after this act, taken in ``state``."""
        return state if self.to is None or state in self.stays_in else self.to

    @property
    def stays_in(self) -> frozenset[str]:
        """The states that are further on already: a late decree does not take a list back."""
        if self.kind not in _FORWARD:
            return frozenset()
        return frozenset(_FORWARD[_FORWARD.index(self.kind) :])


#: The way forward; an act for a remainder of a list that is further on leaves its state.
_FORWARD: Final = (
    *(_Kind.PROPOSED, _Kind.CLEANED, _Kind.DECREED, _Kind.AGREED, _Kind.REGISTERED),
    *(_Kind.BILLED, _Kind.PAID, _Kind.CARDS_HANDED, _Kind.RENEWED),
)
_OFFICES: Final = frozenset({MANAGE_LISTS})
_PROPOSERS: Final = frozenset({PROPOSE_LISTS, MANAGE_LISTS})

RULES: Final[dict[str, Rule]] = {
    rule.kind: rule
    for rule in (
        Rule(
            _Kind.PROPOSED, _("Mengusulkan"), frozenset({NEW, _Kind.RETURNED}), _Kind.PROPOSED,
            _PROPOSERS, _("Pengusul satu perangkat daerah atau satu desa."),
        ),
        Rule(
            _Kind.CLEANED, _("Memeriksa"),
            frozenset({_Kind.PROPOSED, _Kind.CLEANED}) | DECIDED, _Kind.CLEANED,
            _OFFICES, _("Setiap baris diperiksa; yang ragu diputuskan petugas."),
        ),
        Rule(
            _Kind.RETURNED, _("Mengembalikan"), frozenset({_Kind.PROPOSED, _Kind.CLEANED}),
            _Kind.RETURNED, _OFFICES, _("Dengan alasan."), needs_reason=True,
        ),
        Rule(
            _Kind.WITHDRAWN, _("Menarik"),
            frozenset({NEW, _Kind.PROPOSED, _Kind.CLEANED, _Kind.RETURNED}), _Kind.WITHDRAWN,
            _PROPOSERS, _("Dengan alasan; belum ditetapkan."), needs_reason=True,
        ),
        Rule(
            _Kind.DECREED, _("Menetapkan"), frozenset({_Kind.CLEANED}) | DECIDED, _Kind.DECREED,
            _OFFICES,
            _("Hanya baris yang layak; keputusan ditandatangani kepala daerah yang berwenang."),
            letters=("beneficiary_decree", "replacement_decree"),
        ),
        Rule(
            _Kind.AGREED, _("Memperjanjikan"), DECIDED, _Kind.AGREED,
            frozenset({MANAGE_LISTS, REGISTER_LISTS}),
            _("Perjanjian berlaku antara kantor cabang dan pihak yang membayar; dilewati bila "
              "sudah ada."),
            letters=("agreement",),
        ),
        Rule(
            _Kind.REGISTERED, _("Mendaftarkan"), DECIDED, _Kind.REGISTERED,
            frozenset({REGISTER_LISTS}),
            _("Ada baris yang ditetapkan, perjanjian berlaku, dan pembayar sesuai sumber dana; "
              "baris yang ditolak sistem dicatat dengan sebabnya."),
        ),
        Rule(
            _Kind.BILLED, _("Menagih"), frozenset({_Kind.REGISTERED}), _Kind.BILLED, frozenset(),
            _("Terbaca dari tagihan; tidak diketik."), by_books=True,
        ),
        Rule(
            _Kind.PAID, _("Membayar"), frozenset({_Kind.BILLED}), _Kind.PAID, frozenset(),
            _("Semua tagihan daftar ini lunas; terbaca dari pembukuan."), by_books=True,
        ),
        Rule(
            _Kind.CARDS_HANDED, _("Menyerahkan kartu"), COVERED, _Kind.CARDS_HANDED,
            _PROPOSERS, _("Berita acara serah terima ditandatangani."), letters=("card_handover",),
        ),
        Rule(
            _Kind.RENEWED, _("Memperpanjang"), COVERED, _Kind.RENEWED,
            _OFFICES, _("Daftar baru untuk bulan berikutnya, diperiksa lagi."),
        ),
        Rule(
            _Kind.CLOSED, _("Menutup"), DECIDED, _Kind.CLOSED, _OFFICES,
            _("Tidak ada lagi yang ditanggung; dengan alasan."), needs_reason=True,
        ),
    )
}  # fmt: skip


def state_from(kinds: Iterable[str], *, billed: bool = False, paid: bool = False) -> str:
    """The state after acts of these kinds, in their order, and by what the books say."""
    state = NEW
    for kind in kinds:
        state = RULES[kind].leads_to(state)
    if state == _Kind.REGISTERED and billed:
        return _Kind.PAID if paid else _Kind.BILLED
    return state


def state_of(found: BeneficiaryList) -> str:
    """The state by the acts alone (``queries.covers.states`` also reads the books)."""
    return state_from(found.acts.order_by("pk").values_list("kind", flat=True))


def refuse_unless(found: BeneficiaryList, kind: str) -> str:
    """The state of a list in which an act is possible. Raises ``ListRefused`` naming the ways."""
    state, rule = state_of(found), RULES[kind]
    if state in rule.from_states:
        return state
    named = {NEW: "baru"} | {one.value: str(one.label) for one in _Kind}
    ways = ", ".join(sorted(named[one] for one in rule.from_states if not told_by_books(one)))
    raise ListRefused(
        "list_act_not_possible",
        f"Daftar {found.number} berstatus {named[state]}; langkah “{rule.act}” hanya mungkin dari: "
        f"{ways}.",
        f"List {found.number} is {state or 'NEW'}; the act {kind} is possible from: "
        f"{', '.join(sorted(one or 'NEW' for one in rule.from_states))}.",
        list=found.number,
        state=state,
        act=kind,
    )


def told_by_books(state: str) -> bool:
    """Whether a state is one that only the books tell."""
    return state in RULES and RULES[state].by_books


def transitions() -> Iterator[tuple[str, str, str]]:
    """Every (state, act, state) of the table."""
    order = (NEW, *(one.value for one in _Kind))
    for rule in RULES.values():
        for state in sorted(rule.from_states, key=order.index):
            yield state, rule.kind, rule.leads_to(state)
