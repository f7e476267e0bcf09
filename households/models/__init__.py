from households.models.archives import HardshipArchive
from households.models.assessments import Assessment
from households.models.drafts import Draft
from households.models.economy import (
    AidNeed,
    DocumentReceipt,
    ExclusionFlag,
    HardshipEvent,
    IncomeItem,
    RigidExpense,
    SecondaryCause,
)
from households.models.episodes import ArchiveEpisode, ArchiveTally, HistoricalSummary
from households.models.finding import ColumnChoice, FileNumber, SavedView
from households.models.members import FamilyMember
from households.models.review import FieldNote, ReviewStep, Submission
from households.models.standards import ApprovalChain, DibaoLine, RuleSet

__all__ = [
    "AidNeed",
    "ApprovalChain",
    "ArchiveEpisode",
    "ArchiveTally",
    "Assessment",
    "ColumnChoice",
    "DibaoLine",
    "DocumentReceipt",
    "Draft",
    "ExclusionFlag",
    "FamilyMember",
    "FieldNote",
    "FileNumber",
    "HardshipArchive",
    "HardshipEvent",
    "HistoricalSummary",
    "IncomeItem",
    "ReviewStep",
    "RigidExpense",
    "RuleSet",
    "SavedView",
    "SecondaryCause",
    "Submission",
]
