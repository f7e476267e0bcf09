class EvidenceStays(Exception):
    """Evidence is appended, never changed or removed."""


class WrongRootKey(Exception):
    """The key the chains began with is not the one configured now."""

    def __init__(self, chain):
        super().__init__(
            f"Chain {chain} was begun with another root key. Put the removed key back at the end of "
            "UNIONAID_DATA_KEYS, or name it in UNIONAID_INDEX_KEY."
        )
