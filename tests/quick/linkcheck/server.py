"""A real web server on 127.0.0.1 that behaves well and badly, and notes what it is asked."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    method: str
    host: str
    path: str
    headers: dict[str, str]


Behaviour = Callable[["Server", Asked, asyncio.StreamWriter], Awaitable[None]]


def answer(code: int, body: bytes = b"", **headers: str) -> bytes:
    """Return a whole answer of HTTP as bytes."""
    lines = [f"HTTP/1.1 {code} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Server:
    """Answers each path as `paths` says: bytes, a list of them in turn, or a function; else 404.

    `together` is the largest number of requests at once that a host was asked, and "" all hosts.
    """

    paths: dict[str, bytes | list[bytes] | Behaviour] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    together: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    port: int = 0
    arrived: threading.Event = field(default_factory=threading.Event)
    _open: Counter[str] = field(default_factory=Counter)
    _seen: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Server:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)))
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def at(self, host: str, path: str = "/") -> str:
        """Return the address of a path on a host whose name leads here."""
        return f"http{'s' if self.tls else ''}://{host}:{self.port}{path}"

    def requests(self) -> list[str]:
        """Return the requests so far, such as `GET /path`."""
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._one(reader, writer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
        method, path, _ = head.split(" ")
        asked = Asked(method, headers["host"].partition(":")[0], path, headers)
        self.asked.append(asked)
        self.arrived.set()
        for name in (asked.host, ""):
            self._open[name] += 1
            self.together[name] = max(self.together[name], self._open[name])
        try:
            data = await self._data(asked, writer)
        finally:
            for name in (asked.host, ""):
                self._open[name] -= 1
        writer.write(data)
        await writer.drain()

    async def _data(self, asked: Asked, writer: asyncio.StreamWriter) -> bytes:
        await asyncio.sleep(0.005)  # so that requests that may come at once do
        does = self.paths.get(asked.path, answer(404))
        if isinstance(does, bytes):
            return does
        if isinstance(does, list):
            self._seen[asked.path] += 1
            return does[min(self._seen[asked.path], len(does)) - 1]
        await does(self, asked, writer)
        return b""


async def silent(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Accept, and say nothing."""
    await asyncio.Event().wait()


async def slow(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, and never come to an end."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def huge(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Send a body without an end, as long as anybody takes it."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
    while asked.method == "GET":
        writer.write(bytes(65_536))
        server.sent += 65_536
        await writer.drain()


async def refuses_head(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Answer only GET."""
    writer.write(answer(405, Allow="GET") if asked.method == "HEAD" else answer(200, b"page"))


async def breaks_head(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Close at once on HEAD."""
    if asked.method == "GET":
        writer.write(answer(200, b"page"))


def meeting(number: int) -> Behaviour:
    """Return a behaviour: answer once so many requests are here at the same time, never before."""
    here: list[Asked] = []
    met = asyncio.Event()

    async def meet(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
        here.append(asked)
        if len(here) >= number:
            met.set()
        await met.wait()
        writer.write(answer(200))

    return meet
