"""What is read of the registry: always within the reader's scope, identities masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from payung.access.audit import acting
from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.access.models import IdentityView
from payung.access.permissions import (
    IMPORT_REGISTRY,
    VIEW_EMPLOYERS,
    VIEW_IDENTITY,
    VIEW_WAGES,
    VIEW_WORKERS,
)
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.errors import PayungError
from payung.reference.queries import subtree
from payung.registry.imports import store
from payung.registry.models import Employer, ImportFile, Membership, Person, VanishedWorker
