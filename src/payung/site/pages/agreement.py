"""One agreement: its parties, chain, acts and text; drafting its children; signing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.models import Post
from payung.access.reader import Reader
from payung.clock import today
from payung.documents.operations import attach
from payung.documents.reach import own_offices
from payung.errors import PayungError
from payung.partnerships import operations as acts
from payung.partnerships import queries as partnerships
from payung.partnerships import texts
from payung.partnerships.districts import plan_children, two_sides
from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.models import Agreement, AgreementAct
from payung.partnerships.queries import AgreementRow
from payung.partnerships.reach import by_office, reaches_office
from payung.partnerships.states import IN_FORCE, SIGNABLE, UNSIGNED, State
from payung.site.formatting import day as day_words
from payung.site.formatting import language
from payung.site.pages import agreement_forms as entries
from payung.site.pages.agreement_words import DATA_NAMES, SCOPE_NAMES, STYLES
from payung.site.pages.commitments import files, letters_of
from payung.site.pages.gate import page
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk


@page(permissions.VIEW_AGREEMENTS, methods=["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The agreement with all that happened to it, and the forms of what may happen next."""
    row = _row(request.reader, agreement_id)
    possible = _possible(request, row, request.POST.get("act", ""))
    status = 200
    if request.method == "POST":
        if take(request, possible, lambda act: _do(request.reader, row, act)):
            return redirect("site:agreement", agreement_id=agreement_id)
        status = 400
    return render(request, "site/agreement.html", _context(request, row, possible), status=status)


