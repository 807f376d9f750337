"""Where this machine is found by the others in the room."""

from __future__ import annotations

import socket
from contextlib import suppress

_ELSEWHERE = ("192.0.2.1", "10.255.255.255")
"""Nothing is sent there: the system only says which of our addresses it would send from."""


def addresses(host: str) -> list[str]:
    """The addresses to give out for a server that listens on this one; the likeliest first."""
    if host not in ("", "0.0.0.0", "::"):
        return [host]
    found = [_ours_towards(each) for each in _ELSEWHERE]
    with suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return list(dict.fromkeys(each for each in found if each and not each.startswith("127."))) or ["127.0.0.1"]


def _ours_towards(there: str) -> str:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((there, 9))
        return str(asking.getsockname()[0])
    return ""
