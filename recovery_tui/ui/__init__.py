"""What a person sees: the Textual app, its screens and widgets. Never SQL, never cryptography."""
