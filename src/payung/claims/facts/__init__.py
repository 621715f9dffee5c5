"""What our own books say of a claim's event, each fact with its source."""

from payung.claims.facts.gathering import gather
from payung.claims.facts.sheet import Gathered, Sourced

__all__ = ["Gathered", "Sourced", "gather"]
