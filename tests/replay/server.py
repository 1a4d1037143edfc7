#!/usr/bin/python3
"""A server of the NSP API v1.2 for tests, on a port of 127.0.0.1 that the system gives. It serves a made catalogue,
counts what it is asked for, and misbehaves as told: by chance (from a seed, and never more than --most times for one
address, so that who asks again gets an answer in the end) or by a list of changes to the catalogue while it is read.

First line on standard output: the port. GET /__seen: JSON of what was asked, /__total: how often. POST /__set: members
of `State` as JSON; what was counted is forgotten."""
import argparse
import base64
import email.utils
import gzip
import hashlib
import json
import os
import random
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from catalogue import Catalogue  # noqa: E402

PREFIX = "/api/v1.2"
FAULTS = ("busy", "busy_date", "error", "cut", "slow", "wrong_json", "envelope")


class State:
    """What happens; the members can be set from outside."""

    def __init__(self, options):
        self.faults = options.faults  # of 1000 requests so many go wrong
        self.most = options.most
        self.seed = options.seed
        self.kinds = list(FAULTS)
        self.etags = options.etags
        self.absent = []    # paths that answer 404
        self.always = {}    # path: fault that never ends
        self.changes = []   # [after so many pages of /workUnit, "remove"|"insert"|"append", position]
        self.repeat = None  # [page offset, position of the row of another page that stands there, times]
        self.leave_out = None  # [slug, times]: the row is on no page, the count stays
        self.count_off = 0  # added to every count of /workUnit
        self.limit_a_second = 0  # 429 beyond
        self.retry_after = 1
        self.dataset = None  # {"path", "etag", "digest": None is the right one, "" none, "times" cut after "cut" bytes}
        self.bare = False    # rows of /workUnit have title and urlSlug only