@page(permissions.VIEW_AGREEMENTS)
def agreement_text(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The text of the agreement, article by article, to read and to print."""
    row = _row(request.reader, agreement_id)
    context = {
        "row": row,
        "recitals": [*texts.legal_basis(row.agreement), *texts.recitals(row.agreement)],
        "clauses": texts.clauses(row.agreement, row.parties),
        "called": [(party, texts.called(party.position)) for party in row.parties],
        "trail": _trail(row.agreement, (_("Naskah"), "")),
    }
    return render(request, "site/agreement_text.html", context)


@page(permissions.MANAGE_AGREEMENTS, methods=["GET", "HEAD", "POST"])
def agreement_children(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Draft a child for each district office, with the branch that serves it."""
    row = _row(request.reader, agreement_id)
    parent = row.agreement
    high, regional = two_sides(parent)
    planned = plan_children(parent, high, regional, parent.starts_on)
    form = entries.ChildrenForm(parent, data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = acts.draft_children(
                    actor=request.reader,
                    parent_id=parent.pk,
                    branches=_chosen_branches(request, planned),
                    **form.contents(),  # type: ignore[arg-type]
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(
                    request,
                    _("%(count)s draf perjanjian turunan disusun.") % {"count": len(made)},
                )
                return redirect("site:agreement_sign", agreement_id=parent.pk)
    context = {
        "row": row,
        "planned": planned,
        "form": form,
        "trail": _trail(parent, (_("Perjanjian turunan"), "")),
    }
    return render(request, "site/agreement_children.html", context, status=status)


@page(permissions.SIGN_AGREEMENTS, methods=["GET", "HEAD", "POST"])
def agreement_sign(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Sign an agreement and its unsigned children in one act, all or none."""
    row = _row(request.reader, agreement_id)
    family = _unsigned_family(request.reader, row)
    form = entries.SignForm(data=request.POST or None)
    status, on = 200, today()
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["signed_on"]
    previews = [(one, partnerships.signing_preview(one.agreement, on)) for one in family]
    if request.method == "POST":
        status = 400
        if form.is_valid():
            chosen = [
                one.agreement.pk for one in family if str(one.agreement.pk) in _ticked(request)
            ]
            try:
                signed = acts.sign_agreements(
                    actor=request.reader,
                    agreement_ids=chosen,
                    signed_on=on,
                    register_numbers=_entered(request, "nomor"),
                    signatories=_signatories(request),
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(
                    request,
                    _("%(count)s perjanjian ditandatangani pada %(day)s.")
                    % {"count": len(signed), "day": day_words(on)},
                )
                return redirect("site:agreement", agreement_id=agreement_id)
    context = {
        "row": row,
        "previews": previews,
        "blocked": sum(bool(partnerships.problems(found)) for _one, found in previews),
        "form": form,
        "ticked": _ticked(request) if request.method == "POST" else None,
        "trail": _trail(row.agreement, (_("Tanda tangan"), "")),
    }
    return render(request, "site/agreement_sign.html", context, status=status)


def _row(reader: Reader, agreement_id: int) -> AgreementRow:
    found = partnerships.agreement(reader, agreement_id)
    (row,) = partnerships.rows(Agreement.objects.filter(pk=found.pk), today())
    return row


def _trail(agreement: Agreement, *steps: tuple[object, str]) -> list[tuple[object, str]]:
    own = reverse("site:agreement", kwargs={"agreement_id": agreement.pk}) if steps else ""
    return trail((_("Kerja sama"), reverse("site:agreements")), (agreement.title, own), *steps)


def _context(request: HttpRequest, row: AgreementRow, possible: list[Act]) -> dict[str, object]:
    own = row.agreement
    children = partnerships.rows(own.children.all(), today())
    seen = partnerships.agreements(request.reader)
    return {
        "row": row,
        "styles": STYLES,
        "possible": possible,
        "may_sign": _may(request.reader, row, permissions.SIGN_AGREEMENTS)
        and row.state in SIGNABLE,
        "may_draft_children": _may_have_children(request.reader, row),
        "scopes": [name for key, name in SCOPE_NAMES.items() if getattr(own, key)],
        "data": [DATA_NAMES[code] for code in own.shared_data],
        "parent_seen": own.parent_id and seen.filter(pk=own.parent_id).exists(),
        "children": sorted(children, key=lambda child: child.agreement.title),
        "unsigned_children": sum(child.state in UNSIGNED for child in children),
        "reviews": [act for act in row.acts if act.kind == AgreementAct.Kind.REVIEWED],
        "instrument": INSTRUMENTS[own.kind],
        "in_force": row.state in IN_FORCE,
        "attachments": files(request.reader, f"agreement:{own.pk}"),
        "letters": letters_of(request.reader, f"agreement:{own.pk}"),
        "trail": _trail(own),
    }


def _may(reader: Reader, row: AgreementRow, permission: str) -> bool:
    """Whether the reader acts for one of the parties' offices."""
    return (
        reader.can(permission)
        and row.agreement.parties.filter(by_office(reader, permission)).exists()
    )


def _may_have_children(reader: Reader, row: AgreementRow) -> bool:
    if row.state not in IN_FORCE | SIGNABLE | {State.UPCOMING}:
        return False
    if not _may(reader, row, permissions.MANAGE_AGREEMENTS):
        return False
    try:
        high, regional = two_sides(row.agreement)
    except PayungError:
        return False
    return bool(plan_children(row.agreement, high, regional, row.agreement.starts_on))


def _possible(request: HttpRequest, row: AgreementRow, entered: str) -> list[Act]:
    """What the reader may do now, by the state; the entered one with what was typed."""
    reader, state = request.reader, row.state
    manages = _may(reader, row, permissions.MANAGE_AGREEMENTS)
    signs = _may(reader, row, permissions.SIGN_AGREEMENTS)
    found: list[Act] = []

    def offer(
        key: str, name: str, button: str, make: Callable[..., forms.Form], *args: Any
    ) -> None:
        typed = {"data": request.POST, "files": request.FILES}
        bound = typed if entered == key else _initial(key, row)
        found.append(Act(key, name, make(*args, **bound), button))

    if manages and state in IN_FORCE:
        offer("review", _("Catat evaluasi tahunan"), _("Simpan evaluasi"), entries.ReviewForm)
    if manages and row.renewal is None and state in IN_FORCE | {State.LAPSED, State.ENDED}:
        offer("renew", _("Siapkan pembaruan"), _("Susun draf pembaruan"), entries.RenewForm)
    if manages and state in SIGNABLE:
        posts = _posts_of(row)
        if posts:
            offer("submit", _("Ajukan persetujuan"), _("Ajukan"), entries.SubmitForm, posts)
    if manages and state in UNSIGNED:
        offer("withdraw", _("Tarik draf"), _("Tarik draf"), entries.WithdrawForm)
    unnumbered = _unnumbered(row)
    if manages and unnumbered:
        offer(
            "number", _("Catat nomor register"), _("Simpan nomor"), entries.NumberForm, unnumbered
        )
    if manages and state != State.WITHDRAWN:
        offer("attach", _("Lampirkan salinan"), _("Lampirkan"), entries.AttachForm)
    if _may_issue(reader, row):
        offer("issue", _("Terbitkan naskah bernomor"), _("Terbitkan"), entries.IssueForm)
    if signs and state in IN_FORCE:
        offer("end", _("Akhiri lebih awal"), _("Akhiri perjanjian"), entries.EndForm)
    return found


def _initial(key: str, row: AgreementRow) -> dict[str, object]:
    if key == "review":
        return {"initial": {"reviewed_on": today()}}
    if key == "renew":
        return {"initial": {"starts_on": max(row.last + timedelta(days=1), today())}}
    return {}


def _do(reader: Reader, row: AgreementRow, act: Act) -> str:
    """Do the act; returns the sentence that tells what was done."""
    told, own = act.form.cleaned_data, {"actor": reader, "agreement_id": row.agreement.pk}
    if act.key == "review":
        acts.record_review(reviewed_on=told["reviewed_on"], findings=told["findings"], **own)
        return _("Evaluasi sudah dicatat.")
    if act.key == "renew":
        new = acts.draft_renewal(starts_on=told["starts_on"], ends_on=told["ends_on"], **own)
        return _("Draf pembaruan disusun, mulai %(day)s.") % {"day": day_words(new.starts_on)}
    if act.key == "submit":
        acts.request_approval(
            actor=reader,
            post_id=int(told["post"]),
            subject=INSTRUMENTS[row.agreement.kind].subject,
            about=f"agreement:{row.agreement.pk}",
            summary=told["summary"],
        )
        return _("Draf sudah diajukan untuk persetujuan.")
    if act.key == "withdraw":
        acts.withdraw_draft(reason=told["reason"], **own)
        return _("Draf sudah ditarik.")
    if act.key == "number":
        acts.record_register_number(party_id=int(told["party"]), number=told["number"], **own)
        return _("Nomor register sudah dicatat.")
    if act.key == "attach":
        _attach(reader, row, told)
        return _("Berkas sudah dilampirkan.")
    if act.key == "issue":
        letter = acts.issue_text(**own)
        return _("Naskah terbit dengan nomor %(number)s.") % {"number": letter.number}
    acts.end_agreement(last_day=told["last_day"], reason=told["reason"], **own)
    return _("Perjanjian diakhiri per %(day)s.") % {"day": day_words(told["last_day"])}


def _may_issue(reader: Reader, row: AgreementRow) -> bool:
    """Whether the reader sits in a party's office that has no number and no text yet."""
    if row.state in UNSIGNED | {State.WITHDRAWN} or not reader.can(permissions.SIGN_AGREEMENTS):
        return False
    seats = own_offices(reader, permissions.SIGN_AGREEMENTS)
    return any(
        party.office_id in seats and not hasattr(party, "register_number") for party in row.parties
    )


def _attach(reader: Reader, row: AgreementRow, told: dict[str, Any]) -> None:
    """Keep a file for the office that the reader acts for, readable by the other one."""
    offices = [party.office_id for party in row.parties if party.office_id]
    mine = [code for code in offices if reaches_office(reader, permissions.MANAGE_AGREEMENTS, code)]
    others = [code for code in offices if code != mine[0]]
    with on_disk(told["file"]) as path:
        attach(
            actor=reader,
            about=f"agreement:{row.agreement.pk}",
            office_code=mine[0],
            kind="agreement_copy",
            path=path,
            file_name=told["file"].name,
            note=told["note"],
            shared_with=others[0] if others else None,
        )


def _posts_of(row: AgreementRow) -> list[tuple[str, str]]:
    """The posts of the parties' offices that may approve."""
    offices = [party.office_id for party in row.parties if party.office_id]
    approving = [
        role
        for role, granted in permissions.PERMISSIONS_OF_ROLE.items()
        if permissions.APPROVE in granted
    ]
    found = Post.objects.filter(office__in=offices, role__in=approving).select_related("office")
    return [(str(post.pk), f"{post.title} · {post.office}") for post in found.order_by("title")]


def _unnumbered(row: AgreementRow) -> list[tuple[str, str]]:
    if row.state in UNSIGNED | {State.WITHDRAWN}:
        return []
    return [
        (str(party.pk), party.name)
        for party in row.parties
        if not hasattr(party, "register_number")
    ]


def _unsigned_family(reader: Reader, row: AgreementRow) -> list[AgreementRow]:
    """The agreement itself while unsigned, and its unsigned children that the reader sees."""
    children = partnerships.rows(
        partnerships.agreements(reader).filter(parent=row.agreement), today(), states=SIGNABLE
    )
    own = [row] if row.state in SIGNABLE else []
    return [*own, *sorted(children, key=lambda child: child.agreement.title)]


def _chosen_branches(request: HttpRequest, planned: list[Any]) -> dict[str, str]:
    """The branch chosen for each district where several serve it."""
    return {
        one.district.pk: request.POST[f"cabang-{one.district.pk}"]
        for one in planned
        if request.POST.get(f"cabang-{one.district.pk}")
    }


def _ticked(request: HttpRequest) -> set[str]:
    return set(request.POST.getlist("perjanjian"))


def _entered(request: HttpRequest, name: str) -> dict[int, str]:
    """The texts entered by party: fields named ``nomor-12``."""
    return {
        int(key.removeprefix(f"{name}-")): value.strip()
        for key, value in request.POST.items()
        if key.startswith(f"{name}-") and key.removeprefix(f"{name}-").isdigit() and value.strip()
    }


def _signatories(request: HttpRequest) -> dict[int, acts.Signatory]:
    """Who signs for the bodies without a post: name and title by party."""
    names, titles = _entered(request, "nama"), _entered(request, "jabatan")
    return {party: acts.Signatory(name, titles.get(party, "")) for party, name in names.items()}
