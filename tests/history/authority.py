# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A time-stamp authority on this machine: openssl answers what its small server is sent."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

CONFIGURATION = """
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa_section]
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
crypto_device = builtin
serial = {folder}/serial
"""
Answer = Callable[[bytes], tuple[int, bytes]]


class Authority:
    """A certificate authority and, under it, one key that may stamp."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))
        (folder / "serial").write_text("01\n")
        key = ["-newkey", "rsa:2048", "-nodes"]
        self._openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test root",
                      "-days", "30", "-config", "tsa.cnf", "-extensions", "ca", names=True)  # fmt: skip
        self._openssl("req", "-new", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test TSA",
                      "-config", "tsa.cnf", names=True)  # fmt: skip
        self._openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                      "-out", "tsa.pem", "-days", "30", "-extfile", "tsa.cnf", "-extensions", "tsa")  # fmt: skip

    @property
    def certificates(self) -> Path:
        """What whoever trusts this authority keeps."""
        return self.folder / "ca.pem"

    def stamp(self, query: bytes) -> tuple[int, bytes]:
        """The authority's answer to a query."""
        (self.folder / "query.tsq").write_bytes(query)
        words = (
            "-queryfile query.tsq -inkey tsa.key -signer tsa.pem -config tsa.cnf -section tsa_section -out answer.tsr"
        )
        self._openssl("ts", "-reply", *words.split())
        return 200, (self.folder / "answer.tsr").read_bytes()

    def _openssl(self, *words: str, names: bool = False) -> None:
        if names:  # "req" asks for a section of names, though -subj gives them
            text = (self.folder / "tsa.cnf").read_text()
            if "[req]" not in text:
                (self.folder / "tsa.cnf").write_text("[req]\ndistinguished_name = dn\n[dn]\n" + text)
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A server that answers each query so; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = answer(query)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
