"""Sealed values open only whole, in their own place, with a key of the ring."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from unionaid.privacy import keyring
from unionaid.privacy.sealing import Unreadable, key_of, seal, unseal

OLD, NEW = "11" * 32, "22" * 32
PLACE = "households.familymember.id_number"


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_again_and_shows_nothing(plain):
    sealed = seal(plain, PLACE)

    assert unseal(sealed, PLACE) == plain
    assert len(sealed) == 1 + 4 + 12 + len(plain) + 16
    assert len(plain) < 4 or plain not in sealed


def test_the_same_value_is_sealed_differently_each_time():
    assert seal(b"620102", PLACE) != seal(b"620102", PLACE)


def test_a_value_does_not_open_in_another_place():
    with pytest.raises(Unreadable):
        unseal(seal(b"620102", PLACE), "households.hardshiparchive.bank_account")


@pytest.mark.parametrize("position", [0, 5, 12, 17, -1])
def test_a_changed_byte_is_noticed(position):
    sealed = bytearray(seal(b"620102198001011234", PLACE))
    sealed[position] ^= 1

    with pytest.raises(Unreadable):
        unseal(bytes(sealed), PLACE)


@pytest.mark.parametrize("kept", [0, 1, 5, 10, 20])
def test_a_cut_value_is_noticed(kept):
    with pytest.raises((Unreadable, ImproperlyConfigured)):
        unseal(seal(b"620102198001011234", PLACE)[:kept], PLACE)


def test_old_values_stay_readable_when_a_new_key_comes(settings):
    settings.DATA_KEYS = [OLD]
    before = seal(b"620102", PLACE)
    settings.DATA_KEYS = [NEW, OLD]
    after = seal(b"620102", PLACE)

    assert (unseal(before, PLACE), unseal(after, PLACE)) == (b"620102", b"620102")
    assert key_of(after) == keyring.newest_id() != key_of(before)


def test_without_its_key_a_value_names_the_missing_key(settings):
    settings.DATA_KEYS = [OLD]
    sealed = seal(b"620102", PLACE)
    settings.DATA_KEYS = [NEW]

    with pytest.raises(ImproperlyConfigured, match=key_of(sealed).hex()):
        unseal(sealed, PLACE)


@pytest.mark.parametrize("wrong", ["", "11" * 31, "zz" * 32])
def test_a_wrong_key_is_refused_by_name(settings, wrong):
    settings.DATA_KEYS = [wrong]

    with pytest.raises(ImproperlyConfigured, match="UNIONAID_DATA_KEYS"):
        seal(b"620102", PLACE)
