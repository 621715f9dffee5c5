"""Claims from intake to decision: 20 officers at once, beside one alone.

    PAYUNG_HOME=/some/empty/folder python benchmarks/claims_at_once.py [--claims N] [--officers N]

Each claim is a death told at the counter: the event is registered, the widow entered with her
account, all papers of the law's checklist brought (each a PDF of its own, inspected and encrypted)
and found in order, what the books ask is answered, and the decision is proposed with the law's
amount. The officers are processes with a connection each; they share the machine's cores. Beside
it, in the same run: one officer alone. Afterwards every decision is held against ``payung law
benefit`` for the facts it kept.
"""

from __future__ import annotations

import argparse
import csv
import io
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

from billing_population import OFFICE, make_population  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from pypdf import PdfWriter  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung.access.models import Role, ScopeKind, User  # noqa: E402
from payung.access.operations import appoint_holder, create_post, create_user  # noqa: E402
from payung.access.reader import Reader, operator, reader_for  # noqa: E402
from payung.claims.family_checks import Entered  # noqa: E402
from payung.claims.models import Claim, ClaimState, Decision, EventKind, PartyRole, Question  # noqa: E402
from payung.claims.operations.accounts import add_account  # noqa: E402
from payung.claims.operations.deciding import propose_decision  # noqa: E402
from payung.claims.operations.families import add_party  # noqa: E402
from payung.claims.operations.intake import (  # noqa: E402
    add_paper,
    check_paper,
    complete_papers,
    register_event,
)
from payung.claims.papers import checklist  # noqa: E402
from payung.claims.signs import answer_question, open_questions  # noqa: E402
from payung.contributions.models import Bill  # noqa: E402
from payung.contributions.operations import import_statement, issue_bills  # noqa: E402
from payung.law.benefits.doors import decide  # noqa: E402
from payung.registry.models import Enrolment, Membership, Programme  # noqa: E402

MONTHS = (date(2024, 9, 1), date(2024, 10, 1), date(2024, 11, 1))
DIED_ON = date(2024, 12, 2)
_WORKERS_OF_AN_EMPLOYER = 50


