"""Bringing the papers of a claim, checking them, and telling when they are complete."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from io import BytesIO

from django.db import transaction
from PIL import Image, ImageOps

from payung.access.audit import acting
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import Actor, held_for, online_user, user_of
from payung.claims.errors import no_claim
from payung.claims.models import Claim, ClaimState, Paper, PaperCheck
from payung.claims.papers import (
    ACCEPTED,
    AFTER_DECISION,
    SITUATIONS,
    asks_for,
    checklist,
    known_situations,
    missing,
    situations_of_event,
)
from payung.claims.steps import add_step
from payung.clock import today
from payung.documents import refusals as of_files
from payung.documents.inspecting import PICTURES, inspect
from payung.documents.models import Attachment
from payung.documents.operations.attaching import keep

#: A page of paper photographed at 300 dots an inch is some 3,500 dots high.
LONGEST_SIDE = 3_500
#: JPEGs are read at a fraction of their size; other pictures have to be unpacked whole.
MOST_PIXELS_WHOLE = 25_000_000
_QUALITY = 85
#: Whoever is outside the office brings so many papers to a claim; an office may bring more.
MOST_PAPERS = 60
_SHORTEST_REASON = 4
_BY_OFFICER = frozenset({ClaimState.DRAFT, ClaimState.RECEIVED, ClaimState.COMPLETE})
_BY_OTHERS = frozenset({ClaimState.DRAFT, ClaimState.RECEIVED})
#: One picture is unpacked at a time: huge ones sent together must not take all memory.
_unpacking = threading.Lock()


def add_paper(
    *,
    actor: Actor,
    number: str,
    document: str,
    content: bytes,
    file_name: str,
    person_name: str = "",
) -> tuple[Paper, ...]:
    """Keep a file for an item of the checklist, and for the same item of the event's other claims.

    Taken are PDFs without active content, JPEG and PNG, known by their content. Pictures are
    written anew: place and device of the photograph are gone, and whatever hid in the file. The
    same file again changes nothing. Raises ``ClaimRefused`` (``unknown_paper``,
    ``closed_for_papers``, ``too_many``), ``AttachmentRefused``, ``NotFound``.
    """
    clean = cleaned(content)
    with transaction.atomic():
        held = held_for(actor, number)
        _check_open(held, actor)
        wanting = [held, *_others(held, document)]
        if not asks_for(held, document):
            raise refusals.unknown_paper(document)
        attachment = kept_file(actor, held, document, clean, file_name)
        made = [put_paper(actor, claim, document, attachment, person_name) for claim in wanting]
    return tuple(made)


def cleaned(content: bytes) -> bytes:
    """A file as it is kept: inspected, pictures without what cameras write beside them.

    Raises ``AttachmentRefused``.
    """
    kind = inspect(content)
    if kind not in PICTURES.values():
        return content
    with _unpacking, Image.open(BytesIO(content), formats=tuple(PICTURES)) as picture:
        if picture.format == "JPEG":
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        elif picture.width * picture.height > MOST_PIXELS_WHOLE:
            raise of_files.picture_too_large(picture.width * picture.height, MOST_PIXELS_WHOLE)
        try:
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            page = Image.new("RGB", upright.size, "white")
            page.paste(upright.convert("RGB"))
        except (OSError, ValueError, SyntaxError) as error:
            raise of_files.attachment_type() from error
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def check_paper(
    *, actor: Reader, number: str, paper_id: int, is_accepted: bool, reason: str = ""
) -> PaperCheck:
    """An officer's finding of a paper; a rejected one is asked for again, with the reason.

    A claim whose papers were complete waits for them again. Raises ``ClaimRefused`` without a
    reason, ``NotFound`` for a paper of another claim.
    """
    actor.require(TAKE_CLAIMS)
    if not is_accepted and len(reason.strip()) < _SHORTEST_REASON:
        raise refusals.reason_needed()
    with acting(actor, "Pemeriksaan berkas klaim"), transaction.atomic():
        held = held_for(actor, number)
        _check_open(held, actor)
        paper = held.papers.filter(pk=paper_id).first()
        if paper is None:
            raise no_claim(number)
        check = PaperCheck.objects.create(
            paper=paper, is_accepted=is_accepted, reason=reason.strip()[:300], checked_by=actor.user
        )
        kind = "PAPER_ACCEPTED" if is_accepted else "PAPER_REJECTED"
        told = {"document": paper.document, "paper": paper.pk}
        add_step(held, kind, by=actor.user, note=reason, **told)
        _fall_back(held, actor)
    return check


def set_situations(
    *, actor: Reader, number: str, situations: Sequence[str], version: int | None = None
) -> Claim:
    """Tell which situations of the checklist hold, beside those that the event decides itself."""
    actor.require(TAKE_CLAIMS)
    with acting(actor, "Keadaan klaim"), transaction.atomic():
        held = held_for(actor, number, version)
        _check_open(held, actor)
        known = known_situations(held)
        unknown = [code for code in situations if code not in known]
        if unknown:
            raise refusals.unfit_cause(", ".join(unknown), known)
        told = [one for one in known if one in set(situations) - situations_of_event(held)]
        add_step(held, SITUATIONS, by=actor.user, situations=told)
        _fall_back(held, actor)
    return held


def complete_papers(*, actor: Reader, number: str, version: int | None = None) -> Claim:
    """Tell that all required papers came and were accepted: from today the law's days run.

    Repeating it changes nothing. Raises ``ClaimRefused`` (``papers_missing``) that names what is
    still needed.
    """
    actor.require(TAKE_CLAIMS)
    with acting(actor, "Berkas klaim lengkap"), transaction.atomic():
        held = held_for(actor, number, version)
        if held.state == ClaimState.COMPLETE:
            return held
        lacking = [one for one in checklist(held) if one.is_required and one.state != ACCEPTED]
        if lacking:
            raise refusals.papers_missing(
                (_named(one.label_id, one.person_name) for one in lacking),
                (_named(one.label_en, one.person_name) for one in lacking),
            )
        held.complete_on = today()
        add_step(held, "COMPLETE", by=actor.user, state=ClaimState.COMPLETE)
    return held


def _check_open(held: Claim, actor: Actor) -> None:
    officer = isinstance(actor, Reader) and actor.can(TAKE_CLAIMS)
    if held.state not in (_BY_OFFICER if officer else _BY_OTHERS):
        raise refusals.closed_for_papers(held.number, str(ClaimState(held.state).label))
    if not officer and held.papers.exclude(AFTER_DECISION).count() >= MOST_PAPERS:
        raise refusals.too_many("berkas", "papers", MOST_PAPERS)


def _others(held: Claim, document: str) -> list[Claim]:
    """The event's other claims at this office which still wait for the same paper."""
    found = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("event")
        .filter(event=held.event_id, office=held.office_id, state__in=_BY_OTHERS)
        .exclude(pk=held.pk)
        .order_by("pk")
    )
    return [one for one in found if document in {need.document for need in missing(one)}]


