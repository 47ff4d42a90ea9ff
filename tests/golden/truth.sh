#!/bin/sh
# The statements that a person marked in the examples point at the bytes that they say.
command -v python3 >/dev/null && python3 -c 'import json' 2>/dev/null || exit 77
exec python3 -B tests/golden/compare.py --check
