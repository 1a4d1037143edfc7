"""A server under callgrind: what requests cost in instructions, by function. Knows valgrind and its file format."""

import os
import re
import socket
import subprocess
import time
from collections import defaultdict

from server import PROGRAM, Server

WARM_UP = 30
# glibc clears and copies more than some kilobytes by one instruction that repeats itself, of which valgrind counts each byte.
TUNABLES = "GLIBC_TUNABLES=glibc.cpu.x86_rep_stosb_threshold=0x40000000:glibc.cpu.x86_rep_movsb_threshold=0x40000000"
NUDGE_SECONDS = 0.02
SETTLE_SECONDS = 0.05  # the last answer is out before its line of the log
COMMAND_SECONDS = 60
LOG_HEAD = 20  # lines in which the server says where it listens
# What reads a clock. Natively that is no call of the system; under valgrind, which hides the kernel's vDSO, it is.
CLOCKS = ("clock_gettime", "gettimeofday", "time", "time_syscall")
ALLOCATORS = ("malloc", "calloc", "realloc", "reallocarray", "posix_memalign", "aligned_alloc")
ANSWERS = "begin_request"  # what only the thread that answers calls
# What the compiler makes of one function, how libraries name its versions, and callgrind one that calls itself.
PIECE = re.compile(r"\.(?:part|isra|constprop|cold)(?:\.\d+)?|@@?\w.*")
AGAIN = re.compile(r"'\d+$")


class Function:
    """What one function cost: itself, and with all that it called; `calls` are those of it."""

    def __init__(self):
        self.exclusive = self.inclusive = self.calls = self.system_calls = 0


class Thread:
    """The file that callgrind writes of one thread. functions: (object, file, name) to Function."""

    def __init__(self, path):
        self.functions = defaultdict(Function)
        self.allocations = 0
        with open(path, encoding="utf-8", errors="replace") as file:
            stated = self._read(file)
        self.total = sum(function.exclusive for function in self.functions.values())
        if self.total != stated:
            raise RuntimeError(f"callgrind counted {stated} instructions, {self.total} are understood")

    def _read(self, lines):
        """@return how many instructions there have to be"""
        at = {"ob": "", "fl": "", "fn": "", "cob": None, "cfi": None}
        callee, stated = None, 0
        for line in lines:
            key, equals, value = line.rstrip("\n").partition("=")
            if equals and key in ("ob", "fl", "fn", "cob", "cfi", "cfl", "cfn"):
                at[key.replace("cfl", "cfi")] = value
            elif key == "calls":
                callee = (at["cob"] or at["ob"], at["cfi"] or at["fl"], at["cfn"])
                self._called(callee, int(value.split()[0]))
                at["cob"] = at["cfi"] = None
            elif line[0].isdigit():
                self._cost((at["ob"], at["fl"], at["fn"]), callee, [int(number) for number in line.split()[1:]])
                callee = None
            elif line.startswith("totals:"):
                stated = int(line.split()[1])
        return stated

    def calls_of(self, name):
        """How often a function of ours was called."""
        return sum(function.calls for key, function in self.functions.items() if object_name(key[0]) == OURS and key[2] == name)

    @staticmethod
    def _key(place):
        """@return the function, and whether this is its outermost call"""
        program, file, name = place
        outer = AGAIN.sub("", name)
        return (program, file, PIECE.sub("", outer)), outer == name

    def _called(self, callee, times):
        key, _ = self._key(callee)
        self.functions[key].calls += times
        if key[2] in ALLOCATORS:
            self.allocations += times

    def _cost(self, place, callee, costs):
        key, outermost = self._key(place)
        instructions = costs[0] if costs else 0
        function = self.functions[key]
        if callee is None:
            function.exclusive += instructions
            function.system_calls += costs[1] if len(costs) > 1 else 0
        if outermost and (callee is None or self._key(callee) != (key, True)):
            function.inclusive += instructions


