from campaigns.models.activities import (
    CoolingVisit,
    EmploymentService,
    JobFair,
    LabourExport,
    StudentGrant,
    WarmthVisit,
)
from campaigns.models.campaigns import Campaign, ClosingReport, Quota, SummaryRecord
from campaigns.models.papers import Paper
from campaigns.models.programmes import SpecialVisit, TrainingClass, TrainingEnrolment
from campaigns.models.services import (
    ConsumptionAid,
    EmployerSupport,
    LegalAidCase,
    StartupCase,
    UniversalService,
)
from campaigns.models.standing import (
    ActionPlan,
    CentreReception,
    HelpCentre,
    PilotProject,
    PlanAssessment,
    PlanTarget,
    PolicyDocument,
)

__all__ = [
    "ActionPlan",
    "Campaign",
    "CentreReception",
    "ClosingReport",
    "ConsumptionAid",
    "CoolingVisit",
    "EmployerSupport",
    "EmploymentService",
    "HelpCentre",
    "JobFair",
    "LabourExport",
    "LegalAidCase",
    "Paper",
    "PilotProject",
    "PlanAssessment",
    "PlanTarget",
    "PolicyDocument",
    "Quota",
    "SpecialVisit",
    "StartupCase",
    "StudentGrant",
    "SummaryRecord",
    "TrainingClass",
    "TrainingEnrolment",
    "UniversalService",
    "WarmthVisit",
]
