#!/usr/bin/env python3
"""A model hub for tests, in Hugging Face's layout, that misbehaves when told to.

Usage: model_hub.py FOLDER [CERTIFICATE.pem]     FOLDER/owner/name/file are the models

Prints one line of JSON with the ports: hub, cdn (where large files are redirected to), proxy, deaf (takes no
connection), tls (0 without a certificate). Then reads one JSON object per line and answers each with one line:
  {"faults": [{"match": "part of a path", "do": ..., "times": n}, ...]}   the first that matches and is not used up
  {"log": true}                                                           requests since the last time
  {"await": "word"}                                                       waits until a fault of that name is in force
What a fault may do: see `Handler.fault`.
"""
import hashlib
import json
import re
import socket
import ssl
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(sys.argv[1])
LARGE_BYTES = 10_000
REVISION = hashlib.sha1(b"a commit").hexdigest()

state = threading.Condition()
faults, log, in_force = [], [], set()
ports = {}


def sums(content):
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    return blob, hashlib.sha256(content).hexdigest()


def is_large(path):
    return path.stat().st_size > LARGE_BYTES


def listing(folder):
    siblings = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            blob, sha256 = sums(content)
            entry = {"rfilename": path.relative_to(folder).as_posix(), "size": len(content), "blobId": blob}
            if is_large(path):
                entry["blobId"] = sums(b"pointer")[0]
                entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 135}
            siblings.append(entry)
    return {"id": folder.name, "sha": REVISION, "gated": False, "siblings": siblings}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "hub"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        with state:
            log.append({"at": self.server.role, "path": self.path, "range": self.headers.get("Range", ""),
                        "agent": self.headers.get("User-Agent", ""), "method": self.command,
                        "authorization": self.headers.get("Authorization", "")})
            fault = next((f for f in faults if f["match"] in self.path and f.get("at", self.server.role) == self.server.role
                          and f.get("times", 1) > 0), None)
            if fault and "times" in fault:
                fault["times"] -= 1
        if self.server.role == "proxy":
            # Whatever host was asked for, the hub answers.
            self.path = urlsplit(self.path).path + ("?" + urlsplit(self.path).query if urlsplit(self.path).query else "")
        try:
            if not (fault and self.fault(fault)):
                self.answer(fault or {})
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def fault(self, fault):
        """True when it answered. The other faults change how a file is sent; see `send_body`."""
        what = fault["do"]
        if what == "status":
            self.reply(fault["status"], fault.get("body", "no").encode(), fault.get("headers", {}))
        elif what == "body":  # something else than was asked for, with status 200
            self.reply(200, fault["body"].encode(), fault.get("headers", {}))
        elif what == "redirect":
            self.reply(302, b"", {"Location": fault["to"].format(**ports)})
        elif what == "hang":
            self.wait_for_end(what)
        else:
            return False
        return True

    def answer(self, fault):
        api = re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/main\?blobs=true", self.path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/" + REVISION + r"/([^/]+)", self.path)
        if api and (ROOT / api[1]).is_dir():
            whole = listing(ROOT / api[1])
            if fault.get("do") == "terse":  # as mirrors that do not know ?blobs=true
                for entry in whole["siblings"]:
                    for key in ("size", "blobId", "lfs"):
                        entry.pop(key, None)
            whole.update(fault.get("with", {}))
            self.reply(200, json.dumps(whole).encode(), {"Content-Type": "application/json"})
        elif file and (ROOT / file[1] / file[2]).is_file():
            path = ROOT / file[1] / file[2]
            content = path.read_bytes()
            blob, sha256 = sums(content)
            if is_large(path):
                self.reply(302, b"", {"Location": f"http://127.0.0.1:{ports['cdn']}/cdn/{file[1]}/{file[2]}",
                                      "X-Linked-Etag": f'"{sha256}"', "X-Linked-Size": str(len(content)),
                                      "X-Repo-Commit": REVISION})
            else:
                self.send_body(content, {"ETag": f'"{blob}"'}, fault)
        elif self.path.startswith("/cdn/") and (ROOT / self.path[5:]).is_file():
            self.send_body((ROOT / self.path[5:]).read_bytes(), {"ETag": '"of the store"'}, fault)
        else:
            self.reply(404, b"not here", {})

    def send_body(self, content, headers, fault):
        what = fault.get("do", "")
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        begin, status = 0, 200
        if asked and what != "no_ranges":
            begin, status = int(asked[1]), 206
            if begin >= len(content):
                return self.reply(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            if what == "other_range":
                begin //= 2
            headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        if what == "corrupt":
            place = len(content) // 2
            content = content[:place] + bytes([content[place] ^ 1]) + content[place + 1:]
        elif what == "shorter":  # and says so
            content = content[:-100]
        elif what == "longer":  # does not say so
            content += b"x" * 100
        body = content[begin:]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if what == "longer":
            self.send_header("Connection", "close")
            self.close_connection = True
        elif what in ("chunked", "chunked_short"):
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if what in ("chunked", "chunked_short"):
            body = body if what == "chunked" else body[:len(body) // 2]
            for place in range(0, len(body), 7000):
                piece = body[place:place + 7000]
                self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        elif what == "drop":
            self.wfile.write(body[:fault["after"]])
            self.wfile.flush()
            if fault.get("reset"):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            self.close_connection = True
        elif what == "stall":
            self.wfile.write(body[:fault["after"]])
            self.wfile.flush()
            self.wait_for_end(what)
        else:
            self.wfile.write(body)

    def wait_for_end(self, what):
        """Says nothing more until the other side goes away."""
        with state:
            in_force.add(what)
            state.notify_all()
        while self.connection.recv(4096):
            pass
        self.close_connection = True

    def reply(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Clients that go away in the middle are what these tests are about."""


def serve(role, certificate=None):
    server = Server(("127.0.0.1", 0), Handler)
    server.role = role
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    ports[role] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()


def make_deaf_port():
    """A port whose queue of connections is full, so that the next one is neither taken nor refused."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    ports["deaf"] = listener.getsockname()[1]
    waiting = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(listener.getsockname())
        waiting.append(one)
    return listener, waiting


def main():
    for role in ("hub", "cdn", "proxy"):
        serve(role)
    ports["tls"] = 0
    if len(sys.argv) > 2:
        serve("tls", sys.argv[2])
    kept = make_deaf_port()
    print(json.dumps(ports), flush=True)
    for line in sys.stdin:
        order, answer = json.loads(line), {}
        with state:
            if "faults" in order:
                faults[:] = order["faults"]
                in_force.clear()
            if "log" in order:
                answer["log"] = log[:]
                log.clear()
            if "await" in order:
                state.wait_for(lambda: order["await"] in in_force)
        print(json.dumps(answer), flush=True)
    del kept


main()
