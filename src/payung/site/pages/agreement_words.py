"""How agreements, commitments and approvals are named and coloured on the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.partnerships.commitments import CommitmentState
from payung.partnerships.models import MeetingAct
from payung.partnerships.queries import NEVER, AgreementRow
from payung.partnerships.states import State
from payung.site.charts import Standing

#: The look of each state; the word always stands beside the colour.
STYLES: Final[Mapping[str, str]] = {
    State.VALID: "state--good",
    State.RENEWAL: "state--warn",
    State.UPCOMING: "",
    State.DRAFT: "state--quiet",
    State.SUBMITTED: "state--quiet",
    State.APPROVED: "",
    State.REJECTED: "state--warn",
    State.WITHDRAWN: "state--quiet",
    State.LAPSED: "state--bad",
    State.ENDED: "state--bad",
    NEVER: "state--bad",
}

#: The states of a pair of offices on the map, the most pressing first.
PAIR_STATES: Final = {
    State.LAPSED.value: _("Berakhir"),
    NEVER: _("Belum pernah ada"),
    State.RENEWAL.value: _("Masa pembaruan"),
    State.DRAFT.value: _("Draf"),
    State.UPCOMING.value: _("Akan berlaku"),
    State.VALID.value: _("Berlaku"),
}

#: The colours of the map; the word stands in the table, and beside what is not valid.
STANDINGS: Final = {
    State.VALID.value: Standing.REACHED,
    State.RENEWAL.value: Standing.HALF,
    State.LAPSED.value: Standing.FAR,
    NEVER: Standing.FAR,
}

#: The tabs of the list: what each shows.
TABS: Final = {
    "pembaruan": (_("Masa pembaruan"), (State.RENEWAL,)),
    "berlaku": (_("Berlaku"), (State.VALID, State.RENEWAL)),
    "draf": (
        _("Belum ditandatangani"),
        (State.DRAFT, State.SUBMITTED, State.APPROVED, State.REJECTED),
    ),
    "akan": (_("Akan berlaku"), (State.UPCOMING,)),
    "berakhir": (_("Berakhir"), (State.LAPSED, State.ENDED)),
}

COMMITMENT_STYLES: Final[Mapping[str, str]] = {
    CommitmentState.OPEN: "",
    CommitmentState.LATE: "state--bad",
    CommitmentState.DONE: "state--good",
    CommitmentState.CANCELLED: "state--quiet",
}

MEETING_STYLES: Final[Mapping[str, str]] = {
    MeetingAct.Kind.PLANNED: "state--quiet",
    MeetingAct.Kind.HELD: "",
    MeetingAct.Kind.SUBMITTED: "state--warn",
    MeetingAct.Kind.APPROVED: "",
    MeetingAct.Kind.REJECTED: "state--bad",
    MeetingAct.Kind.ADOPTED: "state--good",
    MeetingAct.Kind.CANCELLED: "state--quiet",
}

SCOPE_NAMES: Final = {
    "legal_assistance": _("Bantuan hukum"),
    "legal_consideration": _("Pertimbangan hukum"),
    "other_legal_action": _("Tindakan hukum lain"),
}

DATA_NAMES: Final = {
    "EMPLOYER_ACCOUNTS": _("Rekening iuran pemberi kerja yang dikuasakan"),
    "EMPLOYER_IDENTITY": _("Identitas dan alamat pemberi kerja"),
    "WORKER_COUNTS": _("Jumlah tenaga kerja, tanpa nama"),
    "COVERAGE": _("Angka cakupan daerah"),
}


def counts(rows: Sequence[AgreementRow]) -> dict[str, int]:
    """How many agreements each tab shows."""
    return {key: sum(row.state in states for row in rows) for key, (_name, states) in TABS.items()}
