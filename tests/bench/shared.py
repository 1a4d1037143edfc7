#!/usr/bin/python3
"""What the benches need and this repository has not: files of ../shared/data. Where one is absent there is nothing to measure:
the program ends and says which.

tests/bench/shared.py NAME… only looks whether they are there.
"""
import os, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def path(name):
    found = os.path.join('../shared/data', name)
    if not os.path.exists(os.path.join(ROOT, found)):
        sys.exit(f'{found}: error: this file is missing, without which this cannot be measured')
    return os.path.join(ROOT, found)


if __name__ == '__main__':
    for wanted in sys.argv[1:]:
        path(wanted)
