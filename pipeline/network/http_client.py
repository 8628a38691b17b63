"""One request: the only place that speaks to the network.

httpx's transports are used without its client (https://www.python-httpx.org/advanced/transports/), which
would keep all cookies, follow redirects and send passwords. A name is looked up here, and the connection
goes to an address that was found public, so that a second look-up cannot give another one; the certificate
is verified for the name (`sni_hostname`, https://www.encode.io/httpcore/extensions/).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from http.cookiejar import CookieJar
from types import TracebackType
from typing import Self

import httpx

from ..files import is_exhausted
from .addresses import WebAddress, first_private, is_ip_address
from .values import Machine, Question, RequestPolicy, Response

_MOST_ADDRESSES = 3  # tried for one host, since some have IPv6 that does not work


class _TooLargeError(Exception):
    """A body is larger than was asked for."""


class HttpClient:
    """Asks for addresses. Each connection is closed after its response: hosts may share an address."""

    def __init__(self, policy: RequestPolicy, machine: Machine) -> None:
        self._policy, self._machine = policy, machine
        self._transports: dict[tuple[str, str | None], httpx.AsyncHTTPTransport] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    async def send(self, question: Question, url: WebAddress, cookies: CookieJar) -> Response:
        """Send one request and return its response; a fault of the network is a response, not raised.

        `cookies` are sent as far as they are for this address, and those of the response are added.
        """
        proxy, look_up = self._machine.proxy_of(url.scheme, url.host), self._machine.look_up
        try:
            async with asyncio.timeout(self._policy.timeout):
                found = [url.host] if proxy or is_ip_address(url.host) else await look_up(url.host)
        except TimeoutError:
            return Response(
                fault="no-connection", message="its name could not be looked up in time"
            )
        except (OSError, UnicodeError) as error:
            return _not_found(url.host, error)
        # A proxy looks names up by itself: then only what is written can be judged.
        judged = [host for host in found if not proxy or is_ip_address(host)]
        private = None if self._policy.private else first_private(url.host, judged)
        if private:
            also = "" if private == url.host else f" ({private})"
            return Response(fault="private", message=f"{url.host} is in a private network{also}")
        response = Response(fault="no-host", message=f"there is no host {url.host}")
        for address in found[:_MOST_ADDRESSES]:
            response = await self._send_to(question, url, address, proxy, cookies)
            if response.fault != "no-connection":
                break
        return response

    async def _send_to(
        self,
        question: Question,
        url: WebAddress,
        address: str,
        proxy: str | None,
        cookies: CookieJar,
    ) -> Response:
        limit, jar = self._policy.timeout, httpx.Cookies(cookies)
        try:
            named = httpx.Request(
                question.method, url.href
            )  # cookies are of a name, not of an address
            jar.set_cookie_header(named)
            more = {"Cookie": named.headers["Cookie"]} if "Cookie" in named.headers else {}
            if question.referer:
                more["Referer"] = question.referer
            request = httpx.Request(
                question.method,
                httpx.URL(scheme=url.scheme, host=address, port=url.port, raw_path=url.wire.encode()),
                headers={"Host": url.header, "User-Agent": self._policy.agent, "Accept": "*/*",
                         "Connection": "close", **more},
                extensions={"timeout": httpx.Timeout(limit).as_dict(), "sni_hostname": url.host},
            )  # fmt: skip
            allowed = self._policy.patience if question.most else 2 * limit
            async with asyncio.timeout(allowed):  # who sends a byte now and then
                transport = self._transport(url.scheme, proxy)
                response = await transport.handle_async_request(request)
                try:
                    body = await _body(response, question.most)
                finally:
                    await response.aclose()
        except _TooLargeError:
            megabytes = question.most / 1e6
            return Response(fault="too-large", message=f"it is larger than {megabytes:g} MB")
        except (httpx.ConnectTimeout, httpx.PoolTimeout):
            return Response(fault="no-connection", message=f"no connection within {limit:g} s")
        except (httpx.TimeoutException, TimeoutError):
            return Response(fault="silent", message=f"no answer within {limit:g} s")
        except httpx.DecodingError as error:
            return Response(fault="garbled", message=f"its encoding is wrong: {error}"[:200])
        except httpx.ProxyError as error:
            return Response(fault="no-connection", message=f"the proxy says: {error}"[:200])
        except httpx.ConnectError as error:
            return _not_connected(error)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
            return Response(fault="unfit", message=f"cannot be asked: {error}"[:200])
        except httpx.TransportError as error:
            detail = f": {error}" if str(error) else ""
            return Response(
                fault="garbled", message=f"the answer is incomplete or not HTTP{detail}"[:200]
            )
        headers = response.headers
        given = [("Set-Cookie", value) for value in headers.get_list("Set-Cookie")]
        jar.extract_cookies(httpx.Response(response.status_code, headers=given, request=named))
        return Response(
            response.status_code, headers.get("location"), headers.get("retry-after"), body=body
        )

    def _transport(self, scheme: str, proxy: str | None) -> httpx.AsyncHTTPTransport:
        if (scheme, proxy) not in self._transports:
            if proxy and proxy.startswith("socks"):
                raise httpx.UnsupportedProtocol("SOCKS proxies are not supported")
            plain = scheme == "http"  # to load the certificates costs 0.1 s
            self._transports[scheme, proxy] = httpx.AsyncHTTPTransport(
                verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                if plain
                else httpx.create_ssl_context(),
                trust_env=False,
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
                proxy=proxy,
            )
        return self._transports[scheme, proxy]


async def _body(response: httpx.Response, most: int) -> bytes:
    """Return the body of a good response, b"" of others. Raise _TooLargeError, and what httpx raises."""
    if not most or not response.is_success:
        return b""
    taken = bytearray()
    async for piece in response.aiter_bytes():
        taken += piece
        if len(taken) > most:
            raise _TooLargeError
    return bytes(taken)


def _not_found(host: str, error: OSError | UnicodeError) -> Response:
    """Return the response for a name that does not exist or is not found now (RFC 3493, 6.1)."""
    if is_exhausted(error):
        raise error
    nowhere = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
    if isinstance(error, UnicodeError) or error.errno in nowhere:
        return Response(fault="no-host", message=f"there is no host {host}")
    return Response(fault="no-connection", message=f"its name cannot be looked up: {error}"[:200])


def _not_connected(error: BaseException) -> Response:
    """Return the response for a certificate that does not hold, a failure of TLS, or no connection."""
    cause: BaseException | None = error
    while cause is not None:
        if is_exhausted(cause):
            raise cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message or str(cause)
            return Response(
                fault="certificate", message=f"its certificate is not valid: {why}"[:200]
            )
        if isinstance(cause, ssl.SSLError):
            return Response(fault="garbled", message=f"TLS fails: {cause.reason or cause}"[:200])
        cause = cause.__cause__ or cause.__context__
    return Response(fault="no-connection", message=f"no connection: {error}"[:200])
