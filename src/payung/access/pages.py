"""The pages of sign-in that allauth does not bring."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.views.decorators.http import require_POST

from payung.access.queries import demo_accounts
from payung.access.signin import in_own_language


class SignIn(LoginView):
    """The sign-in page; in demo mode it lists one button per post."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        context["demo_accounts"] = demo_accounts() if settings.DEMO else []
        return context


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
