"""How often somebody may ask. Who asks is known by address, in memory alone, and forgotten before long."""

from __future__ import annotations

import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from math import ceil

from game.wording import _

MOST_REMEMBERED = 20_000


class TooOftenError(Exception):
    """`seconds` until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_("too often; try again in {count} s", count=seconds))
        self.seconds = seconds


class Allowance:
    """So many at once, and so many a second after that, for each of those who ask."""

    def __init__(self, at_once: int, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def check(self, who: str) -> None:
        """Raises `TooOftenError` where nothing is left."""
        left = self._now_left(who)
        if left < 1:
            raise TooOftenError(ceil((1 - left) / self._a_second))

    def take(self, who: str) -> None:
        """Takes one, if one is left. Raises `TooOftenError`."""
        self.check(who)
        self.charge(who)

    def charge(self, who: str) -> None:
        """Takes one."""
        left = self._now_left(who) - 1
        self._left.pop(who, None)
        self._left[who] = (max(left, -1), self._clock())
        if len(self._left) > MOST_REMEMBERED:
            del self._left[next(iter(self._left))]

    def _now_left(self, who: str) -> float:
        left, when = self._left.get(who, (self._at_once, 0.0))
        return min(self._at_once, left + (self._clock() - when) * self._a_second)


class Limits:
    """The allowances of one server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._requests = Allowance(1_500, 300, clock)
        self._files = Allowance(12_000, 1_000, clock)
        self._posts = Allowance(20, 4, clock)
        self._wrong = Allowance(30, 0.5, clock)
        self._wrong_by_all = Allowance(100, 5, clock)

    def request(self, address: str) -> None:
        """Of anything that is answered for one. A whole school may stand behind one address. Raises `TooOftenError`."""
        self._requests.take(address)

    def file(self, address: str) -> None:
        """Of a page or what belongs to it: some 26 to begin with, for each of a school's. Raises `TooOftenError`."""
        self._files.take(address)

    def post(self, token: str) -> None:
        """Of one pupil's run or vote. Raises `TooOftenError`."""
        self._posts.take(token)

    def guess(self, address: str) -> None:
        """Before a code or a secret is looked up, whether it is right or not. Raises `TooOftenError`."""
        self._wrong.check(address)
        self._wrong_by_all.check("")

    def wrong(self, address: str) -> None:
        """After it turned out wrong."""
        self._wrong.charge(address)
        self._wrong_by_all.charge("")


def neighbourhood(address: str) -> str:
    """Those who count as one: an IPv4 address, or all that share the first half of an IPv6 address.

    >>> neighbourhood("192.168.1.7"), neighbourhood("2001:db8::1") == neighbourhood("2001:db8::2")
    ('192.168.1.7', True)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))
