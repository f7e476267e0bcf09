"""The statistical tables of a year (DOMAIN 7): each a function of a unit and a period.

`TABLES` names them in their printed order; `tables(unit, period)` computes them, and
`BETWEEN` are the equations between them. Screen, workbook, API and returns ask here.
"""

from reports.annual.period import Period, period_of
from reports.annual.registry import BETWEEN, TABLES, table, tables

__all__ = ["BETWEEN", "TABLES", "Period", "period_of", "table", "tables"]
