"""Drawing files at random so that anybody can draw the same ones again (抽查). Pure.

Within each union every file number is ranked by SHA-256 of "seed:number"; the first ranks are
drawn, for every union at least its share, rounded up. With the seed and the list of numbers the
drawing is repeated by any program that can hash a text.
"""

import hashlib
from itertools import groupby
from operator import itemgetter


def draw(seed, population, percent):
    """Return the drawn (union code, file number) pairs of a population of such pairs, union by union.

    Whatever the order of the population, the same seed draws the same list.
    """
    drawn = []
    for _code, files in groupby(sorted(set(population)), key=itemgetter(0)):
        files = sorted(files, key=lambda pair: rank(seed, pair[1]))
        drawn += files[: share(len(files), percent)]
    return drawn


def rank(seed, number):
    """Return the place of a file number under a seed: 64 hexadecimal digits, compared as text."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def share(files, percent):
    """Return how many of so many files make at least the share."""
    return -(-files * percent // 100)


def digest(pairs):
    """Return the fingerprint of a list of pairs: SHA-256 of its sorted lines "code number"."""
    return hashlib.sha256(as_text(pairs).encode()).hexdigest()


def as_text(pairs):
    return "".join(f"{code} {number}\n" for code, number in sorted(pairs))


def from_text(text):
    return [tuple(line.split(" ", 1)) for line in text.splitlines()]
