"""Triggers in migrations: those that a model is created with, installed in one operation."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class InstallTriggers(Operation):
    """Install all triggers that the models of the app have in their options.

    ``AddTrigger``, once a trigger, lets Django build its models anew each time, which takes most
    of the time in which an empty database gets its tables.
    """

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the options of the models name the triggers already."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install each trigger."""
        for trigger in _triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Remove each trigger."""
        for trigger in _triggers(app_label, to_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        """What the list of operations says."""
        return "Install the triggers of the models"


def _triggers(app_label: str, state: ProjectState) -> Iterator[Trigger]:
    for (label, _name), model in state.models.items():
        if label == app_label:
            yield from model.options.get("triggers", ())
