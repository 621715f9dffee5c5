"""Who signs a letter, and how his title is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from payung import clock
from payung.access import permissions
from payung.access.models import HolderKind, Post, PostHolder, ScopeKind
from payung.access.reader import Reader
from payung.documents.authority import article_of, may_decide
from payung.documents.kind import ASSIGNMENT, OUTGOING, Kind
from payung.documents.numbering import issuing
from payung.documents.refusals import acting_may_not_bind, no_seat
from payung.reference.models import Office

_PREFIXES = {
    HolderKind.DAILY_ACTING: "Plh. ",
    HolderKind.ACTING: "Plt. ",
    HolderKind.APPOINTED_ACTING: "Pj. ",
    HolderKind.TEMPORARY_ACTING: "Pjs. ",
}


@dataclass(frozen=True)
class Signatory:
    """Who signs: his name and the lines of his title, as they are printed."""

    name: str
    title: str


def signatory_of(
    actor: Reader, office: Office, kind: Kind, on: date, subject: str | None
) -> Signatory:
    """The actor as signatory of an office's letter of that day.

    He must hold, on that day and still, a post of that office whose role signs the kind. Raises
    ``AccessRefused`` without the permission, ``LetterRefused`` without such a post, or when he
    stands in for its holder and may not decide ``subject`` (``Kind.subject_of``; UU 30/2014 Ps 14).
    """
    actor.require(kind.signed_with)
    held = [
        holder
        for holder in _held_in(actor, office, on)
        if kind.signed_with in permissions.PERMISSIONS_OF_ROLE[holder.post.role]
    ]
    if not held:
        raise no_seat(office, str(kind.name))
    able = [holder for holder in held if subject is None or may_decide(holder, subject, on)]
    if not able:
        title = _title(held[0], office)
        raise acting_may_not_bind(title, str(kind.name), article_of(on))
    signer = able[0]
    return Signatory(str(signer.user), "\n".join(_title_lines(signer, office, kind)))


def _held_in(actor: Reader, office: Office, on: date) -> list[PostHolder]:
    """The posts of the office that the actor holds from that day until today, own ones first."""
    today = clock.today()
    held = (
        PostHolder.objects.filter(user=actor.user, valid_from__lte=min(on, today))
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .filter(
            Q(post__office=office)
            | Q(post__office=None, post__scope_kind=ScopeKind.OFFICE, post__scope_code=office.pk)
        )
        .select_related("post", "user")
        .order_by("pk")
    )
    return sorted(held, key=lambda holder: holder.kind != HolderKind.DEFINITIVE)


def _title_lines(signer: PostHolder, office: Office, kind: Kind) -> list[str]:
    """His title; "a.n." the head's above it where another post signs the office's own letters."""
    title = _title(signer, office)
    head_role = issuing()[office.kind].head_role
    if signer.post.role == head_role or kind.number_class not in (OUTGOING, ASSIGNMENT):
        return [title]
    head = Post.objects.filter(office=office, role=head_role).order_by("pk").first()
    return [f"a.n. {full_title(head.title, office)}", title] if head else [title]


def _title(holder: PostHolder, office: Office) -> str:
    return _PREFIXES.get(HolderKind(holder.kind), "") + full_title(holder.post.title, office)


def full_title(title: str, office: Office) -> str:
    """A title as letters write it: ``Kepala Kantor Cabang`` becomes that of Pangkalpinang."""
    headed = title.removeprefix("Kepala ")
    if headed != title and office.name.startswith(headed):
        return f"Kepala {office.name}"
    return title
