"""Whatever an error drags along, no number of a person reaches the log."""

import logging

from unionaid.privacy.logs import MaskingFormatter

NUMBER, PHONE = "620102198001011234", "13812342046"


def test_numbers_are_masked_in_message_and_traceback():
    try:
        raise ValueError(f"Key (number)=({NUMBER}) already exists")
    except ValueError as error:
        trouble = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f.py", 3, "call %s", (PHONE,), trouble)

    text = MaskingFormatter().format(record)

    assert "call 138****2046" in text
    assert "Traceback" in text
    assert "620***********1234" in text
    assert NUMBER not in text


def test_every_handler_of_the_project_masks(settings):
    formatters = settings.LOGGING["formatters"]

    assert {formatters[handler["formatter"]]["()"] for handler in settings.LOGGING["handlers"].values()} == {
        "unionaid.privacy.logs.MaskingFormatter"
    }
