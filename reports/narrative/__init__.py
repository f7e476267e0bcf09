"""The report that writes itself: sentences about the annual tables, in Chinese as it is handed up.

`document(unit, period, tables, before)` returns its chapters; every number is a piece that knows its list.
"""

from reports.narrative.document import Document, document

__all__ = ["Document", "document"]
