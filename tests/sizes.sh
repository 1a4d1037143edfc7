#!/bin/sh
# The longest functions outside tests/: lines, place, name.
git ls-files '*.c' | grep -v '^tests/' | xargs awk '
    FNR == 1 { inside = 0 }
    !inside && /^[a-zA-Z_].*\(/ { head = $0 }
    /^\{/ { inside = 1; start = FNR }
    /^\}/ { if (inside) printf "%4d  %s:%d  %s\n", FNR - start, FILENAME, start, substr(head, 1, 80); inside = 0 }
' | sort -rn | head -n 20
