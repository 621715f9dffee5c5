"""The landing page: the figures of one's region, and what is due, late and at risk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.models import ScopeKind
from payung.access.queries import posts_of
from payung.access.reader import Reader
from payung.site.pages import (
    action_tasks,
    budget_tasks,
    case_tasks,
    claim_proof_tasks,
    claim_tasks,
    cover_tasks,
    instruction_tasks,
    list_match_tasks,
    list_tasks,
    mandate_tasks,
    monev_tasks,
    observation_tasks,
    partnership_tasks,
    pension_succession,
    regulation_tasks,
    worklists,
)
from payung.site.pages.gate import page


@page()
def home(request: HttpRequest) -> HttpResponse:
    """Figures and work of the reader; an employer's own officer lands on the employer's page."""
    reader: Reader = request.reader
    own = [scope.employer for scope in reader.scopes if scope.kind == ScopeKind.EMPLOYER]
    if len(reader.scopes) == 1 and own and own[0] and reader.can(permissions.VIEW_EMPLOYERS):
        return redirect("site:employer", npp=own[0][0], division=own[0][1])
    context = {
        "greeting": _("Selamat bekerja, %(name)s") % {"name": str(reader.user)},
        "posts": [holder.post.title for holder in posts_of(reader.user)],
        "headline": worklists.headline(reader),
        "tasks": [
            *worklists.tasks(reader),
            *claim_tasks.tasks(reader),
            *claim_proof_tasks.tasks(reader),
            *pension_succession.tasks(reader),
            *case_tasks.tasks(reader),
            *mandate_tasks.tasks(reader),
            *partnership_tasks.tasks(reader),
            *monev_tasks.tasks(reader),
            *list_tasks.tasks(reader),
            *cover_tasks.tasks(reader),
            *list_match_tasks.tasks(reader),
            *regulation_tasks.tasks(reader),
            *action_tasks.tasks(reader),
            *budget_tasks.tasks(reader),
            *instruction_tasks.tasks(reader),
            *observation_tasks.tasks(reader),
        ],
    }
    return render(request, "site/home.html", context)
