"""When two workers may be one: pure rules on names, birth dates and divisions."""

from datetime import date

import pytest

from households.likeness import Key, Worker, alike, fingerprint, joint, similar, strength, told

BORN = date(1970, 3, 15)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("王桂英", "王桂英", True),
        ("王桂英", "王贵英", True),
        ("王桂英", "李桂英", False),
        ("王桂英", "王贵兰", False),
        ("王英", "王瑛", False),
        ("王桂英", "王英", False),
        ("马阿不都", "马阿卜都", True),
        ("", "", False),
    ],
)
def test_similar_names(one, other, expected):
    assert similar(one, other) is expected


def worker(**changes):
    given = {"archive": 1, "name": "王英", "pinyin": "wangying", "born": BORN, "region": "620102"}
    return Worker(**given | changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "王瑛"}, True),  # two characters, one sound
        ({"born": date(1970, 4, 15)}, True),
        ({"born": date(1970, 4, 16)}, False),
        ({"region": "620121"}, False),
        ({"born": None}, False),
        ({"name": "李萍", "pinyin": "liping"}, False),
    ],
)
def test_alike_workers(changes, expected):
    assert alike(worker(), worker(archive=2, **changes)) is expected


def test_stronger_keys_come_first():
    assert told({Key.NAME, Key.IDENTITY}) == "IDENTITY NAME"
    assert strength({Key.IDENTITY}) > strength({Key.ACCOUNT, Key.MOBILE, Key.NAME, Key.LIKENESS})


def test_fingerprint_is_of_the_values():
    assert fingerprint(("a", ["b"])) == fingerprint(("a", ["b"])) != fingerprint(("a", ["c"]))
    assert joint("a", "b") != joint("b", "a")
