"""Which post signs for an office, who holds it on a day, and what he may then decide."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from payung.access.models import Post, PostHolder, Role, ScopeKind
from payung.access.queries import signatory
from payung.documents.models import ActingAuthority
from payung.law import parameters
from payung.partnerships.errors import AgreementRefused, AuthorityRefused
from payung.partnerships.models import ApprovalSubject, HolderAuthority
from payung.reference.models import Office

#: Roles whose holders sign agreements for their office.
_SIGNING = (Role.HEAD_OF_BRANCH, Role.REGIONAL_OFFICE, Role.HEAD_PROSECUTOR)
AUTHORITY = "partnership/acting_authority"


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

    The rule is the dated table ``partnership/acting_authority`` (UU 30/2014 Ps 14). Where it
    says ``BY_DECREE``, a recorded clause of the holder's decree opens it (``record_authority``).
    Raises ``AuthorityRefused``.
    """
    rule = parameters.get(AUTHORITY, on)
    row = next(row for row in rule.rows if row["holder_kind"] == holder.kind)
    if row[subject] == "YES":
        return
    if row[subject] == "BY_DECREE" and _by_decree(holder, subject):
        return
    words = ApprovalSubject(subject).label.lower()
    raise AuthorityRefused(
        "holder_may_not",
        f"{holder.user} memegang {holder.post} sebagai {holder.get_kind_display()} dan tidak "
        f"berwenang memutuskan {words} ({rule.article}), kecuali surat keputusannya menyebutnya. "
        "Mintalah pejabat definitif, atau catat bunyi surat keputusan itu.",
        f"{holder.user} holds {holder.post} as {holder.kind} and may not decide a {subject} "
        f"({rule.article}) unless his decree says so. Ask the incumbent, or record the clause of "
        "that decree.",
        holder=holder.pk,
        subject=subject,
    )


def _by_decree(holder: PostHolder, subject: str) -> bool:
    """Whether a clause of his decree is on record; for what binds, documents keep it."""
    if subject == ApprovalSubject.BINDING_AGREEMENT:
        return ActingAuthority.objects.filter(holder=holder).exists()
    return HolderAuthority.objects.filter(holder=holder, subject=subject).exists()


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
