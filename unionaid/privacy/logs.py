import logging

from unionaid.privacy.masks import mask_numbers


class MaskingFormatter(logging.Formatter):
    """Masks numbers of persons in everything that is logged, messages of errors and tracebacks included."""

    def format(self, record):
        return mask_numbers(super().format(record))
