"""What the summary of a claim says: questions, facts, what comes next, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.facts import Gathered, Sourced
from payung.claims.models import Answer, Claim, ClaimState, Finding
from payung.claims.queries.succession import AS_BEFORE, NOBODY
from payung.claims.signs import Sign, key_of
from payung.claims.signs.words import Told, told
from payung.site.formatting import language, number
from payung.site.pages.claim_fact_words import fact_name, value_text

#: What has to be granted to follow a fact to its book.
_BOOKS = {
    "site:employer_account": permissions.VIEW_PAYMENTS,
    "site:employer_workers": permissions.VIEW_WORKERS,
    "site:claim": permissions.VIEW_CLAIMS,
    "site:claim_family": permissions.VIEW_CLAIMS,
}


@dataclass(frozen=True)
class Asked:
    """A question as the page shows it; ``answer`` None while it is open."""

    key: str
    words: Told
    answer: Answer | None

    @property
    def is_open(self) -> bool:
        """Whether nobody answered yet."""
        return self.answer is None


def asked(found: Claim, signs: Iterable[Sign]) -> list[Asked]:
    """The questions of a claim in words, those that are open first."""
    answers = {
        key_of(row.question): row
        for row in Answer.objects.filter(question__claim=found)
        .select_related("question", "recorded_by")
        .order_by("pk")
    }
    names = {f"party:{pk}": name for pk, name in found.parties.values_list("pk", "name")}
    rows = [
        Asked(sign.key, told(sign, language(), names.get(sign.about, "")), answers.get(sign.key))
        for sign in signs
    ]
    return sorted(rows, key=lambda row: not row.is_open)


@dataclass(frozen=True)
class Fact:
    """A fact as the page shows it, with the way to the book that it comes from."""

    field: str
    name: str
    value: str
    source: str
    address: str
    is_finding: bool
    books: str

    @property
    def differs(self) -> bool:
        """Whether an officer found something else than the books say."""
        return bool(self.books) and self.books != self.value


def facts(reader: Reader, gathered: Gathered, on: date) -> list[Fact]:
    """All facts of a claim in words."""
    return [_fact(reader, gathered.door, one, on) for one in gathered.sources]


def _fact(reader: Reader, door: str, one: Sourced, on: date) -> Fact:
    is_english = language() == "en"
    books = "" if one.book_value is None else value_text(door, one.field, one.book_value, on)
    return Fact(
        field=one.field,
        name=one.label_en if is_english else one.label_id,
        value=value_text(door, one.field, one.value, on),
        source=one.source_en if is_english else one.source_id,
        address=_address(reader, one),
        is_finding=one.is_finding,
        books=books,
    )


def _address(reader: Reader, one: Sourced) -> str:
    if not one.url_name or not reader.can(_BOOKS[one.url_name]):
        return ""
    try:
        return reverse(one.url_name, args=one.args)
    except NoReverseMatch:  # a payer whose number is none of ours
        return ""


@dataclass(frozen=True)
class Next:
    """What comes next, who does it, and where."""

    act: str
    beside: str
    address: str = ""


def following(
    found: Claim, *, of_employer: bool, questions: int, missing: Sequence[str], papers: int
) -> Next:
    """The next thing to do with a claim, in the order in which things get in the way.

    ``of_employer``: only the employer has something to pay. ``missing`` are fields of facts,
    ``papers`` and ``questions`` how many are open.
    """
    here = reverse("site:claim", args=[found.number])
    if of_employer:
        return Next(_("Tunggu bukti bayar"), _("dari pemberi kerja"))
    if found.state in _SETTLED:
        return Next(*map(str, _SETTLED[ClaimState(found.state)]))
    if papers:
        act = ngettext("Minta %(n)s berkas", "Minta %(n)s berkas", papers) % {"n": number(papers)}
        return Next(act, _("yang masih kurang"), _tab(found, "claim_papers"))
    if found.state in (ClaimState.DRAFT, ClaimState.RECEIVED):
        return Next(_("Periksa berkas"), _("lalu nyatakan lengkap"), _tab(found, "claim_papers"))
    if missing:
        heirs = "heirs" in missing or "survivors" in missing
        address = _tab(found, "claim_family") if heirs else f"{here}#temuan"
        names = ", ".join(fact_name(name) for name in missing[:2])
        return Next(_("Lengkapi fakta"), names, address)
    if questions:
        act = ngettext("Jawab %(n)s pertanyaan", "Jawab %(n)s pertanyaan", questions)
        return Next(act % {"n": number(questions)}, _("sebelum diputus"), f"{here}#pertanyaan")
    return Next(_("Putuskan"), _("semua fakta diketahui"), _tab(found, "claim_decision"))


_SETTLED = {
    ClaimState.PROPOSED: (
        gettext_lazy("Setujui atau kembalikan"),
        gettext_lazy("oleh orang kedua"),
    ),
    ClaimState.GRANTED: (gettext_lazy("Bayarkan"), gettext_lazy("oleh petugas keuangan")),
    ClaimState.PAID: (gettext_lazy("Selesai"), gettext_lazy("manfaat dibayar")),
    ClaimState.REFUSED: (gettext_lazy("Selesai"), gettext_lazy("pemohon dapat berkeberatan")),
    ClaimState.WITHDRAWN: (gettext_lazy("Selesai"), gettext_lazy("klaim dicabut")),
}


def _tab(found: Claim, route: str) -> str:
    return reverse(f"site:{route}", args=[found.number])


#: What a step of the history is called; others are told by the state that they led to.
STEP_NAMES = {
    "RECEIVED": gettext_lazy("Klaim diterima"),
    "FILED_ONLINE": gettext_lazy("Diajukan secara daring"),
    "ACCEPTED": gettext_lazy("Pengajuan daring diterima"),
    "REPLACED": gettext_lazy("Diganti klaim di kantor cabang"),
    "TAKEN_OVER": gettext_lazy("Diambil alih dari sistem lama"),
    "CODE_GIVEN": gettext_lazy("Kode klaim diberikan"),
    "FIRST_REPORT": gettext_lazy("Laporan kecelakaan tahap I"),
    "SECOND_REPORT": gettext_lazy("Laporan kecelakaan tahap II"),
    "SITUATIONS": gettext_lazy("Keadaan klaim dicatat"),
    "PAPER_RECEIVED": gettext_lazy("Berkas diterima"),
    "PAPER_ACCEPTED": gettext_lazy("Berkas diperiksa, sesuai"),
    "PAPER_REJECTED": gettext_lazy("Berkas diperiksa, tidak sesuai"),
    "PARTY_ADDED": gettext_lazy("Anggota keluarga dicatat"),
    "PARTY_CHANGED": gettext_lazy("Data keluarga diubah"),
    "PARTY_REMOVED": gettext_lazy("Anggota keluarga dikeluarkan"),
    "FAMILY_COPIED": gettext_lazy("Susunan keluarga disalin"),
    "GUARDIAN_NAMED": gettext_lazy("Wali dicatat"),
    "SHARES_AGREED": gettext_lazy("Pembagian disepakati"),
    "ACCOUNT_ADDED": gettext_lazy("Rekening dicatat"),
    "ACCOUNT_CONFIRMED": gettext_lazy("Rekening dicocokkan"),
    "SENT_BACK": gettext_lazy("Dikembalikan kepada petugas"),
    "RECEIVERS_SEALED": gettext_lazy("Penerima dicocokkan lagi"),
    "REOPENED": gettext_lazy("Dibuka kembali"),
    "HOLD_PLACED": gettext_lazy("Pembayaran ditahan"),
    "HOLD_LIFTED": gettext_lazy("Penahanan dicabut"),
    "PAID_BEYOND": gettext_lazy("Terbayar lebih"),
    "PAYMENT_RETURNED": gettext_lazy("Pembayaran dikembalikan bank"),
    "SHARE_LETTER": gettext_lazy("Surat kepada pemberi kerja disusun"),
    "SHARE_SETTLED": gettext_lazy("Pemberi kerja membayar bagiannya"),
    "PROOF_TAKEN_BACK": gettext_lazy("Bukti dicabut"),
    "SCHOLARSHIP_ENDED": gettext_lazy("Beasiswa diakhiri"),
    "JOB_LOSS_ENDED": gettext_lazy("JKP diakhiri"),
    "PENSION_END_TAKEN_BACK": gettext_lazy("Pengakhiran pensiun dicabut"),
    "OBJECTION_ACCEPTED": gettext_lazy("Keberatan diterima"),
    "OBJECTION_REJECTED": gettext_lazy("Keberatan ditolak"),
    "FINDING": gettext_lazy("Temuan dicatat"),
    "QUESTION_ANSWERED": gettext_lazy("Pertanyaan dijawab"),
    "PENSION_STOPPED": gettext_lazy("Pensiun diakhiri"),
    NOBODY: gettext_lazy("Tidak ada yang melanjutkan pensiun"),
    AS_BEFORE: gettext_lazy("Pensiun yang dilanjutkan tetap sama"),
    "OBJECTED": gettext_lazy("Keberatan diajukan"),
    "PROOF_SENT": gettext_lazy("Bukti dikirim daring"),
    "PROOF_REFUSED": gettext_lazy("Bukti daring ditolak"),
    "PROOF_RECORDED": gettext_lazy("Bukti dicatat"),
}


def history_of(finding: Iterable[Finding], door: str, on: date) -> list[tuple[Finding, str]]:
    """The findings of one field, newest first, in words."""
    return [
        (row, _("Dicabut") if row.value is None else value_text(door, row.field, row.value, on))
        for row in finding
    ]