def kept_file(
    actor: Actor, held: Claim, document: str, content: bytes, file_name: str
) -> Attachment:
    """A cleaned file, kept beside a locked claim; the same file again is the first one."""
    user = user_of(actor) or online_user()
    named = Reader(user, frozenset(), (), frozenset())
    return keep(
        actor=named,
        about=held.about,
        office=held.office,
        kind=document,
        content=content,
        file_name=file_name,
    )


def put_paper(
    actor: Actor, claim: Claim, document: str, attachment: Attachment, person_name: str = ""
) -> Paper:
    """A kept file as a paper of a locked claim, with its step; the same again changes nothing."""
    found = Paper.objects.filter(claim=claim, document=document, attachment=attachment).first()
    if found is not None:
        return found
    made = Paper.objects.create(
        claim=claim,
        document=document,
        person_name=person_name.strip()[:150],
        attachment=attachment,
        received_on=today(),
        received_by=user_of(actor),
    )
    add_step(claim, "PAPER_RECEIVED", by=user_of(actor), document=document, paper=made.pk)
    return made


def _fall_back(held: Claim, actor: Reader) -> None:
    """A complete claim that lacks a paper again waits for it, and its days begin anew."""
    if held.state != ClaimState.COMPLETE:
        return
    if any(one.is_required and one.state != ACCEPTED for one in checklist(held)):
        held.complete_on = None
        add_step(held, "INCOMPLETE", by=actor.user, state=ClaimState.RECEIVED)


def _named(label: str, person_name: str) -> str:
    return f"{label} ({person_name})" if person_name else label
