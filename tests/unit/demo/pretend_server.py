"""A server that says it is healthy, and dies as it is told: `pretend_server.py PORT [ill | brief]`."""

import http.server
import sys
import threading
import time


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


def main(port: int, way: str = "well") -> None:
    if way == "ill":
        sys.exit(7)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Health)
    if way == "brief":
        threading.Thread(target=server.serve_forever, daemon=True).start()
        time.sleep(0.4)
        sys.exit(3)
    server.serve_forever()


main(int(sys.argv[1]), *sys.argv[2:])
