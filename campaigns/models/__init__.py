from campaigns.models.activities import (
    CoolingVisit,
    EmploymentService,
    JobFair,
    LabourExport,
    WarmthVisit,
)
from campaigns.models.campaigns import Campaign, Quota, SummaryRecord
from campaigns.models.programmes import SpecialVisit, TrainingClass

__all__ = [
    "Campaign",
    "CoolingVisit",
    "EmploymentService",
    "JobFair",
    "LabourExport",
    "Quota",
    "SpecialVisit",
    "SummaryRecord",
    "TrainingClass",
    "WarmthVisit",
]
