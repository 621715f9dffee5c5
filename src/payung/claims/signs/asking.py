"""Questions of a claim: raised once each, answered by an officer, open until then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.models import Answer, Claim, Question
from payung.claims.reach import held_claim
from payung.claims.signs import books, matches, people
from payung.claims.signs.sign import Known, Sign, key_of
from payung.claims.steps import add_step
from payung.clock import today

SHORTEST_ANSWER, LONGEST_ANSWER = 5, 500
_ALL = (*books.SIGNS, *people.SIGNS, *matches.SIGNS)


def signs_of(claim: Claim) -> tuple[Sign, ...]:
    """All that there is to ask about a claim as the books stand now; nothing is written."""
    return looked_at(claim)[1]


def looked_at(claim: Claim) -> tuple[Known, tuple[Sign, ...]]:
    """As ``signs_of``, with the facts and books that were read for it."""
    known = Known(claim)
    return known, tuple(sign for look in _ALL for sign in look(known))


def raise_questions(claim: Claim) -> tuple[Question, ...]:
    """The questions that stand for a claim now; new ones are kept. Repeats change nothing.

    A question whose reason is gone (the account was corrected) is left out; it keeps its row. A
    sign with other facts is another question.
    """
    return raise_for(claim, signs_of(claim))


def raise_for(claim: Claim, signs: Iterable[Sign]) -> tuple[Question, ...]:
    """As ``raise_questions``, for signs that were just looked for."""
    kept = {key_of(row): row for row in claim.questions.order_by("pk")}
    standing = []
    for sign in signs:
        row = kept.get(sign.key)
        if row is None:
            row = _keep(claim, sign)
        standing.append(row)
    return tuple(standing)


def _keep(claim: Claim, sign: Sign) -> Question:
    named = {"claim": claim, "code": sign.code, "about": sign.about, "facts": sign.facts}
    try:
        with transaction.atomic():
            return Question.objects.create(**named, raised_on=today())
    except IntegrityError:  # somebody asked the same at the same moment
        return Question.objects.get(**named)


def open_questions(claim: Claim) -> tuple[Question, ...]:
    """The standing questions that nobody has answered; while there is one, nothing is decided."""
    return unanswered(raise_questions(claim))


def unanswered(standing: Sequence[Question]) -> tuple[Question, ...]:
    """Those of the questions that nobody has answered."""
    if not standing:
        return ()
    answered = set(
        Answer.objects.filter(question__in=standing).values_list("question_id", flat=True)
    )
    return tuple(row for row in standing if row.pk not in answered)


@transaction.atomic
def answer_question(
    *, actor: Reader, number: str, question: int | str, text: str, version: int | None = None
) -> Answer:
    """Keep how an officer resolved a question of a claim: the number of its row, or its key.

    Raises ``AccessRefused`` and ``NotFound`` as every act does, ``ClaimRefused`` for a question
    that does not stand (``no_question``), one that is answered (``answered``), an answer that says
    nothing (``answer_too_short``), or one that concerns the officer himself
    (``answered_by_another``).
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    if version is not None:
        require_version(claim, version)
    standing = raise_questions(claim)
    row = next((one for one in standing if question in (one.pk, key_of(one))), None)
    if row is None:
        raise ClaimRefused(
            "no_question",
            "Pertanyaan itu tidak berlaku lagi: datanya sudah berubah. Muat ulang halaman ini.",
            "That question no longer stands: its facts have changed. Reload this page.",
        )
    told = mask_number_runs(" ".join(text.split()))
    _check_answer(actor, row, told)
    with acting(actor, f"Menjawab pertanyaan {row.code} pada klaim {claim.number}"):
        made = Answer.objects.create(question=row, text=told, recorded_by=actor.user)
        add_step(claim, "QUESTION_ANSWERED", by=actor.user, note=told, code=row.code)
    return made


def _check_answer(actor: Reader, row: Question, told: str) -> None:
    if row.answers.exists():
        raise ClaimRefused(
            "answered",
            "Pertanyaan ini sudah dijawab orang lain. Muat ulang halaman ini.",
            "Somebody else has answered this question. Reload this page.",
        )
    if row.facts.get("user") == actor.user.pk:
        raise ClaimRefused(
            "answered_by_another",
            "Pertanyaan ini menyangkut Anda sendiri, jadi dijawab oleh petugas lain.",
            "This question concerns yourself, so another officer answers it.",
        )
    if not SHORTEST_ANSWER <= len(told) <= LONGEST_ANSWER:
        raise ClaimRefused(
            "answer_too_short",
            f"Jawaban terdiri atas {SHORTEST_ANSWER} sampai {LONGEST_ANSWER} huruf: apa yang Anda "
            f"periksa dan apa hasilnya. Ditemukan {len(told)} huruf.",
            f"An answer has {SHORTEST_ANSWER} to {LONGEST_ANSWER} letters: what you checked and "
            f"what came of it. Found {len(told)}.",
        )


def require_version(claim: Claim, version: int) -> None:
    """Raises ``ClaimRefused`` (``changed_meanwhile``) for a form filled on an older state."""
    if version != claim.version:
        raise ClaimRefused(
            "changed_meanwhile",
            f"Klaim {claim.number} diubah orang lain sejak halaman ini dibuka. Muat ulang "
            "halaman, lalu periksa kembali.",
            f"Claim {claim.number} was changed by somebody else since this page was opened. "
            "Reload it and check again.",
        )
