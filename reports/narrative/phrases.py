"""The sentences numbers make, so that words and numbers agree. Pure; Chinese as the report is written in."""

from dataclasses import dataclass
from decimal import Decimal

from reports.statistics import in_ten_thousands, percentage

PLACES = 3


@dataclass(frozen=True)
class Piece:
    """A run of a sentence: words, or a `number`, with the address of its rows where they can be listed."""

    text: str
    url: str = ""
    number: bool = False


def number(value, unit, url=""):
    """Return a number with its unit: 6824 户, 19,452 人."""
    text = f"{value:,}" if isinstance(value, Decimal) or value >= 10_000 else str(value)
    return Piece(f"{text} {unit}", url, number=True)


def money(amount, url=""):
    """Return 元 as 万元, rounded once."""
    return Piece(f"{in_ten_thousands(amount):,} 万元", url, number=True)


def share(part, whole, url=""):
    """Return the percentage of a part, with one decimal."""
    return Piece(f"{percentage(part, whole):.1f}%", url, number=True)


def change(now, before, unit, since):
    """Say how a number has changed since then: more, fewer, the same, or from nothing."""
    if now == before:
        return [Piece(f"与{since}持平")]
    word, rate = ("增加", "增长") if now > before else ("减少", "下降")
    pieces = [Piece(f"较{since}{word} "), number(abs(now - before), unit)]
    if before:
        pieces += [Piece(f"，{rate} "), share(abs(now - before), before)]
    else:
        pieces.append(Piece(f"（{since}为 0）"))
    return pieces


def leaders(counted):
    """Return (names, sum) of the first three places among (name, value) pairs; all who share the third.

    Nobody stands in a place with nothing.
    """
    ranked = sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])
    if len(ranked) > PLACES:
        least = ranked[PLACES - 1][1]
        ranked = [pair for pair in ranked if pair[1] >= least]
    return [name for name, _value in ranked], sum(value for _name, value in ranked)


def listed(names):
    """Join names as a sentence does: 甲、乙和丙."""
    if len(names) < 2:
        return "".join(names)
    return f"{'、'.join(names[:-1])}和{names[-1]}"
