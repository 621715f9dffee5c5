"""Which post signs for an office, who holds it on a day, and what he may then decide."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from payung.access.models import Post, PostHolder, Role, ScopeKind
from payung.access.queries import signatory
from payung.documents.authority import article_of, may_decide
from payung.documents.models import DecisionSubject
from payung.partnerships.errors import AgreementRefused, AuthorityRefused
from payung.reference.models import Office, OfficeKind

#: Roles whose holders sign agreements for their office.
_SIGNING = (
    Role.HEAD_OF_BRANCH,
    Role.REGIONAL_OFFICE,
    Role.HEAD_PROSECUTOR,
    Role.HEAD_OF_GOVERNMENT,
)


def signing_post(office_code: str) -> Post | None:
    """The post that signs for an office: its only one, or its only one titled a head.

    None when there is no such post, or when it must be named because there are several.
    """
    of_office = Q(office=office_code) | Q(scope_kind=ScopeKind.OFFICE, scope_code=office_code)
    found = list(Post.objects.filter(of_office, role__in=_SIGNING).order_by("pk"))
    heads = [post for post in found if post.title.casefold().startswith("kepala")]
    for choice in (found, heads):
        if len(choice) == 1:
            return choice[0]
    return None


def government_post(region_code: str) -> Post | None:
    """The post that signs for the government of a region; None when it has no office here."""
    government = Office.objects.filter(kind=OfficeKind.GOVERNMENT, region=region_code).first()
    return signing_post(government.pk) if government else None


def present_holder(post: Post, on: date) -> PostHolder:
    """Who exercises a post on a day. Raises ``AuthorityRefused`` when it is vacant."""
    holder = signatory(post, on)
    if holder is None:
        raise AuthorityRefused(
            "post_vacant",
            f"Jabatan {post} tidak ada pemegangnya pada {on}. Catat dahulu pejabatnya, atau pilih "
            "tanggal lain.",
            f"Nobody holds the post {post} on {on}. Record its holder first, or choose another "
            "day.",
            post=str(post),
        )
    return holder


def require_authority(holder: PostHolder, subject: str, on: date) -> None:
    """Refuse a decision that the way of holding the post does not allow.

    See ``documents.authority.may_decide``. Raises ``AuthorityRefused``.
    """
    if may_decide(holder, subject, on):
        return
    article = article_of(on)
    words = DecisionSubject(subject).label.lower()
    raise AuthorityRefused(
        "holder_may_not",
        f"{holder.user} memegang {holder.post} sebagai {holder.get_kind_display()} dan tidak "
        f"berwenang memutuskan {words} ({article}), kecuali surat keputusannya menyebutnya. "
        "Mintalah pejabat definitif, atau catat bunyi surat keputusan itu.",
        f"{holder.user} holds {holder.post} as {holder.kind} and may not decide a {subject} "
        f"({article}) unless his decree says so. Ask the incumbent, or record the clause of "
        "that decree.",
        holder=holder.pk,
        subject=subject,
    )


def office_named(code: str) -> Office:
    """The office of a code. Raises ``AgreementRefused`` when there is none."""
    found = Office.objects.filter(pk=code).first()
    if found is None:
        raise AgreementRefused(
            "office_unknown",
            f"Kantor {code!r} tidak dikenal.",
            f"The office {code!r} is unknown.",
            office=code,
        )
    return found
