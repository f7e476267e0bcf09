"""The API of aid funds, over the same queries as the screens."""
