"""The pages of sign-in that allauth does not bring."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, password_change
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.access.models import PostHolder, Role, User
from payung.access.permissions import NAMES
from payung.access.queries import demo_accounts, posts_of
from payung.access.reader import reader_for
from payung.access.signin import in_own_language

#: Whose office a role belongs to, for the buttons of the demo; all others stand together.
_FUND = (
    Role.HEAD_OF_BRANCH,
    Role.ACCOUNT_OFFICER,
    Role.INSPECTOR,
    Role.FINANCE_OFFICER,
    Role.REGIONAL_OFFICE,
)
_PROSECUTORS = (Role.HEAD_PROSECUTOR, Role.STATE_ATTORNEY)
_GOVERNMENT = (
    Role.HEAD_OF_GOVERNMENT,
    Role.MANPOWER_OFFICER,
    Role.PLANNER,
    Role.AGENCY_GUIDE,
    Role.VILLAGE_SECRETARY,
)


def _by_body() -> list[tuple[str, list[PostHolder]]]:
    """The demonstration holders under the kind of office that they work in."""
    bodies = (
        (_("BPJS Ketenagakerjaan"), _FUND),
        (_("Kejaksaan"), _PROSECUTORS),
        (_("Pemerintah daerah dan desa"), _GOVERNMENT),
    )
    holders = list(demo_accounts())
    found = [(name, [one for one in holders if one.post.role in roles]) for name, roles in bodies]
    named = {role for _name, roles in bodies for role in roles}
    found.append(
        (
            _("Pemantau, pemberi kerja, dan pengelola data"),
            [one for one in holders if one.post.role not in named],
        )
    )
    return [(name, some) for name, some in found if some]


class SignIn(LoginView):
    """The sign-in page; in demo mode it lists one button per post."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        context["demo_accounts"] = _by_body() if settings.DEMO else []
        return context


@login_required
@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """Who the user is to Payung: his posts of today with their bounds, and what they let him do."""
    user = cast(User, request.user)
    context = {
        "posts": posts_of(user),
        "rights": sorted(str(NAMES[right]) for right in reader_for(user).permissions),
        "second_factor": Authenticator.objects.filter(user=user, type="totp").exists(),
    }
    return render(request, "account/overview.html", context)


@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the own password; an account without one (demo, single sign-on) is told so."""
    if cast(User, request.user).has_usable_password():
        return cast(HttpResponse, password_change(request))
    messages.info(request, _("Akun ini masuk tanpa kata sandi; tidak ada yang perlu diubah."))
    return redirect("my_account")


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demonstration holder of the post ``post``; there only in demo mode."""
    if not settings.DEMO:
        raise Http404
    post = request.POST.get("post", "")
    holder = get_object_or_404(
        demo_accounts(), post=int(post) if post.isascii() and post.isdigit() else 0
    )
    login(request, holder.user, backend="django.contrib.auth.backends.ModelBackend")
    there = request.POST.get("next", "")
    safe = there and get_adapter(request).is_safe_url(there)
    answer = redirect(there if safe else resolve_url(settings.LOGIN_REDIRECT_URL))
    return in_own_language(answer, holder.user)
