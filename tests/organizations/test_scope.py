import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionaid.organizations.scope import ALPHABET, STEP, contains, next_path, subtree_range

LAST = len(ALPHABET) ** STEP - 1


def step(number):
    digits = ""
    for _place in range(STEP):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


steps = st.one_of(st.integers(0, LAST), st.integers(LAST - 2, LAST)).map(step)
paths = st.lists(steps, min_size=1, max_size=5).map("".join).filter(lambda path: set(path) != {"Z"})


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(paths, paths)
def test_the_range_holds_exactly_the_paths_of_the_subtree(path, other):
    low, high = subtree_range(path)
    for candidate in (other, path, path + other, path[:-1] + "0", path[:-STEP] + other):
        assert (low <= candidate < high) == contains(path, candidate)


@unhurried
@given(paths)
def test_the_next_path_is_the_next_sibling_of_the_same_length_unless_it_carries(path):
    assert next_path(path) > path
    assert len(next_path(path)) == len(path)
    assert not next_path(path).startswith(path)


@pytest.mark.parametrize(
    ("path", "follows"),
    [
        ("0001", "0002"),
        ("0009", "000A"),
        ("000Z", "0010"),
        ("00010ZZZ", "00011000"),
        ("0001ZZZZ", "00020000"),
    ],
)
def test_the_last_step_is_raised_with_carry(path, follows):
    assert next_path(path) == follows


@pytest.mark.parametrize("path", ["", "000", "00001", "000a", "000~", "00 1"])
def test_something_that_is_no_path_is_refused(path):
    with pytest.raises(ValueError, match="not a unit path"):
        next_path(path)


def test_nothing_follows_the_very_last_path():
    with pytest.raises(OverflowError):
        next_path("ZZZZ")
