"""Making many tables in one operation of a migration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState


class MakeTables(Operation):
    """Make the tables of new models as the operations in it describe them, all at once.

    It may hold whatever shapes models that it creates itself: their fields, constraints, indexes
    and triggers. One by one, each of these lets Django build all related models anew, which takes
    most of the time in which an empty database gets its tables.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """What the operations make of the models; these are built when they are asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create each table as it is in the end, then its triggers."""
        for model in self._models(app_label, to_state):
            built = to_state.apps.get_model(app_label, model.name)
            if self.allow_migrate_model(schema_editor.connection.alias, built):
                schema_editor.create_model(built)
        for model in self._models(app_label, to_state):
            for trigger in model.options.get("triggers", ()):
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last made first; their triggers go with them."""
        for model in reversed(list(self._models(app_label, from_state))):
            built = from_state.apps.get_model(app_label, model.name)
            if self.allow_migrate_model(schema_editor.connection.alias, built):
                schema_editor.delete_model(built)

    def describe(self) -> str:
        """What the list of operations says."""
        return "Make tables"

    def _models(self, app_label: str, state: ProjectState) -> Iterator[ModelState]:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                yield state.models[app_label, operation.name_lower]


def at_once(operations: Sequence[Operation]) -> list[Operation]:
    """A migration's operations with those at its head, which shape new models, made one."""
    created: set[str] = set()

    def shapes_new(operation: Operation) -> bool:
        if isinstance(operation, CreateModel):
            created.add(operation.name_lower)
            return True
        return getattr(operation, "model_name", "").lower() in created

    head = list(takewhile(shapes_new, operations))
    return [MakeTables(head), *operations[len(head) :]]
