#!/usr/bin/env python3
"""An HTTP server that answers with what arrived, and with fixed responses under /response. Python's standard library
only, so that nothing of the client under test is on this side. Prints its port."""
import json, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NESTED = {"name": "café", "size": {"width": 3}, "tags": ["a", "b"]}
FIXED = {
    "/response/headers": (200, {"Content-Type": "application/json", "X-Rate-Limit": "7", "X-Tags": "a,b"}, json.dumps(NESTED)),
    "/response/tuple": (200, {"Content-Type": "application/json"},
                        '{"ends":[[0,1.5],[2,3]],"label":["left",null],"log_in":["anna","hunter2"]}'),
    "/response/text": (200, {"Content-Type": "text/plain; charset=utf-8"}, "café"),
    "/response/bytes": (200, {"Content-Type": "application/octet-stream"}, b"\x00\xff\x10"),
    "/response/events": (200, {"Content-Type": "text/event-stream"},
        ": a comment\n\nevent: change\nid: 1\ndata: {\"name\":\ndata: \"first\"}\n\ndata: {\"name\":\"second\"}\r\n\r\n"),
    "/response/chosen text/event-stream": (200, {"Content-Type": "text/event-stream"}, 'data: {"name":"first"}\n\n'),
    "/response/chosen application/json": (200, {"Content-Type": "application/json"}, json.dumps(NESTED)),
    "/response/default": (200, {"Content-Type": "application/json"}, json.dumps(NESTED)),
    "/response/range": (203, {"Content-Type": "application/vnd.example+json; version=1; charset=utf-8"}, json.dumps(NESTED)),
    "/response/nothing": (200, {}, ""),
    "/response/lines": (200, {"Content-Type": "application/x-ndjson"}, '{"name":"first"}\n\n{"name":"second"}\n'),
}
REPORT = {
    "json": (200, {"Content-Type": "application/json"}, '{"rows":2}'),
    "text/csv": (200, {"Content-Type": "Text/CSV; charset=utf-8"}, "a,b\n1,2\n"),
    "application/pdf": (200, {"Content-Type": "application/pdf"}, "%PDF"),
    "error in json": (404, {"Content-Type": "application/json; charset=utf-8"}, '{"rows":0}'),
    "error in text": (404, {"Content-Type": "text/plain"}, "no report"),
}
SEVERAL = {
    200: ("application/json", json.dumps(NESTED)), 202: ("application/json", '{"job":"j1"}'), 204: (None, ""),
    404: ("application/json", '{"reason":"gone"}'), 429: ("text/plain", "slow down"), 503: ("application/json", '{"code":5}'),
}


class Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        path = urllib.parse.urlsplit(self.path).path.removeprefix("/base")
        if path == "/response/several":
            status = int(urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["status"][0])
            kind, content = SEVERAL[status]
            headers = {"Content-Type": kind} if kind else {}
            self.reply(status, {**headers, "X-Limit": "30"} if status == 429 else headers, content)
        elif path == "/response/report":
            wanted = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("as")
            first = self.headers["Accept"].partition(",")[0]
            self.reply(*REPORT[wanted[0] if wanted else "json" if first == "application/json" else first])
        elif fixed := FIXED.get(path) or FIXED.get(f"{path} {self.headers.get('Accept')}"):
            self.reply(*fixed)
        else:
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen = {"method": self.command, "target": self.path, "headers": headers, "body": body.decode("latin-1")}
            self.reply(200, {"Content-Type": "application/json"}, json.dumps(seen))

    def reply(self, status, headers, content):
        content = content if isinstance(content, bytes) else content.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
print(server.server_port, flush=True)
server.serve_forever()
