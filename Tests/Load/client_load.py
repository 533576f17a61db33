#!/usr/bin/env python3
"""Figures of assay's HTTP client beside those of others, over loopback, against one server.

    Tests/Load/client_load.py .build/release/assay [--requests 10000] [--configuration release]

Starts `assay serve flexai`, then asks it for GET /models, 64 requests at a time: with wrk (where it
is installed), with Python's httpx (where it is importable), and with assay's transport, all evidence
kept (`LoadTests`, which also prints memory after 1,000 and after all requests,
the time of 200 answers of 300 ms each, and how well gaps of 20 ms are measured).
Nothing here passes or fails: the figures are the machine's.
"""

import argparse
import asyncio
import os
import re
import shutil
import signal
import subprocess
import time

CONCURRENCY = 64


def wrk(url, key):
    if not shutil.which("wrk"):
        return print("wrk: not installed")
    out = subprocess.run(
        ["wrk", "-t", "2", "-c", str(CONCURRENCY), "-d", "5s", "-H", f"Authorization: Bearer {key}",
         url + "/models"], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", out)[1]
    print(f"wrk: {float(rate):.0f} requests/s")


async def httpx_rate(httpx, url, key, count):
    limits = httpx.Limits(max_connections=CONCURRENCY, max_keepalive_connections=CONCURRENCY)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:
        left = iter(range(count))

        async def one():
            for _ in left:
                answer = await client.get(
                    url + "/models", headers={"Authorization": f"Bearer {key}"})
                assert answer.status_code == 200

        started = time.monotonic()
        await asyncio.gather(*(one() for _ in range(CONCURRENCY)))
        return count / (time.monotonic() - started)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--configuration", default="release", choices=["debug", "release"])
    arguments = parser.parse_args()
    server = subprocess.Popen(
        [arguments.binary, "serve", "flexai", "--port", "0", "--latency", "0"],
        stdout=subprocess.PIPE, text=True)
    try:
        url, key = re.search(r"(http://\S+) \(key (\S+)\)", server.stdout.readline()).groups()
        wrk(url, key)
        try:
            import httpx
        except ImportError:
            print("httpx: not importable")
        else:
            rate = asyncio.run(httpx_rate(httpx, url, key, arguments.requests))
            print(f"httpx: {rate:.0f} requests/s")
        tests = subprocess.run(
            ["swift", "test", "-c", arguments.configuration, "--build-path", ".build/load",
             "-Xswiftc", "-enable-testing", "--filter", "LoadTests"],
            env={**os.environ, "ASSAY_LOAD": str(arguments.requests), "ASSAY_LOAD_URL": url,
                 "ASSAY_LOAD_KEY": key}, capture_output=True, text=True)
        print("\n".join(
            line for line in (tests.stdout + tests.stderr).splitlines()
            if re.search(r"requests/s|ideal|gaps of|recorded an issue|Test run", line)))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
