#!/usr/bin/python3
"""The questions of docs/queries.md, asked of the default dataset: each answer there must be what the server answers.

Each curl line is run as it stands, against a server of its own; the block that follows it is the answer. In the page long
texts and lists stop early: "…" stands for the rest. --update writes the answers anew. Last line: "N passed, N failed".
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests/contract"))
from server import Server, import_dataset  # noqa: E402

PAGE = os.path.join(ROOT, "docs/queries.md")
ORIGIN = "http://127.0.0.1:8080"
QUESTION = re.compile(r"^```sh\n(curl [^\n]*)\n```\n\n```(json|csv)\n(.*?)^```$", re.M | re.S)
REST = "…"
WIDTH = 112
TEXT_MAX, TEXT_SHOWN = 110, 70
LIST_MAX, LIST_SHOWN = 4, 2


def same(shown, answered):
    """Is what the page shows the answer, but for what it cuts?"""
    if isinstance(shown, str) and shown.endswith(REST):
        return isinstance(answered, str) and answered.startswith(shown[:-1])
    if isinstance(shown, dict) and isinstance(answered, dict):
        return list(shown) == list(answered) and all(same(shown[name], answered[name]) for name in shown)
    if isinstance(shown, list) and isinstance(answered, list):
        if shown[-1:] == [REST]:
            return len(answered) >= len(shown) and all(map(same, shown[:-1], answered))
        return len(shown) == len(answered) and all(map(same, shown, answered))
    return type(shown) is type(answered) and shown == answered


def cut(value):
    """The value as the page shows it. A cursor belongs to one dataset, so it is never shown."""
    if isinstance(value, dict):
        return {name: cut(member) for name, member in value.items()}
    if isinstance(value, list):
        return [cut(item) for item in value[:LIST_SHOWN]] + [REST] if len(value) > LIST_MAX else [cut(item) for item in value]
    if isinstance(value, str) and "cursor=" in value:
        return value.partition("cursor=")[0] + "cursor=" + REST
    if isinstance(value, str) and len(value) > TEXT_MAX:
        return value[:TEXT_SHOWN].rstrip() + REST
    return value


def laid_out(value, indent=0, before=0):
    """JSON with a line for what fits one; `before` are the letters that stand on its first line already."""
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, (dict, list)) or indent + before + len(line) <= WIDTH:
        return line
    inner = "\n" + " " * (indent + 2)
    if isinstance(value, dict):
        names = [json.dumps(name, ensure_ascii=False) + ": " for name in value]
        rows = [name + laid_out(member, indent + 2, len(name)) for name, member in zip(names, value.values())]
        return "{" + inner + ("," + inner).join(rows) + "\n" + " " * indent + "}"
    rows = [laid_out(item, indent + 2) for item in value]
    return "[" + inner + ("," + inner).join(rows) + "\n" + " " * indent + "]"


def ask(line, port):
    """Runs the curl line against the server at this port."""
    arguments = [part.replace(ORIGIN, f"http://127.0.0.1:{port}") for part in shlex.split(line)]
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE, timeout=30).stdout.decode()


def fault(line, kind, shown, port):
    """What is wrong with the answer on the page; None if nothing is."""
    if ORIGIN not in line:
        return f"the line does not ask {ORIGIN}"
    answer = ask(line, port)
    if kind == "csv":
        right = answer.replace("\r\n", "\n") == shown
    else:
        right = same(json.loads(shown), json.loads(answer))
    return None if right else f"answered was\n{answer[:2000]}"


def check(page, port):
    questions = list(QUESTION.finditer(page))
    failed = 0
    for question in questions:
        wrong = fault(question[1], question[2], question[3], port)
        if wrong:
            failed += 1
            print(f"FAILED: {question[1]}: {wrong}")
    if page.count("```sh\n") != len(questions):
        failed += 1
        print("FAILED: a curl line without an answer behind it")
    print(f"{len(questions) - failed} passed, {failed} failed")
    return failed == 0 and len(questions) > 0


def updated(page, port):
    def answered(question):
        answer = ask(question[1], port)
        text = answer.replace("\r\n", "\n") if question[2] == "csv" else laid_out(cut(json.loads(answer))) + "\n"
        return f"```sh\n{question[1]}\n```\n\n```{question[2]}\n{text}```"

    return QUESTION.sub(answered, page)


def main():
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "povolani.db")
        import_dataset(data, os.path.join(ROOT, "data"))
        with Server(data) as server:
            if "--update" not in sys.argv:
                sys.exit(0 if check(page, server.port) else 1)
            page = updated(page, server.port)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    main()
