from assistance.models.aid import AidDecision, AidRecord
from assistance.models.allocations import Allocation, AllocationRow
from assistance.models.banking import BankFile, BankTemplate, ReturnFile
from assistance.models.batches import BatchDecision, PaymentBatch, PaymentRow
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
    "BankFile",
    "BankTemplate",
    "BatchDecision",
    "CarryOver",
    "FundBalance",
    "Hold",
    "LedgerEntry",
    "PaymentBatch",
    "PaymentRow",
    "ReturnFile",
    "Reversal",
    "Voucher",
    "YearClosing",
]
