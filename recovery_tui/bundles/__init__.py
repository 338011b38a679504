"""Files that leave or enter this computer: identity cards, signed and sealed bundles, and what went to whom.

If it concerns such a file, its bytes, whom it is believed from or who holds what, it lives here.
"""
