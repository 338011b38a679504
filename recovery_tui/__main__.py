"""`python -m recovery_tui` is `recovery-tui`."""

from recovery_tui.cli import main

raise SystemExit(main())
