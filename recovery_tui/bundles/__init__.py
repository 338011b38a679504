"""Files that leave or enter this computer: identity cards, signed and sealed bundles. Comes with exchange between people."""
