"""Recovery plans for people leaving prison: recorded locally, encrypted, signed, carried through the gate."""

__version__ = "0.1.0"
