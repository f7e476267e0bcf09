"""The API of household files, over the same queries, forms and actions as the screens."""