class Replay:
    def __init__(self, options):
        self.lock = threading.Lock()
        self.catalogue = Catalogue(options.shared, options.units, options.competences, options.seed)
        self.units = list(self.catalogue.units)
        self.state = State(options)
        self.reset()

    def reset(self):
        self.seen, self.given, self.pages = {}, {}, 0
        self.total = self.faulty = self.unchanged = 0
        self.early = 0  # requests that came while a Retry-After ran
        self.quiet_until = 0.0
        self.second, self.in_second = 0, 0

    # Which fault, if any? -------------------------------------------------------------------------------------------

    def choose(self, target, path):
        state = self.state
        times = self.seen.get(target, 0)
        self.seen[target] = times + 1
        self.total += 1
        if time.monotonic() < self.quiet_until:
            self.early += 1
        if state.always.get(path):
            return state.always[path]
        if self.over_limit():
            return "busy"
        if not state.kinds or self.given.get(target, 0) >= state.most:
            return None
        dice = random.Random("%s %s %d" % (state.seed, target, times))
        if dice.randrange(1000) >= state.faults:
            return None
        self.given[target] = self.given.get(target, 0) + 1
        return dice.choice(state.kinds)

    def over_limit(self):
        if not self.state.limit_a_second:
            return False
        now = int(time.monotonic())
        if now != self.second:
            self.second, self.in_second = now, 0
        self.in_second += 1
        return self.in_second > self.state.limit_a_second

    # Bodies ---------------------------------------------------------------------------------------------------------

    def change(self):
        """The catalogue changes while its pages are read."""
        self.pages += 1
        for change in [c for c in self.state.changes if c[0] == self.pages]:
            kind, position = change[1], change[2]
            if kind == "remove":
                del self.units[position]
            else:
                unit = dict(self.catalogue.units[0], id=900000 + position, urlSlug="novy-%d" % position)
                self.units.insert(len(self.units) if kind == "append" else position, unit)
                for end in ("", "/isco", "/education", "/competence"):
                    self.catalogue.bodies["/workUnit/" + unit["urlSlug"] + end] = \
                        self.catalogue.bodies["/workUnit/" + self.catalogue.units[0]["urlSlug"] + end]

    def unit_page(self, limit, offset):
        rows, state = self.units, self.state
        self.change()
        if state.leave_out and state.leave_out[1] > 0:
            page = [row for row in rows[offset:offset + limit] if row["urlSlug"] != state.leave_out[0]]
            state.leave_out[1] -= len(page) < len(rows[offset:offset + limit])
        else:
            page = rows[offset:offset + limit]
        if state.repeat and state.repeat[0] == offset and state.repeat[2] > 0:
            page = list(page)
            page[0] = rows[state.repeat[1]]
            state.repeat[2] -= 1
        if state.bare:
            page = [{"title": row["title"], "urlSlug": row["urlSlug"]} for row in page]
        return self.catalogue.page(page, limit, 0, len(rows) + state.count_off)

    def body(self, path, query):
        if path in self.state.absent:
            return None
        if path in ("/workUnit", "/cdk/competence"):
            values = parse_qs(query)
            limit, offset = int(values.get("limit", ["20"])[0]), int(values.get("offset", ["0"])[0])
            if not 1 <= limit <= 100 or offset < 0:
                return b""
            if path == "/workUnit":
                return self.unit_page(limit, offset)
            return self.catalogue.page(self.catalogue.competences, limit, offset)
        return self.catalogue.bodies.get(path)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def reply(self, status, body, headers=(), length=None):
        head = ["HTTP/1.1 %d X" % status, "Content-Length: %d" % (len(body) if length is None else length)]
        head += ["%s: %s" % header for header in headers]
        self.wfile.write("\r\n".join(head + ["", ""]).encode() + (b"" if self.command == "HEAD" else body))
        if length is not None and length != len(body):
            self.close_connection = True

    def do_POST(self):
        replay = self.server.replay
        members = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        with replay.lock:
            for name, value in members.items():
                setattr(replay.state, name, value)
            replay.reset()
        self.reply(204, b"")

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/__seen":
            self.seen()
        elif url.path == "/__total":
            self.reply(200, b"%d" % self.server.replay.total)
        elif url.path.endswith("/dataset.db"):
            self.dataset()
        elif url.path.startswith(PREFIX):
            self.api(url.path[len(PREFIX):], url.query)
        else:
            self.reply(404, b"")

    def seen(self):
        replay = self.server.replay
        with replay.lock:
            report = {"total": replay.total, "different": len(replay.seen), "faulty": replay.faulty,
                      "unchanged": replay.unchanged, "early": replay.early, "seen": replay.seen,
                      "units": [unit["urlSlug"] for unit in replay.units]}
        self.reply(200, json.dumps(report).encode())

    # The API --------------------------------------------------------------------------------------------------------

    def api(self, path, query):
        replay = self.server.replay
        target = path + ("?" + query if query else "")
        with replay.lock:
            fault = replay.choose(target, path)
            replay.faulty += fault not in (None, "slow")
            body = replay.body(path, query) if fault in (None, "slow", "cut", "wrong_json") else b""
        if fault == "slow":
            time.sleep(random.random() * 0.2)
            fault = None
        if fault:
            self.misbehave(fault, body or b"{}")
        elif body is None:
            self.reply(404, b'{"code":404,"data":null,"message":"Not Found"}')
        elif body == b"":
            self.reply(400, b'{"code":400,"data":null,"message":"limit"}')
        else:
            self.good(body)

    def good(self, body):
        headers = [("Content-Type", "application/json")]
        if self.server.replay.state.etags:
            etag = '"%s"' % hashlib.md5(body).hexdigest()
            headers.append(("ETag", etag))
            if self.headers.get("If-None-Match") == etag:
                with self.server.replay.lock:
                    self.server.replay.unchanged += 1
                self.wfile.write(("HTTP/1.1 304 X\r\nETag: %s\r\n\r\n" % etag).encode())
                return
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 500:
            body = gzip.compress(body, 1)
            headers.append(("Content-Encoding", "gzip"))
        self.reply(200, body, headers)

    def misbehave(self, fault, body):
        replay = self.server.replay
        if fault.startswith("busy"):
            seconds = replay.state.retry_after
            with replay.lock:
                replay.quiet_until = max(replay.quiet_until, time.monotonic() + seconds - 1 if fault == "busy_date"
                                         else time.monotonic() + seconds - 0.05)
            value = email.utils.formatdate(time.time() + seconds, usegmt=True) if fault == "busy_date" else seconds
            self.reply(429 if fault == "busy" else 503, b"busy", [("Retry-After", value)])
        elif fault == "error":
            self.reply(500, b"<h1>Internal Server Error</h1>")
        elif fault == "cut":
            self.reply(200, body[:len(body) // 2], length=len(body))
        elif fault == "wrong_json":
            self.reply(200, body[:len(body) // 2])
        elif fault == "envelope":
            self.reply(200, b'{"code":500,"error":"Internal","data":null,"message":"Internal error"}')
        elif fault == "redirect":
            self.reply(302, b"", [("Location", "http://example.invalid/")])
        elif fault == "never":
            self.reply(503, b"busy", [("Retry-After", 86400)])
        else:
            self.reply(int(fault), b"")

    # A dataset of another replica -----------------------------------------------------------------------------------

    def dataset(self):
        replay = self.server.replay
        dataset = replay.state.dataset
        with replay.lock:
            replay.total += 1
            asked_range = self.headers.get("Range") or ""
            replay.seen[self.path + " " + asked_range] = replay.seen.get(self.path + " " + asked_range, 0) + 1
        if not dataset:
            self.reply(404, b"")
            return
        with open(dataset["path"], "rb") as file:
            body = file.read()
        etag, digest = dataset["etag"], dataset.get("digest")
        if digest is None:
            digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        headers = [("ETag", etag)]
        if digest:
            headers.append(("Repr-Digest", "sha-512=:AAAA:, sha-256=:%s:" % digest))
        if self.headers.get("If-None-Match") == etag:
            self.wfile.write(("HTTP/1.1 304 X\r\nETag: %s\r\n\r\n" % etag).encode())
            return
        status, start = 200, 0
        if asked_range.startswith("bytes=") and self.headers.get("If-Range") == etag:
            start = int(asked_range[len("bytes="):-1])
            if start >= len(body):
                self.reply(416, b"")
                return
            status = 206
            headers.append(("Content-Range", "bytes %d-%d/%d" % (start, len(body) - 1, len(body))))
        whole = body[start:]
        sent = whole
        if dataset.get("times", 0) > 0:
            dataset["times"] -= 1
            sent = whole[:dataset["cut"]]
        self.reply(status, sent, headers, len(whole))


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that went away in the middle is what tests do."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default=os.environ.get("POVOLANI_SHARED", "../shared"))
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--competences", type=int, default=450)
    parser.add_argument("--faults", type=int, default=0, help="of 1000 requests")
    parser.add_argument("--most", type=int, default=2, help="faults of one address")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--etags", action="store_true")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), Handler)
    server.replay = Replay(options)
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
