#!/bin/sh
# Finds Python @PYTHON@ and hands over to install.py, which checks the kit before anything is written.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
for python in python@PYTHON@ python3 python; do
    if "$python" -I -c 'import sys; sys.exit(sys.version_info[:2] != (3, @MINOR@))' 2>/dev/null; then
        exec "$python" -I "$here/install.py" "$@"
    fi
done
echo "install: Python @PYTHON@ was not found. Nothing was changed. FOR-IT.md tells what is needed." >&2
exit 1
