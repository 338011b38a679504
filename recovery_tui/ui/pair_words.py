"""Two records that may be one, in words."""

from __future__ import annotations

NOBODY = "Nobody seems to be here twice."

WHAT = "Two computers may each have made a record of the same person or agency."
"""What a pair is."""
