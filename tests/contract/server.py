"""The program under test: building datasets, starting and stopping a server, asking it."""

import csv
import http.client
import io
import json
import os
import re
import subprocess
import threading

PROGRAM = os.path.join(os.environ.get("BUILD", "build"), "povolani")
START_SECONDS = 30


def import_dataset(path, *sources):
    subprocess.run([PROGRAM, "import", "--out", path, *sources], check=True)


class Answer:
    """Status, headers and body of one response."""

    def __init__(self, response, head):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.is_head = head
        self.media_type = (response.headers.get("Content-Type") or "").partition(";")[0]

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    def rows(self):
        return list(csv.reader(io.StringIO(self.text, newline="")))


class Server:
    """A server on a port of the system's choice, for as long as the `with` lasts. under: a program that runs it, as valgrind."""

    def __init__(self, data, *options, under=()):
        arguments = ["serve", "--data", data, "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", *options]
        self.process = subprocess.Popen([*under, PROGRAM, *arguments], stderr=subprocess.PIPE, text=True)
        self.log = []
        self.port = None
        self.listening = threading.Event()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.log.append(line)
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found[1])
                self.listening.set()
        self.listening.set()  # it has ended; nobody needs to wait

    def __enter__(self):
        self.listening.wait(START_SECONDS)
        if self.port is None:
            self.__exit__(None, None, None)
            raise RuntimeError("the server does not listen:\n" + "".join(self.log))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join(START_SECONDS)
        self.process.stderr.close()

    def signal(self, number):
        self.process.send_signal(number)

    def ask(self, target, method="GET", headers=None, body=None):
        """body: what is sent as JSON; bytes are sent as they are, of no type."""
        headers = {"Accept-Encoding": "identity", **(headers or {})}
        if body is not None and not isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, body, headers)
            return Answer(connection.getresponse(), method == "HEAD")
        finally:
            connection.close()
