from assistance.models.aid import AidDecision, AidRecord
from assistance.models.allocations import Allocation, AllocationRow
from assistance.models.closings import CarryOver, Reversal, YearClosing
from assistance.models.funds import FundBalance, Hold
from assistance.models.ledger import LedgerEntry, Voucher
from assistance.models.standards import AidStandard, AidStandardVersion, ApprovalLimit

__all__ = [
    "AidDecision",
    "AidRecord",
    "AidStandard",
    "AidStandardVersion",
    "Allocation",
    "AllocationRow",
    "ApprovalLimit",
    "CarryOver",
    "FundBalance",
    "Hold",
    "LedgerEntry",
    "Reversal",
    "Voucher",
    "YearClosing",
]
