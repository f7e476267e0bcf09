class FileNumberConverter:
    """A file number in an address: GS-620402-2022-00317."""

    regex = r"[A-Z]{2}-\d{6}-\d{4}-\d{5}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
