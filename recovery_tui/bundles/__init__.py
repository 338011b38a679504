"""Files that leave or enter this computer: identity cards, signed and sealed bundles.

Empty until people exchange bundles; the journal already writes what they will carry.
"""