def main() -> None:
    """Build, measure, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--officers", type=int, default=20)
    parser.add_argument("--alone", type=int, default=200, help="claims of one officer alone")
    options = parser.parse_args()
    build(options.claims + options.alone, options.officers)
    cards = list(Membership.objects.order_by("pk").values_list("card_number", flat=True))
    began = time.perf_counter()
    alone = [serve(("officer0", cards[: options.alone]))]
    one = time.perf_counter() - began
    rest = cards[options.alone : options.alone + options.claims]
    connections.close_all()
    shares = [(f"officer{n}", rest[n :: options.officers]) for n in range(options.officers)]
    with multiprocessing.get_context("spawn").Pool(options.officers) as officers:
        officers.map(ready, range(options.officers), chunksize=1)
        began = time.perf_counter()
        done = officers.map(serve, shares, chunksize=1)
        many = time.perf_counter() - began
    report(options, (alone, one), (done, many))


def build(members: int, officers: int) -> None:
    """Members with three paid months each, and the officers of their branch."""
    call_command("migrate", verbosity=0)
    make_population(members, max(1, members // _WORKERS_OF_AN_EMPLOYER), months=MONTHS)
    actor = operator()
    with tempfile.TemporaryDirectory() as folder:
        for month in MONTHS:
            issued_on = month.replace(day=10)
            issue_bills(actor=actor, office_code=OFFICE, month=month, issued_on=issued_on)
        path = Path(folder) / "mutasi.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(("tanggal", "jumlah", "keterangan", "referensi"))
            for bill in Bill.objects.order_by("pk"):
                code = f"IURAN {bill.billing_code}"
                rows.writerow((f"20-{bill.month:%m-%Y}", bill.total, code, f"BM-{bill.pk}"))
        import_statement(actor=actor, office_code=OFFICE, path=path, file_name=path.name)
    Enrolment.objects.bulk_create(
        Enrolment(membership=one, programmes=one.employer.programmes, valid_from=one.started_on)
        for one in Membership.objects.select_related("employer")
    )
    for number in range(officers):
        add_officer(actor, f"officer{number}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does within a minute


def add_officer(actor: Reader, name: str) -> None:
    """A claims officer with a post of his own."""
    user = create_user(actor=actor, username=name, full_name=f"Petugas {name}")
    post = create_post(
        actor=actor,
        title=f"Petugas Pelayanan {name}",
        role=Role.CLAIMS_OFFICER,
        scope_kind=ScopeKind.OFFICE,
        scope_code=OFFICE,
        office_code=OFFICE,
    )
    appoint_holder(actor=actor, post=post, user=user, valid_from=date(2024, 1, 1))


def ready(_: int) -> None:
    """Let a process load the law before the clock runs, as a server has."""
    decide("jkm", {"died_on": DIED_ON, "months_paid": 3})
    time.sleep(0.5)  # so that each process takes one


def serve(work: tuple[str, list[str]]) -> tuple[list[float], Counter[str]]:
    """The claims of one officer, one after the other: seconds of each, and errors by their name."""
    name, cards = work
    actor = reader_for(User.objects.get(username=name))
    took, errors = [], Counter[str]()
    for card in cards:
        began = time.perf_counter()
        try:
            from_intake_to_decision(actor, card)
        except Exception as error:  # noqa: BLE001 - every error counts, whatever it is
            errors[f"{type(error).__name__}: {str(error)[:90]}"] += 1
        took.append(time.perf_counter() - began)
    connections.close_all()
    return took, errors


def from_intake_to_decision(actor: Reader, card: str) -> None:
    """One claim, as an officer serves it."""
    (claim,) = register_event(
        actor=actor,
        card_number=card,
        kind=EventKind.DEATH,
        happened_on=DIED_ON,
        programmes=[Programme.JKM],
    )
    widow = Entered(
        role=PartyRole.HEIR,
        name=f"Janda {card}",
        relation="SPOUSE",
        birth_date=date(1985, 3, 4),
        phone=f"08{card[-10:]}",
    )
    party = add_party(actor=actor, number=claim.number, told=widow)
    add_account(
        actor=actor,
        number=claim.number,
        party_id=party.pk,
        bank_name="BRI",
        account_number=card[-10:],
        account_name=widow.name,
    )
    for needed in checklist(claim):
        if not needed.is_missing:
            continue
        (paper,) = add_paper(
            actor=actor,
            number=claim.number,
            document=needed.document,
            content=scanned(f"{claim.number} {needed.document}"),
            file_name=f"{needed.document}.pdf",
            person_name=needed.person_name,
        )
        check_paper(actor=actor, number=claim.number, paper_id=paper.pk, is_accepted=True)
    complete_papers(actor=actor, number=claim.number)
    for question in open_questions(claim):
        answer_question(
            actor=actor, number=claim.number, question=question.pk, text="Sudah diperiksa."
        )
    claim.refresh_from_db()
    propose_decision(actor=actor, number=claim.number, version=claim.version)


def scanned(title: str) -> bytes:
    """A PDF of one page with its own title."""
    writer = PdfWriter()
    writer.add_blank_page(width=210, height=297)
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


Measured = tuple[list[tuple[list[float], Counter[str]]], float]


def report(options: argparse.Namespace, alone: Measured, many: Measured) -> None:
    """Print both, and whether every decision is the law's."""
    console = Console(width=100)
    table = Table(title=f"Intake to decision, {os.cpu_count()} cores")
    for head in ("officers", "claims", "seconds", "claims a second", "median s", "p95 s", "errors"):
        table.add_column(head, justify="right")
    rates = []
    for officers, (done, seconds) in ((1, alone), (options.officers, many)):
        took = [second for each, _ in done for second in each]
        errors = sum((each for _, each in done), Counter[str]())
        marks = quantiles(took, n=20)
        rates.append(len(took) / seconds)
        table.add_row(
            *(str(officers), f"{len(took):,}", f"{seconds:.1f}", f"{rates[-1]:.1f}"),
            *(f"{marks[9]:.2f}", f"{marks[18]:.2f}", str(sum(errors.values()))),
        )
        for error, times in errors.most_common(5):
            console.print(f"{times} x {error}", markup=False)
    console.print(table)
    console.print(f"{options.officers} officers at once serve {rates[1] / rates[0]:.2f} times one")
    wrong = sum(
        decide(one.door, one.facts).total != one.total for one in Decision.objects.iterator(2_000)
    )
    claims = Claim.objects.filter(state__in=(ClaimState.PROPOSED, ClaimState.GRANTED)).count()
    asked = Counter(Question.objects.values_list("code", flat=True))
    console.print(
        f"{claims:,} claims decided, {Decision.objects.count():,} decisions, "
        f"{wrong} of them not the law's amount; questions answered: {dict(asked) or 'none'}"
    )


if __name__ == "__main__":
    main()
