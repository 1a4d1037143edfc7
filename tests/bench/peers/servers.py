"""The servers that are measured: started on ports that are free, with what they write below a folder of their own, stopped by
their ids; and what they use up, all their processes together."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WORK = os.path.join(BUILD, "bench")
PROGRAM = os.path.join(BUILD, "povolani")
DATA = os.path.join(BUILD, "povolani.db")
HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(WORK, "peers/node_modules")
PYTHON = "/usr/bin/python3"  # Debian's, which Debian's packages are for
START_SECONDS = 20
THREADS = os.cpu_count()
CONNECTIONS_MAX = 8192


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def parents():
    """The parent of each process that runs."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    found[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                pass  # it has ended
    return found


def family(pid):
    """A process and all that it started, and those that they started."""
    parent_of, members = parents(), [pid]
    for member in members:
        members += [child for child, parent in parent_of.items() if parent == member]
    return members


class Server:
    """A server that runs for as long as the `with` lasts."""

    def __init__(self, name, command, port=None, unix=None, logs=(), environment=None):
        self.name, self.command, self.port, self.unix = name, command, port, unix
        self.output = os.path.join(WORK, f"{name}.log")
        self.logs = [self.output, *logs]
        self.environment = {**os.environ, **(environment or {})}


    def __enter__(self):
        for log in self.logs:
            open(log, "w").close()
        with open(self.output, "a") as output:  # appended to, so that it can be cut while it is open
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                            env=self.environment, cwd=HERE)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        self.admin = self._said(r"admin on http://127\.0\.0\.1:(\d+)")  # before its log is cut
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self):
        ends = time.monotonic() + START_SECONDS
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > ends:
                with open(self.output, errors="replace") as output:
                    sys.exit(f"bench: {self.name} does not start: {' '.join(self.command)}\n{output.read()}")
            time.sleep(0.01)

    def _listens(self):
        if self.port is None and self.unix is None:
            self.port = self._said(r"listening on http://127\.0\.0\.1:(\d+)")
            return self.port is not None
        try:
            self.connect().close()
            return True
        except OSError:
            return False

    def _said(self, pattern):
        with open(self.output) as output:
            found = re.search(pattern, output.read())
        return int(found[1]) if found else None

    def connect(self):
        if self.unix:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(self.unix)
            return connection
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def cpu_seconds(self):
        """User's and system's time of all its processes so far: the clock of each (clock_getcpuclockid) is their sum to the
        nanosecond, which /proc/PID/stat rounds to hundredths."""
        return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in family(self.process.pid)) / 1e9

    def resident_mb(self):
        total = 0
        for pid in family(self.process.pid):
            with open(f"/proc/{pid}/status") as status:
                total += int(re.search(r"VmRSS:\s+(\d+) kB", status.read())[1])
        return total / 1024

    def cut_logs(self):
        """Access logs grow by hundreds of MB a minute."""
        for log in self.logs:
            os.truncate(log, 0)


# Which there are -------------------------------------------------------------------------------------------------------


