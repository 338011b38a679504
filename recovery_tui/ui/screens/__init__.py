"""One screen or dialog a file, and what several of them ask or share; what line mode says too stands in `ui`."""
