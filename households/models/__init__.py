from households.models.archives import HardshipArchive
from households.models.assessments import Assessment
from households.models.attachments import Attachment
from households.models.changes import FileChange, FileLink
from households.models.checklists import Checklist, ChecklistItem
from households.models.checks import RecheckRound, SpotCheck, SpotCheckFile
from households.models.consents import Consent, ConsentText
from households.models.demands import Demand, DemandNote
from households.models.drafts import Draft
from households.models.duplicates import DuplicateDecision, DuplicatePair
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
from households.models.freezes import FreezeException, FreezePeriod
from households.models.imports import (
    ImportColumnHabit,
    ImportPart,
    ImportRow,
    ImportRun,
    ImportValueHabit,
)
from households.models.intake import IntakeRecord
from households.models.members import FamilyMember
from households.models.notices import Holiday, NoticeEntry, NoticePhoto, Objection, PublicNotice
from households.models.pairings import Pairing
from households.models.person_requests import PersonRequest
from households.models.referrals import Referral
from households.models.requests import FileRequest, RequestDecision
from households.models.review import FieldNote, ReviewStep, Submission
from households.models.standards import ApprovalChain, DibaoLine, RuleSet
from households.models.surveys import SurveyBatch, SurveyReport
from households.models.tasks import FileTask
from households.models.verifying import MatchRecord, MeetingMinutes
from households.models.visits import HomeVisit
from households.models.watchlist import WatchlistAssessment, WatchlistEntry

__all__ = [
    "AidNeed",
    "ApprovalChain",
    "ArchiveEpisode",
    "ArchiveTally",
    "Assessment",
    "Attachment",
    "Checklist",
    "ChecklistItem",
    "ColumnChoice",
    "Consent",
    "ConsentText",
    "Demand",
    "DemandNote",
    "DibaoLine",
    "DocumentReceipt",
    "Draft",
    "DuplicateDecision",
    "DuplicatePair",
    "ExclusionFlag",
    "FamilyMember",
    "FieldNote",
    "FileChange",
    "FileLink",
    "FileNumber",
    "FileRequest",
    "FileTask",
    "FreezeException",
    "FreezePeriod",
    "HardshipArchive",
    "HardshipEvent",
    "HistoricalSummary",
    "Holiday",
    "HomeVisit",
    "ImportColumnHabit",
    "ImportPart",
    "ImportRow",
    "ImportRun",
    "ImportValueHabit",
    "IncomeItem",
    "IntakeRecord",
    "MatchRecord",
    "MeetingMinutes",
    "NoticeEntry",
    "NoticePhoto",
    "Objection",
    "Pairing",
    "PersonRequest",
    "PublicNotice",
    "RecheckRound",
    "Referral",
    "RequestDecision",
    "ReviewStep",
    "RigidExpense",
    "RuleSet",
    "SavedView",
    "SecondaryCause",
    "SpotCheck",
    "SpotCheckFile",
    "Submission",
    "SurveyBatch",
    "SurveyReport",
    "WatchlistAssessment",
    "WatchlistEntry",
]