def folder_of(name):
    path = os.path.join(WORK, name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def povolani(name, *options, listen="127.0.0.1:0", unix=None):
    return Server(name, [PROGRAM, "serve", "--data", DATA, "--listen", listen, "--admin", "127.0.0.1:0",
                         "--threads", str(THREADS), *options], unix=unix)


def povolani_on_socket(name):
    path = os.path.join(folder_of(name), "socket")
    return povolani(name, listen=f"unix:{path}", unix=path)


def floor(name, head, body, *options, under=()):
    return Server(name, [*under, os.path.join(WORK, "floor"), head, body, str(THREADS), *options])


def floor_in_batch(name, head, body):
    """Under the policy that povolani asks the scheduler for (server/serve.c)."""
    return floor(name, head, body, under=("chrt", "--batch", "0"))


def library(name, head, body):
    return Server(name, [os.path.join(WORK, "library"), head, body, str(THREADS)])


NGINX = """daemon off; worker_processes {threads}; worker_rlimit_nofile {files}; pid {folder}/nginx.pid; error_log stderr; {user}
events {{ worker_connections {connections}; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    access_log {log};
    types {{ }}
    default_type application/json;
    keepalive_requests 1000000000;
{more}
}}
"""
AS_POVOLANI = "combined buffer=8k flush=100ms"  # BUFFER_BYTES and WAIT_MS of server/access_log.c
NGINX_FILES = """    sendfile {sendfile}; tcp_nopush {sendfile}; output_buffers 2 64k;
    open_file_cache max=100 inactive=1h;
    open_file_cache_valid 1h;
    gzip_static on;
"""
NGINX_ROOT = "    server {{ listen 127.0.0.1:{port} reuseport; root {root}; }}\n"
NGINX_PROXY = """    upstream povolani {{ server {upstream}; keepalive 256; }}
    proxy_buffers 16 8k;
    server {{
        listen 127.0.0.1:{port} reuseport;
        location / {{ proxy_pass http://povolani; proxy_http_version 1.1; proxy_set_header Connection ""; }}
    }}
"""


def nginx_with(name, more, port, log):
    folder = folder_of(name)
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w") as file:
        file.write(NGINX.format(threads=THREADS, files=2 * CONNECTIONS_MAX, connections=CONNECTIONS_MAX, folder=folder,
                                log=f"{folder}/access.log {AS_POVOLANI}" if log else "off", more=more,
                                user="user root;" if os.geteuid() == 0 else ""))
    return Server(name, [shutil.which("nginx", path="/usr/sbin:" + os.environ["PATH"]), "-p", folder, "-c", path], port,
                  logs=[f"{folder}/access.log"] if log else [])


def nginx(name, roots, log=True, sendfile=True):
    """@param roots  folders of files, a port each: Server.ports
    @param sendfile  as Debian configures it, head and body in one packet (tcp_nopush); without, small files are faster"""
    ports = {root: free_port() for root in roots}
    more = NGINX_FILES.format(sendfile="on" if sendfile else "off") + "".join(
        NGINX_ROOT.format(port=port, root=root) for root, port in ports.items())
    server = nginx_with(name, more, ports[roots[0]], log)
    server.ports = ports
    return server


def nginx_before(name, upstream):
    port = free_port()
    return nginx_with(name, NGINX_PROXY.format(port=port, upstream=upstream), port, log=False)


H2O = """num-threads: {threads}
max-connections: {connections}
pid-file: {folder}/h2o.pid
{user}{log}file.send-compressed: ON
file.mime.setdefaulttype: application/json
hosts:
{hosts}"""
H2O_HOST = """  "127.0.0.1:{port}":
    listen: {{host: 127.0.0.1, port: {port}}}
    paths: {{"/": {{file.dir: {root}}}}}
"""


def h2o(name, roots, log=True):
    folder = folder_of(name)
    ports = {root: free_port() for root in roots}
    path = os.path.join(folder, "h2o.conf")
    with open(path, "w") as file:
        file.write(H2O.format(threads=THREADS, connections=CONNECTIONS_MAX, folder=folder,
                              log=f"access-log: {folder}/access.log\n" if log else "",
                              user="user: root\n" if os.geteuid() == 0 else "",
                              hosts="".join(H2O_HOST.format(port=port, root=root) for root, port in ports.items())))
    server = Server(name, ["h2o", "-m", "worker", "-c", path], ports[roots[0]], logs=[f"{folder}/access.log"] if log else [])
    server.ports = ports
    return server


def fastapi(name):
    port = free_port()
    return Server(name, [PYTHON, "-B", "-m", "uvicorn", "detail:app", "--port", str(port), "--loop", "uvloop", "--http",
                              "httptools", "--no-access-log", "--log-level", "warning"], port,
                  environment={"POVOLANI_DATA": DATA})


def fastify(name):
    port = free_port()
    return Server(name, ["node", os.path.join(HERE, "detail.js"), DATA, str(port)], port,
                  environment={"NODE_PATH": MODULES})
