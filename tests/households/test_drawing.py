"""The pure drawing: the same list from the same seed, a full share for every union."""

import hashlib

from households import drawing

POPULATION = [(f"GS{code}", f"GS-{code}-2021-{n:05d}") for code in (620102, 620121) for n in range(1, 12)]


def test_same_seed_draws_the_same_list_in_whatever_order():
    drawn = drawing.draw("a", POPULATION, 30)
    assert drawing.draw("a", POPULATION[::-1], 30) == drawn
    assert drawing.draw("b", POPULATION, 30) != drawn


def test_every_union_has_its_share_rounded_up():
    drawn = drawing.draw("a", POPULATION, 30)
    assert [code for code, _number in drawn] == ["GS620102"] * 4 + ["GS620121"] * 4
    assert [drawing.share(files, 30) for files in (1, 3, 10, 11)] == [1, 1, 3, 4]


def test_list_is_what_any_program_draws_with_sha_256():
    own = [number for code, number in POPULATION if code == "GS620121"]
    by_hand = sorted(own, key=lambda number: hashlib.sha256(f"a:{number}".encode()).hexdigest())[:4]
    assert [number for code, number in drawing.draw("a", POPULATION, 30) if code == "GS620121"] == by_hand


def test_text_and_back():
    text = drawing.as_text(POPULATION)
    assert drawing.from_text(text) == sorted(POPULATION)
    assert drawing.digest(POPULATION) == hashlib.sha256(text.encode()).hexdigest()
