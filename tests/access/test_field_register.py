"""Every column about persons has its class and legal basis in docs/privasi.md."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from payung.access.rotation import cipher_columns

REGISTER = Path(__file__).parents[2] / "docs" / "privasi.md"
CLASSES = {"publik", "internal", "pribadi", "spesifik"}
ABOUT_PERSONS = [
    "access.User",
    "access.PostHolder",
    "access.IdentityView",
    "registry.Person",
    "registry.Membership",
    "registry.Enrolment",
    "registry.WageReport",
    "registry.VanishedWorker",
    "contributions.BillLine",
    "partnerships.Signature",
    "partnerships.Attendance",
    "compliance.ListedFirm",
    "compliance.PayrollLine",
    "compliance.Case",
    "compliance.CaseStep",
    "compliance.InspectionLine",
    "compliance.MandateStep",
    "compliance.MandateAttorney",
    "compliance.Hearing",
    "documents.Letter",
    "documents.Rendering",
    "documents.Attachment",
    "documents.ActingAuthority",
    "documents.DraftRevision",
    "sponsorship.BeneficiaryList",
    "sponsorship.ListRow",
    "sponsorship.RowVerdict",
    "sponsorship.RowStep",
    "sponsorship.CivilServant",
    "sponsorship.DropDecision",
    "sponsorship.MatchRun",
    "sponsorship.MatchPair",
    "sponsorship.MatchDecision",
    "claims.LifeEvent",
    "claims.Claim",
    "claims.ClaimStep",
    "claims.Finding",
    "claims.Question",
    "claims.Answer",
    "claims.Decision",
    "claims.Approval",
    "claims.ReceiverSeal",
    "claims.Objection",
    "claims.ObjectionReview",
    "claims.Paper",
    "claims.PaperCheck",
    "claims.AccidentReport",
    "claims.Upload",
    "claims.UploadPart",
    "claims.ClaimAccess",
    "claims.AccessAttempt",
    "claims.Party",
    "claims.PartyAccount",
    "claims.AccountCheck",
    "claims.Proof",
    "claims.ProofTakenBack",
    "claims.ProofSubmission",
    "claims.ProofSubmissionPaper",
    "claims.ProofAnswer",
    "claims.Payable",
    "claims.PayableEnd",
    "claims.Hold",
    "claims.HoldLifted",
    "claims.HandoverClaim",
    "claims.HandoverWithdrawn",
    "claims.SymbolicHandover",
    "claims.MemberSearch",
    "claims.TakeOver",
    "claims.TakeOverFile",
    "claims.TakeOverStep",
    "claims.TakenOverClaim",
    "claims.PayingAccount",
    "claims.PaymentOrder",
    "claims.PaymentLine",
    "claims.AnswerFile",
    "claims.BankAnswer",
    "claims.EmployerShare",
    "claims.ShareSettlement",
    "claims.TaxRemittance",
    "claims.TaxReversal",
    "claims.TaxCarry",
    "claims.TaxCarryReversal",
    "claims.Pension",
    "claims.PensionRate",
    "claims.PensionStop",
    "claims.PensionEndTakenBack",
    "claims.PensionWait",
]


def register() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| (\w+\.\w+) \| (\w+) \| (\w*) \|", REGISTER.read_text(), re.MULTILINE)
    assert len({column for column, _, _ in rows}) == len(rows)
    return {column: (kind, basis) for column, kind, basis in rows}


def test_every_column_about_persons_is_registered_and_no_other() -> None:
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in map(apps.get_model, ABOUT_PERSONS)
        for field in model._meta.local_concrete_fields
    }
    assert register().keys() == columns


def test_each_has_a_known_class_and_a_known_basis() -> None:
    for column, (kind, basis) in register().items():
        assert kind in CLASSES, column
        assert basis in {"D1", "D2", "D3"}, column


def test_what_is_encrypted_is_personal() -> None:
    registered = register()
    for cipher in cipher_columns():
        assert registered[f"{cipher.table}.{cipher.column}"][0] in {"pribadi", "spesifik"}
