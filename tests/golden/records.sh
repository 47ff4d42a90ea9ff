#!/bin/sh
# Each example's record, byte for byte: tests/golden/NAME.json is what `read --format json` prints for it.
# After a wanted change: UPDATE=1 sh tests/golden/records.sh, look at `git diff`, read README.md here.
program=${DRAGOMAN:-build/dragoman}
[ -f models/dragoman-en.dgm ] || { echo 'models/dragoman-en.dgm is missing: skipped'; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
for text in examples/*.txt examples/*.html; do
    name=$(basename "$text")
    name=${name%.*}
    if ! "$program" read --format json "$text" >"$work/$name.json"; then
        failed=$((failed + 1))
    elif [ -n "${UPDATE:-}" ]; then
        cp "$work/$name.json" "tests/golden/$name.json"
        passed=$((passed + 1))
    elif diff -u "tests/golden/$name.json" "$work/$name.json"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
if [ -n "${UPDATE:-}" ]; then
    "$program" read --format jsonl examples/*.txt examples/*.html | python3 -B tests/golden/compare.py >tests/golden/differences.txt
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
