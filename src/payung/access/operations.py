"""What changes in access: users, posts and who holds them, looks at identity numbers."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q

from payung.access import permissions, refusals
from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.models import (
    STAND_INS,
    HolderKind,
    IdentityView,
    Post,
    PostHolder,
    Role,
    ScopeKind,
    User,
)
from payung.access.reader import OPERATOR, Reader
from payung.access.scope import check_scope_code, reaches


@transaction.atomic
def create_user(
    *,
    actor: Reader,
    username: str,
    full_name: str,
    email: str = "",
    password: str | None = None,
    language: str = "id",
) -> User:
    """Create a user who holds no post yet, and so sees nothing.

    Without a password he cannot sign in with one. The same user name again gives the user that is
    there, unchanged. Raises ``AccessRefused`` and ``AccessError`` (weak password, e-mail taken).
    """
    actor.require(permissions.MANAGE_USERS)
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    if email and User.objects.filter(email__iexact=email).exists():
        raise refusals.email_taken(email)
    user = User(username=username, full_name=full_name, email=email, language=language)
    _set_password(user, password)
    _check_fields(user)
    with acting(actor, "Pengguna baru"):
        user.save()
    return user


@transaction.atomic
def set_password(*, actor: Reader, user: User, password: str, reason: str) -> None:
    """Give a user a new password (he lost the old one). The reason is kept, the password not."""
    _require_reach_of_user(actor, user)
    _set_password(user, password)
    with acting(actor, _reason(reason)):
        user.save(update_fields=["password"])


@transaction.atomic
def remove_second_factor(*, actor: Reader, user: User, reason: str) -> None:
    """Take away a user's authenticator and recovery codes (he lost the telephone)."""
    _require_reach_of_user(actor, user)
    with acting(actor, _reason(reason)):
        Authenticator.objects.filter(user=user).delete()
        user.second_factor_removals += 1
        user.save(update_fields=["second_factor_removals"])


@transaction.atomic
def deactivate_user(*, actor: Reader, user: User, reason: str) -> None:
    """A user who left can't sign in any more; what he did remains his."""
    _require_reach_of_user(actor, user)
    with acting(actor, _reason(reason)):
        user.is_active = False
        user.save(update_fields=["is_active"])


@transaction.atomic
def create_post(
    *,
    actor: Reader,
    title: str,
    role: str,
    scope_kind: str,
    scope_code: str = "",
    office_code: str | None = None,
) -> Post:
    """Create a post; the same post again gives the one that is there.

    Posts of two offices are two. Without ``office_code`` a post of that title, role and scope is
    found whatever its office, except for mandates: there the office is all that tells them apart.
    ``scope_code`` is a region code, an office code or "NPP/division", by ``scope_kind``. Raises
    ``AccessRefused`` when the post would see more than the actor, ``AccessError`` when role,
    kind or code is unknown.
    """
    actor.require(permissions.MANAGE_USERS)
    _check_post_codes(role, scope_kind, scope_code, office_code)
    post = Post(
        title=title,
        role=role,
        scope_kind=scope_kind,
        scope_code=scope_code,
        office_id=office_code,
    )
    _require_reach(actor, post)
    alike = Post.objects.filter(
        title=title, role=role, scope_kind=scope_kind, scope_code=scope_code
    )
    if office_code is not None or scope_kind == ScopeKind.MANDATE:
        alike = alike.filter(office=office_code)
    same = alike.order_by("pk").first()
    if same is not None:
        return same
    _check_fields(post)
    with acting(actor, "Jabatan baru"):
        post.save()
    return post


