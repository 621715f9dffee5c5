"""Passing a pension on: who follows when a right ended, told where it matters, and the act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.explained import Explained, explained
from payung.claims.models import Claim, ClaimState
from payung.claims.operations.succession import continue_pension
from payung.claims.pension_passing import DIED, MARRIED, WORKS, since_of
from payung.claims.queries.decisions import waiting_decision
from payung.claims.queries.families import CHILD, relation_of
from payung.claims.queries.succession import PASSING, Succession, succession_of, to_continue
from payung.errors import PayungError
from payung.registry.models import Programme
from payung.site.formatting import language, short_day
from payung.site.pages.claim_family_words import relations
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page
from payung.site.pages.worklists import SHOWN, Row, Task

_STATUSES = (
    ("", gettext_lazy("Masih berhak sejauh diketahui")),
    (MARRIED, gettext_lazy("Sudah menikah")),
    (WORKS, gettext_lazy("Sudah bekerja")),
    (DIED, gettext_lazy("Sudah meninggal")),
)
_OF_CHILDREN = (MARRIED, WORKS)


@dataclass(frozen=True)
class Notice:
    """What a page tells of an ended right: it waits for approval, others follow, or nobody does.

    ``kind``: ``WAITING``, ``FOLLOWS``, ``UNKNOWN`` (the law could not be asked) or ``NOBODY``.
    """

    kind: str
    succession: Succession | None
    articles: str = ""
    text: str = ""


def notice_of(found: Claim) -> Notice | None:
    """The notice of a claim, None where no right has ended since its decision."""
    if found.programme != Programme.JP:
        return None
    if found.state == ClaimState.PROPOSED:
        waiting = waiting_decision(found)
        passes = waiting is not None and since_of(waiting) is not None
        return Notice("WAITING", None) if passes else None
    succession = succession_of(found) if found.state in PASSING else None
    return _told(succession) if succession is not None else None


def _told(succession: Succession) -> Notice:
    if succession.error is not None:
        return Notice("UNKNOWN", succession, text=succession.error.message(language()))
    benefit = succession.benefit
    told = benefit.refusals if benefit is not None else ()
    return Notice(
        "FOLLOWS" if succession.followers else "NOBODY",
        succession,
        articles=_articles(succession),
        text=" ".join(one.message(language()) for one in told),
    )


def _articles(succession: Succession) -> str:
    """The articles by which the right passes: those of the question who draws, and of the sum."""
    if succession.benefit is None:
        return ""
    found: dict[str, None] = {}
    trees = [succession.benefit.explanation]
    while trees:
        tree = trees.pop(0)
        found |= dict.fromkeys(
            one.value.article
            for one in tree.parameters
            if one.value.name in ("heirs/order_pension", "jp/survivor_shares")
        )
        trees += tree.steps
    return "; ".join(found)


class ContinueForm(forms.Form):
    """What the officer knows of those who draw nothing yet, and a remark for them."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, claim: Claim, succession: Succession | None, **arguments: Any) -> None:
        super().__init__(initial={"version": claim.version}, **arguments)
        self.asked = succession.asked if succession is not None else ()
        for one in self.asked:
            of_child = relation_of(one) == CHILD
            self.fields[f"keadaan-{one.pk}"] = forms.ChoiceField(
                label=one.name,
                required=False,
                choices=[row for row in _STATUSES if of_child or row[0] not in _OF_CHILDREN],
                initial=succession.told.get(one.pk, "") if succession is not None else "",
            )
        self.fields["grounds"] = forms.CharField(
            label=_("Keterangan bagi keluarga"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def told(self) -> dict[int, str]:
        """Why those have no right of whom something was told, by party."""
        found = {one.pk: self.cleaned_data[f"keadaan-{one.pk}"] for one in self.asked}
        return {party: reason for party, reason in found.items() if reason}


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def pension_continue(request: HttpRequest, number: str) -> HttpResponse:
    """Who follows by the law from which month, how much, and why; the act for who assesses."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    found = claim_shown(request, number)
    notice = notice_of(found)
    succession = notice.succession if notice is not None else None
    form = ContinueForm(found, succession, data=request.POST or None)
    if request.method == "POST":
        reader.require(permissions.ASSESS_CLAIMS)
        if form.is_valid() and (answer := _continued(request, found, form)) is not None:
            return answer
    words = relations(found)
    context = claim_shell(request, found, (_("Lanjutkan pensiun"), "")) | {
        "notice": notice,
        "succession": succession,
        "rows": [(one, words.get(relation_of(one.party), "")) for one in succession.followers]
        if succession is not None
        else [],
        "total": sum(one.monthly for one in succession.followers) if succession is not None else 0,
        "explained": _explained(succession),
        "form": form if reader.can(permissions.ASSESS_CLAIMS) else None,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "site/pension_continue.html", context, status=status)


def _explained(succession: Succession | None) -> Explained | None:
    if succession is None or succession.benefit is None:
        return None
    return explained(succession.benefit.as_dict(), language(), spaced=True)


def _continued(request: HttpRequest, found: Claim, form: ContinueForm) -> HttpResponse | None:
    try:
        made = continue_pension(
            actor=request.reader,  # type: ignore[attr-defined]
            number=found.number,
            version=form.cleaned_data["version"],
            told=form.told(),
            grounds=form.cleaned_data["grounds"],
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return None
    if made is None:
        messages.info(request, _("Dicatat: tidak ada yang melanjutkan pensiun ini."))
        return redirect("site:claim", number=found.number)
    messages.success(request, _("Keputusan disusun; orang lain yang menyetujuinya."))
    return redirect("site:claim_decision", number=found.number)


def tasks(reader: Reader) -> Iterator[Task]:
    """Rights that ended, where others of the family may follow: for whoever assesses claims."""
    if not (reader.can(permissions.VIEW_CLAIMS) and reader.can(permissions.ASSESS_CLAIMS)):
        return
    waiting = to_continue(reader, permissions.ASSESS_CLAIMS)
    many = waiting.count()
    if not many:
        return
    yield Task(
        kind="due",
        name=_("Pensiun yang perlu dilanjutkan"),
        state=_("hak berakhir"),
        style="state--warn",
        count=many,
        unit=_("klaim"),
        beside=_("keluarga lain mungkin berhak"),
        rows=tuple(
            Row(
                name=one.person.name,
                beside=one.number,
                value=short_day(one.right_ended_on),  # type: ignore[attr-defined]
                address=reverse("site:pension_continue", args=[one.number]),
            )
            for one in waiting.select_related("person")[:SHOWN]
        ),
        act=_("Buka daftarnya"),
        address=f"{reverse('site:pensions')}?lanjut=1",
    )


routes = [path("klaim/<claim:number>/lanjutkan/", pension_continue, name="pension_continue")]
