#!/usr/bin/env python3
"""Load and abuse of the simulated provider's server, over loopback, bounded in time.

    Tests/Load/server_load.py .build/release/assay [--seconds 5] [--streams 500]

Starts `assay serve flexai --port 0`, then:
  1. plain requests over 1, 16 and 128 keep-alive connections: requests a second;
  2. many paced streams at once: how late their events come, and the server's memory;
  3. abuse: idle and half-open connections, slow readers, heads without end, bodies too large,
     floods of connections; after each of them an ordinary request must still be answered;
  4. SIGTERM with connections open: the server must end by itself, with status 0.

Exits 1 if anything is not as it must be. Needs nothing but Python.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time

FAILURES = []


def check(condition, what):
    print(("ok    " if condition else "FAIL  ") + what)
    if not condition:
        FAILURES.append(what)


class Server:
    """The server as a process of its own."""

    def __init__(self, binary, *options):
        self.process = subprocess.Popen(
            [binary, "serve", "flexai", "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.search(r"http://([0-9.]+):(\d+)(\S*) \(key (\S+)\)", line)
        if not match:
            raise SystemExit("no address in: " + line)
        self.host, self.port, self.base, self.key = (
            match[1], int(match[2]), match[3], match[4])

    def memory(self):
        """Resident memory now and at its peak, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            text = status.read()
        return tuple(
            int(re.search(name + r":\s+(\d+)", text)[1]) // 1024 for name in ("VmRSS", "VmHWM"))

    def request(self, prompt, **members):
        body = json.dumps(
            {"model": "Qwen/Qwen2.5-32B-Instruct",
             "messages": [{"role": "user", "content": prompt}], **members}).encode()
        head = (
            f"POST {self.base}/chat/completions HTTP/1.1\r\nHost: {self.host}\r\n"
            f"Authorization: Bearer {self.key}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n")
        return head.encode() + body


async def plain_answer(reader):
    """Reads one response with a Content-Length; returns its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def plain(server, connections, seconds):
    """Keep-alive connections that ask as fast as they are answered."""
    request = server.request("Say PONG.", max_tokens=8)
    stop = time.monotonic() + seconds
    counts = []

    async def one():
        reader, writer = await asyncio.open_connection(server.host, server.port)
        count = 0
        while time.monotonic() < stop:
            writer.write(request)
            status = await plain_answer(reader)
            assert status == 200, status
            count += 1
        writer.close()
        counts.append(count)

    started = time.monotonic()
    await asyncio.gather(*(one() for _ in range(connections)))
    rate = sum(counts) / (time.monotonic() - started)
    print(f"      {connections:4} connections: {rate:8.0f} requests/s (client included)")
    check(all(counts), f"every one of {connections} connections is served")


async def streams(server, count, latency, pace):
    """Paced streams, all at once; an event's lateness is counted from its stream's own start."""
    request = server.request("Count from 1 to 60.", stream=True, temperature=0)
    late = []
    whole = [0]

    async def one():
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(request)
        started = time.monotonic()
        await reader.readuntil(b"\r\n\r\n")
        text = b""
        event = 0
        while not text.endswith(b"0\r\n\r\n"):
            data = await reader.read(65536)
            if not data:
                break
            now = time.monotonic()
            for _ in range(data.count(b"data: {")):
                # The first event comes with the head; each further one a token later.
                late.append(now - started - (latency + max(0, event) * pace) / 1000)
                event += 1
            text = (text + data)[-64:]
        whole[0] += b"[DONE]" in text
        writer.close()

    started = time.monotonic()
    gathered = asyncio.gather(*(one() for _ in range(count)))
    await asyncio.sleep(1)
    now, _ = server.memory()
    await gathered
    took = time.monotonic() - started
    late.sort()
    print(
        f"      {count} streams, {len(late)} events in {took:.1f} s; lateness p50 "
        f"{late[len(late) // 2] * 1e3:.2f} ms, p99 {late[len(late) * 99 // 100] * 1e3:.2f} ms "
        f"(client included); resident {now} MiB, peak {server.memory()[1]} MiB")
    check(whole[0] == count, f"all {count} streams end with their terminator")


def ask(server, what):
    """One ordinary request on a connection of its own."""
    with socket.create_connection((server.host, server.port), timeout=10) as connection:
        connection.sendall(server.request("Say PONG.", max_tokens=8))
        answer = connection.recv(65536)
    check(answer.startswith(b"HTTP/1.1 200 "), "answers after " + what)


def abuse(server):
    address = (server.host, server.port)
    kept = []

    for _ in range(200):
        kept.append(socket.create_connection(address))
    ask(server, "200 connections that say nothing")

    for connection in kept[:100]:
        connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Le")
    ask(server, "100 heads that break off")

    for connection in kept[100:150]:
        connection.sendall(server.request("Say PONG."))
        connection.shutdown(socket.SHUT_WR)
    check(
        all(connection.recv(65536).startswith(b"HTTP/1.1 200 ") for connection in kept[100:150]),
        "half-closed connections are answered")
    ask(server, "half-closed connections")

    for connection in kept:
        connection.close()
    ask(server, "200 connections that were dropped")

    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        answer = b""
        try:
            for _ in range(200):
                connection.sendall(b"X-Filler: " + b"x" * 4096 + b"\r\n")
        except OSError:
            pass
        try:
            answer = connection.recv(65536)
        except OSError:
            pass
        check(answer[:13] in (b"HTTP/1.1 431 ", b""), "a head without end is refused")
    ask(server, "a head without end")

    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(
            b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000000\r\n\r\n")
        check(connection.recv(65536).startswith(b"HTTP/1.1 413 "), "a body too large is refused")
    ask(server, "a body too large")

    slow = []
    for _ in range(100):
        connection = socket.create_connection(address)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.sendall(server.request("Write a story in 800 words.", stream=True))
        slow.append(connection)
    ask(server, "100 streams that nobody reads")
    for connection in slow:
        connection.close()

    for _ in range(3000):
        with socket.socket() as connection:
            connection.setblocking(False)
            connection.connect_ex(address)
    time.sleep(0.5)
    ask(server, "3000 connections that come and go")
    now, peak = server.memory()
    print(f"      resident {now} MiB, peak {peak} MiB")
    check(peak < 300, "memory stays bounded")


def terminate(server):
    held = [socket.create_connection((server.host, server.port)) for _ in range(50)]
    for connection in held[:25]:
        connection.sendall(server.request("Write a story in 800 words.", stream=True))
    time.sleep(0.2)
    server.process.send_signal(signal.SIGTERM)
    started = time.monotonic()
    try:
        status = server.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.process.kill()
        status = "none within 10 s"
    check(status == 0, f"SIGTERM ends it (status {status}, {time.monotonic() - started:.2f} s)")
    for connection in held:
        connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--streams", type=int, default=500)
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))

    print("requests a second")
    server = Server(arguments.binary, "--latency", "0", "--token-latency", "0")
    for connections in (1, 16, 128):
        asyncio.run(plain(server, connections, arguments.seconds))
    terminate(server)

    print("paced streams")
    server = Server(arguments.binary, "--latency", "100", "--token-latency", "50")
    asyncio.run(streams(server, arguments.streams, 100, 50))

    print("abuse")
    abuse(server)
    terminate(server)
    sys.exit(1 if FAILURES else 0)


if __name__ == "__main__":
    main()
