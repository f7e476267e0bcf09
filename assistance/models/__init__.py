from assistance.models.allocations import Allocation, AllocationRow
from assistance.models.closings import CarryOver, Reversal, YearClosing
from assistance.models.funds import FundBalance, Hold
from assistance.models.ledger import LedgerEntry, Voucher

__all__ = [
    "Allocation",
    "AllocationRow",
    "CarryOver",
    "FundBalance",
    "Hold",
    "LedgerEntry",
    "Reversal",
    "Voucher",
    "YearClosing",
]