class Cost:
    """What one request costs, as an average over `count`. The worker is the thread that answers: what another does meanwhile,
    as the check of the dataset after a start, may be more."""

    def __init__(self, threads, count):
        worker = max(threads, key=lambda thread: thread.calls_of(ANSWERS))
        if worker.calls_of(ANSWERS) < count:
            raise RuntimeError(f"{count} requests were asked, the server began {worker.calls_of(ANSWERS)}")
        self.count = count
        self.functions = worker.functions
        self.total = worker.total / count
        self.allocations = worker.allocations / count
        self.other_threads = sum(thread.total for thread in threads if thread is not worker) / count

    def of_object(self, name):
        return sum(function.exclusive for key, function in self.functions.items() if object_name(key[0]) == name) / self.count

    def system_calls(self, clocks=False):
        """Name and how often. clocks: those that only read a clock, which are not, as a rule, calls of the system. Outside of libc
        there are none: callgrind counts one now and then where it goes over to another thread."""
        return {key[2]: function.system_calls / self.count for key, function in self.functions.items()
                if function.system_calls and object_name(key[0]) == "libc" and clocks == (key[2] in CLOCKS)}

    def by_function(self):
        """(object, name, exclusive, inclusive, calls) of each, the dearest first. Of ours the name has the file before it."""
        rows = []
        for (program, file, name), function in self.functions.items():
            shown = f"{source_of(file)} {name}" if object_name(program) == OURS else name
            rows.append((object_name(program), shown, *(figure / self.count for figure in
                                                        (function.exclusive, function.inclusive, function.calls))))
        return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


OURS = os.path.basename(PROGRAM)


def object_name(path):
    """libmicrohttpd of /usr/lib/x86_64-linux-gnu/libmicrohttpd.so.12.60.0"""
    return os.path.basename(path).partition(".so")[0]


def source_of(path):
    return os.path.relpath(path) if os.path.isabs(path) else path


class Profiler(Server):
    """A server of one thread under callgrind. folder: for what valgrind writes; it is the caller's."""

    def __init__(self, data, folder, *options):
        self.folder = folder
        self.prefix = os.path.join(folder, "vgdb")
        super().__init__(data, "--threads", "1", *options, under=(
            "env", TUNABLES, "valgrind", "--tool=callgrind", "--quiet", "--separate-threads=yes", "--collect-systime=yes",
            "--compress-strings=no", "--compress-pos=no", f"--callgrind-out-file={os.path.join(folder, 'out')}",
            "--vgdb-poll=50", f"--vgdb-prefix={self.prefix}"))

    def cost(self, request, count):
        """Asks so often on one connection. request: its bytes. @return (Cost, the answer's bytes)"""
        with socket.create_connection(("127.0.0.1", self.port), timeout=COMMAND_SECONDS) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for _ in range(WARM_UP):
                answer = ask(connection, request)
            self._dump()
            for _ in range(count):
                if len(ask(connection, request)) != len(answer):
                    raise RuntimeError("one request has two answers")
            return Cost(self._dump(), count), answer

    def _dump(self):
        """Begins to count anew. @return the threads' costs since it was called last"""
        time.sleep(SETTLE_SECONDS)
        vgdb = subprocess.Popen(["vgdb", f"--vgdb-prefix={self.prefix}", f"--pid={self.process.pid}", "--max-invoke-ms=0", "dump"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + COMMAND_SECONDS
        while vgdb.poll() is None:
            time.sleep(NUDGE_SECONDS)
            self._nudge()
            if time.monotonic() > deadline:
                vgdb.kill()
        said = vgdb.communicate()[1]
        if vgdb.returncode != 0:
            raise RuntimeError(f"vgdb ended with {vgdb.returncode}: {said}")
        return self._dumped()

    def _nudge(self):
        """Valgrind looks for commands when some thread has something to do. (vgdb could wake it by ptrace, which containers may
        forbid.) The thread that answers here is not the one that is measured."""
        port = re.search(r"^admin on http://127\.0\.0\.1:(\d+)", "".join(self.log[:LOG_HEAD]), re.M)[1]
        socket.create_connection(("127.0.0.1", int(port)), timeout=COMMAND_SECONDS).close()

    def _dumped(self):
        names = [name for name in os.listdir(self.folder) if re.fullmatch(r"out\.\d+-\d+", name)]
        paths = [os.path.join(self.folder, name) for name in names]
        threads = [Thread(path) for path in paths]
        for path in paths:
            os.remove(path)
        return threads


def ask_once(port, request):
    """@return the whole answer"""
    with socket.create_connection(("127.0.0.1", port), timeout=COMMAND_SECONDS) as connection:
        return ask(connection, request)


def ask(connection, request):
    """@return the whole answer"""
    connection.sendall(request)
    answer = b""
    while True:
        part = connection.recv(1 << 20)
        if not part:
            raise RuntimeError("the server closed the connection: " + repr(answer[:300]))
        answer += part
        head, blank, body = answer.partition(b"\r\n\r\n")
        if blank and len(body) >= body_length(head, request):
            return answer


def body_length(head, request):
    if request.startswith(b"HEAD ") or head.split(b" ", 2)[1] == b"304":
        return 0
    return int(re.search(rb"\r\nContent-Length: *(\d+)", head, re.I)[1])
