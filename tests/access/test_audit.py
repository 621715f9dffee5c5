"""No change escapes the audit trail: not a bulk update, not raw SQL; and the trail stays."""

from __future__ import annotations

from datetime import date

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from pghistory.models import Context

from payung.access.audit import acting
from payung.access.models import Post, PostHolder, Role, ScopeKind, User
from payung.access.operations import appoint_holder
from payung.access.reader import operator
from tests.access.builders import holder, user

pytestmark = pytest.mark.django_db

UserEvent = apps.get_model("access", "UserEvent")
PostHolderEvent = apps.get_model("access", "PostHolderEvent")


def labels(who: User) -> list[str]:
    return list(
        UserEvent.objects.filter(pgh_obj_id=who.pk)
        .order_by("pk")
        .values_list("pgh_label", flat=True)
    )


def test_an_act_names_its_actor_and_reason() -> None:
    post = holder(Role.PLANNER, ScopeKind.NATION, valid_to=date(2024, 1, 31)).post
    actor = operator()
    term = appoint_holder(
        actor=actor, post=post, user=user(), valid_from=date(2024, 2, 1), decree="KEP/9/2024"
    )
    event = PostHolderEvent.objects.get(pgh_obj_id=term.pk)
    assert (event.pgh_label, event.decree) == ("insert", "KEP/9/2024")
    assert event.pgh_context.metadata == {
        "user": actor.user.pk,
        "reason": "Pengangkatan KEP/9/2024",
    }


def test_bulk_updates_and_raw_sql_are_caught_as_well() -> None:
    who = user()
    User.objects.filter(pk=who.pk).update(full_name="Nama baru")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET is_active = false WHERE id = %s", [who.pk])
        cursor.execute("DELETE FROM access_user WHERE id = %s", [who.pk])
    assert labels(who) == ["insert", "update", "update", "delete"]
    named, switched = UserEvent.objects.filter(pgh_obj_id=who.pk, pgh_label="update").order_by("pk")
    assert (named.full_name, named.is_active) == ("Nama baru", True)
    assert switched.is_active is False


def test_raw_sql_inside_an_act_carries_the_actor() -> None:
    who = user()
    with acting(operator(), "Perbaikan nama"), connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET full_name = 'X' WHERE id = %s", [who.pk])
    event = UserEvent.objects.get(pgh_obj_id=who.pk, pgh_label="update")
    assert event.pgh_context.metadata["reason"] == "Perbaikan nama"


def test_a_password_is_never_copied_but_its_change_is_an_event_and_a_sign_in_is_none() -> None:
    who = user()
    who.set_password("kata sandi yang panjang")
    who.save()
    User.objects.filter(pk=who.pk).update(last_login="2024-12-18T00:00Z")
    assert labels(who) == ["insert", "update"]
    fields = {field.name for field in UserEvent._meta.get_fields()}
    assert not fields & {"password", "last_login"}


def test_two_acts_in_one_request_keep_their_own_reasons() -> None:
    who = user()
    with pghistory.context(request="r1", method="POST"):
        with acting(operator(), "Pertama"):
            User.objects.filter(pk=who.pk).update(full_name="Satu")
        with acting(operator(), "Kedua"):
            User.objects.filter(pk=who.pk).update(full_name="Dua")
        User.objects.filter(pk=who.pk).update(full_name="Tiga")
    told = {
        event.full_name: event.pgh_context.metadata
        for event in UserEvent.objects.filter(pgh_obj_id=who.pk, pgh_label="update")
    }
    assert told["Satu"]["reason"] == "Pertama"
    assert told["Dua"]["reason"] == "Kedua"
    assert "reason" not in told["Tiga"]
    assert {metadata["request"] for metadata in told.values()} == {"r1"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_userevent SET full_name = 'lain'",
        "DELETE FROM access_userevent",
        "UPDATE access_postholderevent SET decree = 'lain'",
        "DELETE FROM access_postevent",
        "DELETE FROM pghistory_context",
        """UPDATE pghistory_context SET metadata = '{"user": 0}'""",
    ],
)
def test_the_trail_can_be_neither_changed_nor_erased(statement) -> None:
    with acting(operator(), "Uji jejak"):
        holder(Role.PLANNER, ScopeKind.NATION)
    assert Context.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_of_posts_and_users_is_audited() -> None:
    for model in (User, Post, PostHolder):
        event = apps.get_model("access", f"{model.__name__}Event")
        assert event.pgh_tracked_model is model
