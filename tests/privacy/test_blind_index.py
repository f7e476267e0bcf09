"""The blind index is equal for equal values, apart for each purpose, and outlives the turning of the ring."""

from unionaid.privacy.blind_index import blind_index

OLD, NEW = "11" * 32, "22" * 32
NUMBER = "620102198001011234"


def test_equal_values_have_equal_indexes_of_sixteen_bytes():
    assert blind_index("identity", NUMBER) == blind_index("identity", NUMBER)
    assert len(blind_index("identity", NUMBER)) == 16


def test_another_value_or_purpose_has_another_index():
    indexes = {
        blind_index("identity", NUMBER),
        blind_index("identity", NUMBER[:-1] + "5"),
        blind_index("account", NUMBER),
    }
    assert len(indexes) == 3


def test_a_new_data_key_leaves_the_index_as_it_is(settings):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], ""
    before = blind_index("identity", NUMBER)
    settings.DATA_KEYS = [NEW, OLD]

    assert blind_index("identity", NUMBER) == before


def test_the_oldest_key_can_retire_once_it_is_named_as_index_key(settings):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], ""
    before = blind_index("identity", NUMBER)
    settings.DATA_KEYS, settings.INDEX_KEY = [NEW], OLD

    assert blind_index("identity", NUMBER) == before


def test_without_the_key_the_index_is_another_one(settings):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], ""
    before = blind_index("identity", NUMBER)
    settings.DATA_KEYS = [NEW]

    assert blind_index("identity", NUMBER) != before
