"""Passphrases and keys; opening, locking and backing up the encrypted database.

If it handles a secret, or the file on disk, it lives here.
"""
