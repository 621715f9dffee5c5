"""The rules between a stage and the next: each looks at the facts and gives the refusal, or None.

A refusal says what stands in the way and what to do instead. The table of steps
(``ladder.STEPS``) names which rules bind which step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from payung.compliance.case_refusals import CaseRefused, refused
from payung.compliance.deadlines import working_day_from
from payung.compliance.facts import Facts
from payung.compliance.models import FindingKind
from payung.law import parameters
from payung.law.formats import day as written
from payung.law.formats import rupiah as in_rupiah

Guard = Callable[[Facts], CaseRefused | None]

RECEIVABLES_MINIMUM = "compliance/receivables_minimum"


def still_owes(facts: Facts) -> CaseRefused | None:
    """Whoever has paid and corrected everything is not pursued any further."""
    if facts.owes:
        return None
    return refused(
        "nothing_owed",
        "Tidak ada lagi tunggakan atau temuan yang berdiri. Catat pemenuhannya, lalu tutup.",
        "No arrears and no finding stand any more. Record the compliance, then close the case.",
    )


def something_to_collect(facts: Facts) -> CaseRefused | None:
    """A collection letter names months and rupiah of the ledger."""
    if facts.claim.total > 0:
        return None
    return refused(
        "nothing_to_collect",
        f"Buku iuran tidak memuat tunggakan per {written(facts.on)}; tidak ada yang ditagih. "
        "Untuk temuan lain pakai surat imbauan.",
        f"The ledger holds no arrears as of {written(facts.on, 'en')}; there is nothing to "
        "collect. For other findings use the reminder letter.",
    )


def letters_signed(facts: Facts) -> CaseRefused | None:
    """The next step rests on letters that were sent, not on drafts."""
    draft = next((step for step in facts.steps if step.waits_for_signature), None)
    if draft is None:
        return None
    return refused(
        "letter_not_signed",
        f"Surat bertanggal {written(draft.happened_on)} masih konsep. Minta kepala kantor "
        "menandatanganinya, atau batalkan konsep itu.",
        f"The letter of {written(draft.happened_on, 'en')} is still a draft. Have it signed, or "
        "cancel the draft.",
        letter=draft.letter_id,
        step=draft.kind,
    )


def time_is_over(facts: Facts) -> CaseRefused | None:
    """What the last letter gave time for must have passed without compliance."""
    step = facts.waiting
    ends = facts.ends_on(step) if step is not None else None
    if step is None or ends is None or facts.on > ends:
        return None
    first = working_day_from(ends + timedelta(days=1), facts.days_off)
    return refused(
        "time_not_over",
        f"Batas waktu surat {written(step.happened_on)} berakhir {written(ends)}. "
        f"Langkah ini paling cepat {written(first)}.",
        f"The time of the letter of {written(step.happened_on, 'en')} ends on "
        f"{written(ends, 'en')}. This step is possible from {written(first, 'en')}.",
        due_on=ends.isoformat(),
        first=first.isoformat(),
    )


def asked_before(facts: Facts) -> CaseRefused | None:
    """Before a first warning the employer was asked: arrears by a collection letter, other
    findings by a reminder letter or an inspection report."""
    if FindingKind.ARREARS in facts.grounds and not facts.has("COLLECTION_LETTER"):
        return refused(
            "not_collected",
            "Tunggakannya belum pernah ditagih dengan surat. Terbitkan surat penagihan dulu.",
            "The arrears were never claimed by letter. Issue a collection letter first.",
        )
    if facts.has("REMINDER", "COLLECTION_LETTER", "INSPECTION_REPORT"):
        return None
    return refused(
        "not_asked",
        "Pemberi kerja belum pernah diimbau dengan surat. Terbitkan surat imbauan atau periksa "
        "dulu.",
        "The employer was never asked by letter. Issue a reminder or inspect first.",
    )


def no_open_objection(facts: Facts) -> CaseRefused | None:
    """An objection is answered before the office goes on."""
    told = next(
        (
            step
            for step in reversed(facts.steps)
            if step.kind == "EMPLOYER_REPLIED" and step.data.get("kind") == "OBJECTION"
        ),
        None,
    )
    answered = facts.last("OBJECTION_ANSWERED")
    if told is None or (answered is not None and answered.sequence > told.sequence):
        return None
    return refused(
        "objection_open",
        f"Keberatan pemberi kerja tanggal {written(told.happened_on)} belum dijawab. "
        "Jawab keberatan itu dulu.",
        f"The employer's objection of {written(told.happened_on, 'en')} is not answered yet. "
        "Answer it first.",
    )


def objection_open(facts: Facts) -> CaseRefused | None:
    """Only an objection that waits can be answered."""
    if no_open_objection(facts) is not None:
        return None
    return refused(
        "no_objection",
        "Tidak ada keberatan yang menunggu jawaban.",
        "There is no objection that waits for an answer.",
    )


def not_bankrupt(facts: Facts) -> CaseRefused | None:
    """The debts of a bankrupt firm are claimed from its curator and nowhere else."""
    if not facts.has("BANKRUPTCY"):
        return None
    return refused(
        "bankrupt",
        "Perusahaan ini dinyatakan pailit. Ajukan tagihannya kepada kurator.",
        "This firm was declared bankrupt. Lodge the claim with its curator.",
    )


def bankrupt(facts: Facts) -> CaseRefused | None:
    """A curator exists only after a court has declared the firm bankrupt."""
    if facts.has("BANKRUPTCY"):
        return None
    return refused(
        "not_bankrupt",
        "Belum ada putusan pailit dalam perkara ini. Catat putusannya dulu.",
        "No bankruptcy is recorded in this case. Record the court's decision first.",
    )


def warned_twice(facts: Facts) -> CaseRefused | None:
    """No way out of the ladder without both warnings, and without their time being over."""
    second = facts.last("WARNING_SECOND")
    if not facts.has("WARNING_FIRST") or second is None:
        return refused(
            "not_warned",
            "Jalan keluar baru terbuka sesudah SP1 dan SP2. Terbitkan surat itu dulu.",
            "The exits open after the first and second warning. Issue those letters first.",
        )
    ends = facts.ends_on(second)
    if ends is not None and facts.on <= ends:
        return refused(
            "time_not_over",
            f"SP2 masih berjalan sampai {written(ends)}.",
            f"The second warning runs until {written(ends, 'en')}.",
            due_on=ends.isoformat(),
        )
    return None


def has_a_base(facts: Facts) -> CaseRefused | None:
    """A fine is a share of contributions that were due."""
    if facts.base > 0:
        return None
    return refused(
        "no_base",
        "Belum ada iuran terutang yang menjadi dasar denda. Periksa dulu agar kekurangannya "
        "terhitung.",
        "There is no unpaid contribution to base a fine on. Inspect first, so that the deficit "
        "is computed.",
    )


def fined_first(facts: Facts) -> CaseRefused | None:
    """Services are denied to those whom the fine did not move (PP 86/2013 Pasal 5 to 9)."""
    if facts.base == 0 or facts.has("FINE"):
        return None
    return refused(
        "not_fined",
        "TMP2T menyusul denda administratif. Tetapkan dendanya dulu.",
        "Denial of services follows the administrative fine. Impose the fine first.",
    )


def services_denied(facts: Facts) -> CaseRefused | None:
    """Only what was asked to be denied can be restored."""
    asked, restored = facts.last("DENIAL_REQUEST"), facts.last("SERVICES_RESTORED")
    if asked is not None and (restored is None or restored.sequence < asked.sequence):
        return None
    return refused(
        "not_denied",
        "Tidak ada TMP2T yang perlu dipulihkan.",
        "There is no denial of services to be lifted.",
    )


def services_restored(facts: Facts) -> CaseRefused | None:
    """A case is not closed while its employer is still without public services."""
    if not facts.has("DENIAL_REQUEST") or services_denied(facts) is not None:
        return None
    return refused(
        "services_denied",
        "TMP2T belum dipulihkan. Minta pemulihannya dulu, baru perkara ditutup.",
        "The denial of services is not lifted yet. Ask for it first, then close the case.",
    )


def beyond_arrears(facts: Facts) -> CaseRefused | None:
    """The labour inspectorate acts on registration, wages and programmes, not on debts alone."""
    if facts.grounds - {FindingKind.ARREARS}:
        return None
    return refused(
        "only_arrears",
        "Perkara ini hanya soal tunggakan; pengawas ketenagakerjaan menangani wajib belum daftar "
        "dan daftar sebagian. Pilih kejaksaan atau piutang negara.",
        "This case is about arrears alone; the labour inspectorate deals with registration, wages "
        "and programmes. Choose the prosecutors or the state receivables committee.",
    )


def never_mandated(facts: Facts) -> CaseRefused | None:
    """What law enforcement once handled is not taken by the state receivables committee."""
    if not facts.mandated:
        return None
    return refused(
        "mandated_once",
        "Perkara ini pernah dikuasakan kepada kejaksaan (SKK); PUPN tidak menerimanya lagi.",
        "The prosecutors once had a mandate (SKK) in this case; the state receivables committee "
        "takes it no more.",
    )


def enough_for_receivables(facts: Facts) -> CaseRefused | None:
    """The state receivables committee takes no debt below its floor."""
    floor = parameters.get(RECEIVABLES_MINIMUM, facts.on)
    if facts.claim.total >= floor.number:
        return None
    return refused(
        "too_small",
        f"Piutangnya {in_rupiah(facts.claim.total)}; PUPN menerima paling sedikit "
        f"{in_rupiah(floor.number)} ({floor.article}).",
        f"The debt is {in_rupiah(facts.claim.total, 'en')}; the committee takes no less than "
        f"{in_rupiah(floor.number, 'en')} ({floor.article}).",
        found=facts.claim.total,
        expected=floor.number,
    )


def owes_nothing(facts: Facts) -> CaseRefused | None:
    """Compliance that was recorded must still hold when the case is closed."""
    owed = facts.claim.total + facts.deficit
    if not owed:
        return None
    return refused(
        "owes_again",
        f"Per {written(facts.on)} masih terutang {in_rupiah(owed)}. "
        "Buka kembali perkaranya, atau tunggu pelunasannya.",
        f"As of {written(facts.on, 'en')} {in_rupiah(owed, 'en')} is owed again. "
        "Reopen the case, or wait for the payment.",
        found=owed,
    )


def mandate_ended(facts: Facts) -> CaseRefused | None:
    """The prosecutors give a case back by ending its mandate, not beside it."""
    if not facts.mandate_running:
        return None
    return refused(
        "mandate_running",
        "Surat kuasa khususnya masih berjalan. Akhiri kuasa itu dulu; perkara kembali sesudahnya.",
        "The mandate still runs. End the mandate first; the case comes back afterwards.",
    )
