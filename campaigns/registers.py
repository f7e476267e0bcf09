"""The registers of the programmes: one line each says what a union writes down and what a list shows.

Words come from the models, rules from `record_rules`; forms, lists, prints, workbooks and the API
are made from this table.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from campaigns import models as m

WHERE = ("place", "partner")
MONEY = ("cash", "goods", "quantity", "unit_price", "fund_source")
LAST = ("event_tag", "note")


@dataclass(frozen=True)
class Register:
    """A register of one model. `labels` rename a field here; `parent` is the field of the row above it.

    `fields` stand on the form, `columns` in the list; `pays` tells that a union's fund can pay for it.
    """

    slug: str
    model: type
    fields: tuple
    columns: tuple
    labels: dict = field(default_factory=dict)
    parent: str = ""
    plannable: bool = False
    pays: bool = False
    search: tuple = ()

    @property
    def kind(self):
        return self.model._meta.model_name

    @property
    def title(self):
        return self.model._meta.verbose_name

    def label(self, name):
        """What people call a field of the register."""
        if name in self.labels:
            return self.labels[name]
        if name in EXTRA_LABELS:
            return EXTRA_LABELS[name]
        return self.model._meta.get_field(name).verbose_name

    @property
    def all_labels(self):
        return {name: self.label(name) for name in self.fields}


@dataclass(frozen=True)
class Group:
    slug: str
    title: str
    registers: tuple


EXTRA_LABELS = {
    "archive": _("档案号"),
    "member": _("学生姓名"),
    "amount": _("金额（元）"),
    "checked": _("达标项目"),
    "unit": _("单位"),
}
CASE = {"held_on": _("受理日期")}

DELIVERIES = Group("deliveries", _("四送活动"), (
    Register(
        "job-fairs", m.JobFair,
        ("held_on", "title", *WHERE, "is_online", "employers", "posts", "seekers", "intentions", "signed",
         "on_file", "status", *LAST),
        ("held_on", "unit", "title", "place", "employers", "posts", "seekers", "intentions", "status"),
        plannable=True, search=("title", "place", "partner"),
    ),
    Register(
        "employment-services", m.EmploymentService,
        ("held_on", "title", "service", *WHERE, "person_times", "on_file", *LAST),
        ("held_on", "unit", "title", "service", "person_times", "on_file", "status"),
        search=("title", "place", "partner"),
    ),
    Register(
        "labour-export", m.LabourExport,
        ("held_on", "title", "destination", "partner", "persons", "on_file", *LAST),
        ("held_on", "unit", "title", "destination", "persons", "on_file", "status"),
        search=("title", "destination", "partner"),
    ),
    Register(
        "cooling-visits", m.CoolingVisit,
        ("held_on", "target", "employer", "place", "partner", "workers", "migrant_workers",
         "new_form_workers", *MONEY, "safety_checked", "findings", *LAST),
        ("held_on", "unit", "employer", "target", "workers", "migrant_workers", "new_form_workers", "cash",
         "goods_value", "safety_checked", "status"),
        pays=True, search=("employer", "place", "partner"),
    ),
    Register(
        "student-grants", m.StudentGrant,
        ("held_on", "archive", "member", "stage", "school", "student_kind", "result", "cash", "fund_source",
         "refusal_reason", "note"),
        ("held_on", "unit", "archive", "member", "stage", "school", "student_kind", "result", "cash",
         "status"),
        labels={"held_on": _("审核日期"), "cash": _("资助金额（元）")},
        search=("school", "archive__file_no"),
    ),
    Register(
        "warmth-visits", m.WarmthVisit,
        ("held_on", "target", "archive", "beneficiary", "occasions", "place", "visitor", *MONEY,
         "signed_for", *LAST),
        ("held_on", "unit", "target", "archive", "beneficiary", "occasions", "cash", "goods_value",
         "visitor", "signed_for", "status"),
        pays=True, search=("place", "visitor", "archive__file_no"),
    ),
))
PEOPLE = Group("people", _("慰问、培训和个案"), (
    Register(
        "special-visits", m.SpecialVisit,
        ("held_on", "system", "group", "event_year", "person", "kin", "place", *MONEY, "note"),
        ("held_on", "unit", "system", "group", "event_year", "person", "kin", "amount", "status"),
        pays=True, search=("place",),
    ),
    Register(
        "training-classes", m.TrainingClass,
        ("plan_year", "trade", "title", "starts_on", "held_on", *WHERE, "planned", "participants",
         "hardship_workers", "migrant_workers", "completed", "certificates", "junior_or_above",
         "employed", "amount", "status", "note"),
        ("held_on", "unit", "title", "trade", "planned", "participants", "completed", "certificates",
         "employed", "amount", "status"),
        labels={"held_on": _("结业日期"), "title": _("班次名称"), "amount": _("培训资金（元）")},
        plannable=True, pays=True, search=("title", "trade", "place"),
    ),
    Register(
        "training-enrolments", m.TrainingEnrolment,
        ("training_class", "held_on", "person", "trainee", "archive", "completed", "certificate",
         "certificate_no", "employed_on", "workplace", "note"),
        ("training_class", "unit", "person", "trainee", "completed", "certificate", "employed_on",
         "workplace", "status"),
        labels={"held_on": _("报名日期")}, parent="training_class",
        search=("certificate_no", "workplace", "training_class__title"),
    ),
    Register(
        "legal-cases", m.LegalAidCase,
        ("held_on", "applicant", "archive", "matter", "service", "persons", "employer", "lawyer",
         "outcome", "closed_on", "recovered", "note"),
        ("held_on", "unit", "applicant", "matter", "service", "persons", "outcome", "closed_on",
         "recovered", "status"),
        labels=CASE, search=("employer", "lawyer"),
    ),
    Register(
        "startup-cases", m.StartupCase,
        ("held_on", "applicant", "archive", "project", "help", "amount", "jobs", "outcome", "note"),
        ("held_on", "unit", "applicant", "project", "help", "amount", "jobs", "outcome", "status"),
        labels=CASE | {"amount": _("扶持资金（元）")}, pays=True, search=("project",),
    ),
))
PLACES = Group("places", _("帮扶阵地和试点"), (
    Register(
        "help-centres", m.HelpCentre,
        ("name", "level", "held_on", "address", "telephone", "staff", "windows",
         *m.HelpCentre.FUNCTIONS, *m.HelpCentre.FOUR_ONES, *m.HelpCentre.AIMS, "standard_on", "note"),
        ("name", "unit", "level", "held_on", "staff", "windows", "checked", "standard_on", "status"),
        labels={"held_on": _("建成日期")}, search=("name", "address"),
    ),
    Register(
        "centre-receptions", m.CentreReception,
        ("centre", "held_on", "function", "person_times", "matter", "answer", "settled_on"),
        ("held_on", "centre", "function", "person_times", "matter", "answer", "settled_on", "status"),
        labels={"held_on": _("接待日期")}, parent="centre", search=("matter", "centre__name"),
    ),
    Register(
        "pilots", m.PilotProject,
        ("name", "kind", "batch_year", "held_on", "document_no", "amount", "stage", "milestones",
         "accepted_on", "note"),
        ("name", "unit", "kind", "batch_year", "amount", "stage", "accepted_on", "status"),
        labels={"held_on": _("方案日期"), "amount": _("启动资金（元）")}, pays=True, search=("name",),
    ),
))
PLANS = Group("plans", _("行动计划和政策"), (
    Register(
        "action-plans", m.ActionPlan,
        ("title", "issuer", "document_no", "held_on", "first_year", "last_year", "leader", "members",
         "goal", "note"),
        ("title", "unit", "issuer", "held_on", "leader", "members", "status"),
        labels={"held_on": _("印发日期")}, search=("title", "issuer"),
    ),
    Register(
        "plan-targets", m.PlanTarget,
        ("plan", "year", "held_on", "on_file", "target", "reached", "note"),
        ("year", "unit", "plan", "on_file", "target", "reached", "status"),
        labels={"held_on": _("下达日期")}, parent="plan", search=("plan__title",),
    ),
    Register(
        "plan-assessments", m.PlanAssessment,
        ("plan", "held_on", "body", "sample", "confirmed", "result", "note"),
        ("held_on", "unit", "plan", "body", "sample", "confirmed", "result", "status"),
        labels={"held_on": _("评估日期")}, parent="plan", search=("body", "result"),
    ),
    Register(
        "policy-documents", m.PolicyDocument,
        ("title", "issuer", "issued_year", "document_no", "source", "full_text_available", "held_on",
         "note"),
        ("title", "issuer", "issued_year", "document_no", "unit", "full_text_available", "status"),
        labels={"held_on": _("登记日期")}, search=("title", "issuer", "document_no"),
    ),
))
EMPLOYERS = Group("employers", _("企业和普惠服务"), (
    Register(
        "employer-support", m.EmployerSupport,
        ("held_on", "employer", "kind", "action", "papers", "workers", "amount", "measure", *LAST),
        ("held_on", "unit", "employer", "kind", "action", "papers", "workers", "amount", "status"),
        labels={"amount": _("投入资金（元）")}, pays=True, search=("employer", "measure"),
    ),
    Register(
        "consumption-aid", m.ConsumptionAid,
        ("held_on", "origin", "platform", "use", "amount", "gift_spending", "note"),
        ("held_on", "unit", "origin", "platform", "use", "amount", "gift_spending", "status"),
        labels={"amount": _("采购金额（元）")}, search=("origin", "platform"),
    ),
    Register(
        "universal-services", m.UniversalService,
        ("held_on", "title", "kind", "place", "person_times", "amount", "note"),
        ("held_on", "unit", "title", "kind", "person_times", "amount", "status"),
        labels={"amount": _("投入资金（元）")}, pays=True, search=("title", "place"),
    ),
))
GROUPS = (DELIVERIES, PEOPLE, PLACES, PLANS, EMPLOYERS)
REGISTERS = {register.slug: register for group in GROUPS for register in group.registers}
BY_KIND = {register.kind: register for register in REGISTERS.values()}


def group_of(register):
    return next(group for group in GROUPS if register in group.registers)


def below(register):
    """The registers whose rows belong to a row of this one."""
    return tuple(
        child
        for child in REGISTERS.values()
        if child.parent and child.model._meta.get_field(child.parent).related_model is register.model
    )
