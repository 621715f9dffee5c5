"""How lists and rows are told on pages: states, figures, what is open to a reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.site.pages.list_cover_words import state_name, style_of
from payung.sponsorship.listing.asking import may_be_edited
from payung.sponsorship.models import BeneficiaryList, ListAct, RowStatus

#: The look of a row's status; its word stands beside.
ROW_STYLES = {
    RowStatus.PROPOSED: "state--quiet",
    RowStatus.DOUBTFUL: "state--warn",
    RowStatus.REFUSED: "state--bad",
    RowStatus.REJECTED: "state--bad",
    RowStatus.DROPPED: "state--quiet",
    RowStatus.REPLACED: "state--quiet",
}
#: Rows that were found eligible, wherever they stand by now.
_ELIGIBLE = (
    *(RowStatus.VALID, RowStatus.DECREED, RowStatus.REJECTED, RowStatus.REPLACED),
    *(RowStatus.REGISTERED, RowStatus.CARD_HANDED, RowStatus.RENEWED, RowStatus.DROPPED),
)
#: Before the decree a list may be cleaned, returned and withdrawn.
_CLEANABLE = (ListAct.Kind.PROPOSED, ListAct.Kind.CLEANED)


@dataclass(frozen=True)
class ListWords:
    """A list as a line of a table."""

    found: BeneficiaryList
    state: str
    style: str
    rows: int
    eligible: int
    doubtful: int
    refused: int


def row_style(status: str) -> str:
    """The look of a row's status."""
    return ROW_STYLES.get(RowStatus(status), "state--good")


def list_words(found: BeneficiaryList, counts: dict[str, int]) -> ListWords:
    """A list with its state and its rows; ``found.last_act`` is annotated by the query."""
    state = found.last_act or ""
    return ListWords(
        found=found,
        state=state_name(state),
        style=style_of(state) or ("state--warn" if state == ListAct.Kind.PROPOSED else ""),
        rows=sum(counts.values()),
        eligible=sum(counts.get(status, 0) for status in _ELIGIBLE),
        doubtful=counts.get(RowStatus.DOUBTFUL, 0),
        refused=counts.get(RowStatus.REFUSED, 0),
    )


def open_acts(reader: Reader, found: BeneficiaryList) -> frozenset[str]:
    """What the reader may do with a list now: clean, return, withdraw, enter, submit, answer."""
    last = found.last_act
    acts = set()
    if reader.can(permissions.MANAGE_LISTS) and last in _CLEANABLE:
        acts |= {"clean", "return"}
    if reader.can(permissions.PROPOSE_LISTS):
        if may_be_edited(found):
            acts |= {"enter", "submit", "withdraw"}
        elif last in _CLEANABLE:
            acts |= {"withdraw"}
    if reader.can(permissions.PROPOSE_LISTS) or reader.can(permissions.MANAGE_LISTS):
        acts |= {"answer"}
    return frozenset(acts)


def what_is_next(found: BeneficiaryList, words: ListWords, acts: frozenset[str]) -> str:
    """One sentence: what the list waits for."""
    last = found.last_act
    if last is None:
        return _("Daftar ini masih konsep. Serahkan bila semua orang sudah diisi.")
    if last == ListAct.Kind.RETURNED:
        return _("Daftar dikembalikan. Perbaiki barisnya lalu serahkan lagi.")
    if last == ListAct.Kind.PROPOSED:
        return (
            _("Daftar menunggu diperiksa.")
            if "clean" in acts
            else _("Daftar sudah diserahkan dan menunggu diperiksa dinas tenaga kerja.")
        )
    if words.doubtful:
        return _("%(many)s baris perlu diputuskan.") % {"many": words.doubtful}
    if last == ListAct.Kind.CLEANED:
        return _("Pemeriksaan selesai; daftar siap ditetapkan.")
    return ""
