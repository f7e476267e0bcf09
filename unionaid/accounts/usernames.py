import unicodedata


def normal(given):
    """Return a user name as accounts are stored, however people type it: full width, capitals, spaces."""
    return unicodedata.normalize("NFKC", given).strip().lower()