@transaction.atomic
def appoint_holder(
    *,
    actor: Reader,
    post: Post,
    user: User,
    valid_from: date,
    valid_to: date | None = None,
    kind: str = HolderKind.DEFINITIVE,
    decree: str = "",
) -> PostHolder:
    """Let a user hold a post from a day to a day (inclusive; open when None).

    A post has one incumbent on a day (definitive, Plt or Pj) and at most one stand-in (Plh or
    Pjs). The same appointment again gives the one that is there. Nobody appoints himself. Raises
    ``AccessRefused`` and ``AccessError``.
    """
    actor.require(permissions.MANAGE_USERS)
    _require_reach(actor, post)
    if user.pk == actor.user.pk or user.username == OPERATOR:
        raise refusals.own_account()
    if kind not in HolderKind.values:
        raise refusals.unknown_kind(kind)
    if valid_to is not None and valid_to < valid_from:
        raise refusals.term_backwards(valid_from, valid_to)
    Post.objects.select_for_update().get(pk=post.pk)  # one appointment to a post at a time
    term = {"post": post, "user": user, "kind": kind, "valid_from": valid_from}
    same = PostHolder.objects.filter(**term, valid_to=valid_to).first()
    if same is not None:
        return same
    _refuse_taken_seat(post, kind, valid_from, valid_to)
    holder = PostHolder(**term, valid_to=valid_to, decree=decree)
    _check_fields(holder)
    with acting(actor, f"Pengangkatan {decree}".strip()):
        holder.save()
    return holder


@transaction.atomic
def end_term(*, actor: Reader, holder: PostHolder, last_day: date, reason: str) -> PostHolder:
    """Let a term end with a day (inclusive). It may be shortened, never lengthened.

    Ending it again with the same day changes nothing. Raises ``AccessRefused`` and
    ``AccessError`` when the day lies before the term, or after its end.
    """
    actor.require(permissions.MANAGE_USERS)
    locked = PostHolder.objects.select_for_update().select_related("post").get(pk=holder.pk)
    _require_reach(actor, locked.post)
    if locked.valid_to == last_day:
        return locked
    if last_day < locked.valid_from or (locked.valid_to and last_day > locked.valid_to):
        raise refusals.outside_term(locked.valid_from, locked.valid_to, last_day)
    with acting(actor, _reason(reason)):
        locked.valid_to = last_day
        locked.save(update_fields=["valid_to"])
    return locked


@transaction.atomic
def record_identity_view(
    *, actor: Reader, person_id: int, reason: str, field: str = "national_id"
) -> IdentityView:
    """Record that the actor is now shown a full identity number; call it before showing.

    A number written into the reason is masked. Raises ``AccessRefused`` without VIEW_IDENTITY and
    ``AccessError`` without a reason.
    """
    actor.require(permissions.VIEW_IDENTITY)
    return IdentityView.objects.create(
        user=actor.user, person_id=person_id, field=field, reason=_reason(reason)
    )


def _check_post_codes(role: str, kind: str, code: str, office_code: str | None) -> None:
    if role not in Role.values:
        raise refusals.unknown_role(role)
    if kind not in ScopeKind.values:
        raise refusals.unknown_scope(kind, code)
    check_scope_code(kind, code)
    if office_code is not None:
        check_scope_code(ScopeKind.OFFICE, office_code)


def _check_fields(row: Model) -> None:
    """Lengths, addresses, choices: what the tables would refuse without a clear sentence."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise refusals.unfit_fields(error.message_dict) from error


def _reason(text: str) -> str:
    told = mask_number_runs(" ".join(text.split()))[:300]
    if len(told) < 5:
        raise refusals.no_reason()
    return told


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise refusals.weak_password(error.messages) from error
    user.set_password(password)


def _require_reach(actor: Reader, post: Post) -> None:
    if not reaches(actor, post):
        raise refusals.out_of_reach(post)


def _require_reach_of_user(actor: Reader, user: User) -> None:
    """Only another user, all of whose posts (of any time) lie within the actor's reach."""
    actor.require(permissions.MANAGE_USERS)
    if user.pk == actor.user.pk or user.username == OPERATOR:
        raise refusals.own_account()
    for post in Post.objects.filter(holders__user=user).distinct():
        _require_reach(actor, post)


def _refuse_taken_seat(post: Post, kind: str, valid_from: date, valid_to: date | None) -> None:
    seat = Q(kind__in=STAND_INS) if kind in STAND_INS else ~Q(kind__in=STAND_INS)
    overlap = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    if valid_to is not None:
        overlap &= Q(valid_from__lte=valid_to)
    taken = PostHolder.objects.filter(seat, overlap, post=post).select_related("user").first()
    if taken is not None:
        raise refusals.seat_taken(post, taken)
