"""What theory says about n servers and one line. Pure. `offered`: the load in erlangs, arrivals times handling time."""

import math

import msgspec

_NEGLIGIBLE = 1e-15


def erlang_b(offered: float, servers: int) -> float:
    """The share turned away when nobody may wait."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(offered: float, servers: int) -> float:
    """The share that has to wait when everybody does so to the end; 1 when the line grows for ever."""
    if offered >= servers:
        return 1.0
    blocked = erlang_b(offered, servers)
    return servers * blocked / (servers - offered * (1 - blocked))


def mean_wait(offered: float, servers: int, handling: float) -> float:
    """The mean wait of all, in the unit of `handling`."""
    if offered >= servers:
        return math.inf
    return erlang_c(offered, servers) * handling / (servers - offered)


def service_level(offered: float, servers: int, handling: float, within: float) -> float:
    """The share that waits no longer than `within`."""
    if offered >= servers:
        return 0.0
    return 1 - erlang_c(offered, servers) * math.exp(-(servers - offered) * within / handling)


class Impatient(msgspec.Struct, frozen=True):
    """Of all who come: the share that has to wait, the share that leaves, and the mean wait before either."""

    waiting: float
    leaving: float
    mean_wait: float


def erlang_a(offered: float, servers: int, handling: float, patience: float) -> Impatient:
    """With an exponential patience: the steady state of births and deaths, up to where it is negligible."""
    weights = [1.0]
    while len(weights) <= servers or weights[-1] > _NEGLIGIBLE * max(weights):
        n = len(weights)
        rate = min(n, servers) + max(0, n - servers) * handling / patience
        weights.append(weights[-1] * offered / rate)
    total = sum(weights)
    in_line = sum((n - servers) * weight for n, weight in enumerate(weights) if n > servers) / total
    leaving = in_line * handling / patience / offered
    return Impatient(sum(weights[servers:]) / total, leaving, in_line * handling / offered)
