"""What is asked, how a request and its answer look on the wire, and the files that the file servers serve."""

import os
import re

from servers import WORK

GZIP = "Accept-Encoding: gzip"


class Target:
    def __init__(self, name, title, path, *headers):
        self.name, self.title, self.path, self.headers = name, title, path, list(headers)

    @property
    def file(self):
        return self.path.partition("?")[0]


CARD = Target("card", "whole card", "/v1/occupations/103332")
CARD_GZIP = Target("card-gzip", "whole card, gzip", "/v1/occupations/103332", GZIP)
LIST = Target("list", "list of summaries", "/v1/occupations?limit=18")
SMALL = Target("small", "wages of a region", "/v1/wages?isco=2512&region=CZ010")
UNCHANGED = Target("304", "the same, not modified", "/v1/wages?isco=2512&region=CZ010")
TARGETS = (CARD, CARD_GZIP, LIST, SMALL, UNCHANGED)


class Answer:
    """An answer as it came."""

    def __init__(self, head, body):
        self.head, self.body = head, body
        self.status = int(head[9:12])

    def header(self, name):
        found = re.search(rb"^%s: *(.*)\r$" % name.encode(), self.head, re.M | re.I)
        return found[1].decode() if found else None

    @property
    def comparable(self):
        """All of it but the time."""
        return re.sub(rb"^Date: .*\r\n", b"", self.head, flags=re.M) + self.body


def ask(connect, port, path, headers):
    """Asks as wrk does."""
    request = "".join(line + "\r\n" for line in (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, ""))
    with connect() as connection:
        connection.sendall(request.encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += receive(connection)
        head, end, body = received.partition(b"\r\n\r\n")
        answer = Answer(head + end, body)
        length = 0 if answer.status == 304 else int(answer.header("Content-Length"))
        while len(answer.body) < length:
            answer.body += receive(connection)
    return answer


def receive(connection):
    received = connection.recv(1 << 16)
    if not received:
        raise SystemExit("bench: a server closes the connection before its answer ends")
    return received


def root_of(target):
    """Where the file servers find its file: a folder for each path, since a query is no part of a file's name."""
    return os.path.join(WORK, "files", re.sub(r"\W+", "-", target.path).strip("-"))


def write_file(target, answer):
    path = root_of(target) + target.file + (".gz" if GZIP in target.headers else "")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(answer.body)


def write_parts(name, answer):
    """The two files that a server of one answer reads. @return their paths"""
    paths = [os.path.join(WORK, "files", f"{name}.{part}") for part in ("head", "body")]
    for path, part in zip(paths, (answer.head, answer.body)):
        with open(path, "wb") as file:
            file.write(part)
    return paths
