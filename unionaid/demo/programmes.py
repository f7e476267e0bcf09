"""The other programmes of the demo: at every union something, in the words of the founding article."""

from datetime import date, timedelta
from random import Random

from campaigns.enums import (
    CaseOutcome,
    CentreFunction,
    CentreLevel,
    CertificateLevel,
    LegalMatter,
    LegalService,
    Measure,
    PilotKind,
    PilotStage,
    PurchaseUse,
    StartupHelp,
    SupportAction,
    SupportKind,
    TraineeKind,
    UniversalKind,
)
from campaigns.models import (
    ActionPlan,
    CentreReception,
    ConsumptionAid,
    EmployerSupport,
    HelpCentre,
    LegalAidCase,
    PilotProject,
    PlanAssessment,
    PlanTarget,
    PolicyDocument,
    StartupCase,
    TrainingClass,
    TrainingEnrolment,
    UniversalService,
)
from unionaid.demo.naming import full_name
from unionaid.organizations.enums import UnionKind

ARTICLE = "甘肃工人报 2022-12-07"
TRADES = ("电工", "焊工", "中式烹调师", "家政服务员", "育婴员", "美容师", "叉车司机")
PROJECTS = ("牛肉面馆", "社区便利店", "百合种植", "家电维修", "手工刺绣", "网约配送站")
ORIGINS = ("东乡县", "积石山县", "礼县", "宕昌县", "通渭县", "舟曲县", "古浪县", "环县")
CLASS_SIZE, CLASS_CERTIFICATES, CLASS_COST = 50, 45, 50_000
ENROLLED = 10
# Names as printed (DOMAIN 9.3): title, issuer, year.
DOCUMENTS = (
    ("关于推进困难职工帮扶中心规范化建设的实施方案", "甘肃省总工会", 2017),
    ("甘肃省总工会财政专项帮扶资金使用管理实施细则(试行)", "甘肃省总工会", 2021),
    ("甘肃省总工会困难职工档案管理办法(试行)", "甘肃省总工会", 2021),
    ("甘肃省推进城市困难职工解困脱困三年行动计划(2018——2020)", "甘肃省委办公厅、省政府办公厅", 2018),
    ("关于印发<甘肃省推进城镇困难职工解困脱困三年行动计划(2018-2020年)>的通知", "", None),
    ("甘肃省总工会关于“做好困难职工解困脱困工作”的实施方案", "甘肃省总工会", None),
    ("甘肃省总工会关于开展“困难职工和农民工培训工作(2016年)”的实施方案", "甘肃省总工会", 2016),
    ("甘肃省总工会常态化送温暖工作管理办法(试行)", "甘肃省总工会", None),
    ("甘肃省总工会办公室关于开展提升职工生活品质试点工作的通知", "甘肃省总工会办公室", 2022),
    ("关于援企稳岗的若干举措", "甘肃省总工会", None),
    ("关于加大工会经费投入助力疫情防控与经济社会发展的实施意见", "白银市总工会", None),
    ("困难职工档案管理办法（总工办〔2016〕36号）", "全国总工会办公厅", 2016),
    ("中央财政专项帮扶资金使用管理办法", "全国总工会", 2015),
    ("职工困难帮扶资金管理办法", "全国总工会", 2022),
)
NATIONAL_FROM = 11
MEASURES = (
    "关怀小微企业", "线上线下稳就业", "职工技能培训", "劳动用工法治体检", "发放防疫物资", "走访复工企业",
)
PLAN_GOAL = "不漏一户、不落一人，到 2020 年全国级在档困难职工全部解困脱困"
MEMBERS = "总工会、财政局、民政局、人社局、教育局、医保局、住建局"
SERVICES = ("困难职工健康体检", "职工观影", "普法进企业", "心理健康讲座", "爱心托管班", "单身职工联谊")


class Desk:
    """What a row says of its union and of who wrote it."""

    def __init__(self, offices):
        self.offices = offices

    def at(self, unit):
        clerk = self.offices.clerk(unit)
        return {"unit": unit, "unit_path": unit.path, "recorded_by": clerk.user}


def load(units, offices):
    """Write the registers of the other programmes for all unions of prefectures and counties."""
    desk = Desk(offices)
    holders = [unit for unit in units if unit.depth in (2, 3)]
    places = [unit for unit in holders if unit.kind == UnionKind.TERRITORIAL]
    prefectures = _prefectures(holders)
    _documents(units, prefectures, desk)
    _centres(places, desk)
    _plans(prefectures, desk)
    _classes(prefectures, desk)
    _pilots(prefectures, desk)
    _cases(holders, desk)
    _services(holders, desk)


def classes_of_2016(holders):
    """Return what the recorded classes of 2016 take out of that year's summary, by measure."""
    number = len(_prefectures(holders))
    return {
        Measure.TRAINING_PARTICIPANTS: number * CLASS_SIZE,
        Measure.TRAINING_CERTIFICATES: number * CLASS_CERTIFICATES,
        Measure.TRAINING_AMOUNT: number * CLASS_COST,
    }


def _prefectures(holders):
    return [unit for unit in holders if unit.depth == 2 and unit.kind == UnionKind.TERRITORIAL]


def _documents(units, prefectures, desk):
    top = units[0]
    baiyin = next(unit for unit in prefectures if unit.region_code == "620400")
    PolicyDocument.objects.bulk_create(
        PolicyDocument(
            **desk.at(baiyin if issuer.startswith("白银") else top), title=title, issuer=issuer,
            issued_year=year, held_on=date(2022, 3, 1), source=ARTICLE if place < NATIONAL_FROM else "",
        )
        for place, (title, issuer, year) in enumerate(DOCUMENTS)
    )


def _centres(places, desk):
    """A centre at every prefecture and county, all of them up to the standard by the end of 2020."""
    centres = HelpCentre.objects.bulk_create(_centre(unit, desk) for unit in places)
    CentreReception.objects.bulk_create(
        CentreReception(
            **desk.at(centre.unit), centre=centre, held_on=date(2022, 1, 5) + timedelta(days=23 * turn),
            function=function, person_times=Random(f"{centre.unit.code} {function}").randint(4, 60),
            matter=("咨询困难职工建档", "拖欠工资求助", "求职登记")[turn], answer="已答复",
            settled_on=date(2022, 1, 6) + timedelta(days=23 * turn),
        )
        for centre in centres
        for turn, function in enumerate(CentreFunction)
    )


def _centre(unit, desk):
    rng = Random(f"centre {unit.code}")
    county = unit.depth == 3
    points = (*HelpCentre.FUNCTIONS, *HelpCentre.FOUR_ONES, *HelpCentre.AIMS)
    return HelpCentre(
        **desk.at(unit), **dict.fromkeys(points, True), name=f"{unit.short_name}困难职工帮扶中心",
        level=CentreLevel.COUNTY if county else CentreLevel.CITY, held_on=date(2017, 6, 1),
        standard_on=date(rng.randint(2018, 2020), rng.randint(1, 12), 15), telephone=unit.telephone,
        address=f"{unit.short_name}职工服务中心一楼", staff=rng.randint(3, 5) + (0 if county else 4),
        windows=rng.randint(2, 4) + (0 if county else 2),
    )


def _plans(prefectures, desk):
    """The 14 plans of 2018–2020 with their leading groups, a target a year, an assessment in 2020."""
    plans = ActionPlan.objects.bulk_create(
        ActionPlan(
            **desk.at(unit), title=f"{unit.short_name}推进城镇困难职工解困脱困三年行动计划（2018-2020年）",
            issuer=f"{unit.short_name}委办公室、{unit.short_name}政府办公室", held_on=date(2018, 7, 1),
            first_year=2018, last_year=2020, leader="市（州）委分管领导", members=MEMBERS, goal=PLAN_GOAL,
        )
        for unit in prefectures
    )
    targets, assessments = [], []
    for plan in plans:
        rng = Random(f"plan {plan.unit.code}")
        left = rng.randint(900, 4200)
        for year, share in ((2018, 0.4), (2019, 0.6), (2020, 1)):
            aim = round(left * share)
            targets.append(
                PlanTarget(
                    **desk.at(plan.unit), plan=plan, year=year, held_on=date(year, 3, 1), on_file=left,
                    target=aim, reached=aim,
                )
            )
            left -= aim
        sample = rng.randint(60, 200)
        assessments.append(
            PlanAssessment(
                **desk.at(plan.unit), plan=plan, held_on=date(2020, 11, 20), body="第三方评估组（演示）",
                sample=sample, confirmed=sample, result="全国级在档困难职工全部解困脱困",
            )
        )
    PlanTarget.objects.bulk_create(targets)
    PlanAssessment.objects.bulk_create(assessments)


def _classes(prefectures, desk):
    """A class of 2016 at every prefecture with some of its people by name, and one planned for 2022."""
    held = TrainingClass.objects.bulk_create(
        TrainingClass(
            **desk.at(unit), title=f"{unit.short_name}{TRADES[place % 7]}培训班", trade=TRADES[place % 7],
            plan_year=2016, starts_on=date(2016, 9, 5), held_on=date(2016, 10, 28), planned=CLASS_SIZE,
            place=f"{unit.short_name}职工培训学校", participants=CLASS_SIZE, hardship_workers=18,
            migrant_workers=32, completed=48, certificates=CLASS_CERTIFICATES,
            junior_or_above=CLASS_CERTIFICATES, employed=36, amount=CLASS_COST,
        )
        for place, unit in enumerate(prefectures)
    )
    TrainingClass.objects.bulk_create(
        TrainingClass(
            **desk.at(unit), title=f"{unit.short_name}{TRADES[(place + 3) % 7]}培训班", plan_year=2022,
            trade=TRADES[(place + 3) % 7], starts_on=date(2022, 5, 9), held_on=date(2022, 6, 10),
            planned=40, participants=0, status="PLANNED",
        )
        for place, unit in enumerate(prefectures)
    )
    TrainingEnrolment.objects.bulk_create(
        _enrolment(row, turn, desk) for row in held for turn in range(ENROLLED)
    )


def _enrolment(row, turn, desk):
    rng = Random(f"{row.unit.code} {turn}")
    works = turn % 4 > 0
    return TrainingEnrolment(
        **desk.at(row.unit), training_class=row, held_on=date(2016, 8, 20),
        person=full_name(rng, "汉", str(turn % 2 + 1), 1978), completed=True,
        trainee=TraineeKind.MIGRANT if turn % 3 else TraineeKind.WORKER,
        certificate=CertificateLevel.JUNIOR if turn else "",
        certificate_no=f"演示{row.unit.region_code}{turn:04d}" if turn else "",
        employed_on=date(2016, 11, 15) if works else None, workplace="本地企业（演示）" if works else "",
    )


def _pilots(prefectures, desk):
    PilotProject.objects.bulk_create(
        PilotProject(
            **desk.at(unit), name=f"{unit.short_name}提升职工生活品质试点", batch_year=2022,
            kind=list(PilotKind)[place % 2], held_on=date(2022, 3, 10), amount=(500_000, 50_000)[place % 2],
            stage=PilotStage.RUNNING if place % 3 else PilotStage.PLANNING, document_no="演示",
            milestones="试点方案已报省总工会" if place % 3 else "",
        )
        for place, unit in enumerate(prefectures)
    )


def _cases(holders, desk):
    LegalAidCase.objects.bulk_create(
        LegalAidCase(
            **desk.at(unit), held_on=date(2022, 1, 11) + timedelta(days=place % 40),
            applicant=full_name(Random(f"legal {unit.code}"), "汉", str(place % 2 + 1), 1975),
            matter=list(LegalMatter)[place % 5], service=list(LegalService)[place % 4],
            persons=place % 3 + 1, employer="某建筑公司（演示）", lawyer="工会法律服务律师",
            outcome=CaseOutcome.SETTLED if place % 3 else CaseOutcome.OPEN,
            closed_on=date(2022, 3, 15) if place % 3 else None, recovered=(place % 7) * 6_500,
        )
        for place, unit in enumerate(holders)
    )
    StartupCase.objects.bulk_create(
        StartupCase(
            **desk.at(unit), held_on=date(2021, 5, 10) + timedelta(days=place % 60), amount=8_000,
            applicant=full_name(Random(f"startup {unit.code}"), "汉", str(place % 2 + 1), 1982),
            project=PROJECTS[place % 6], help=list(StartupHelp)[place % 4], jobs=place % 5 + 1,
            outcome=CaseOutcome.SETTLED,
        )
        for place, unit in enumerate(holders)
    )


def _services(holders, desk):
    EmployerSupport.objects.bulk_create(
        EmployerSupport(
            **desk.at(unit), held_on=date(2022, 3, 2) + timedelta(days=place % 20), event_tag="EPIDEMIC",
            employer=f"{unit.short_name}{('机械', '食品', '物流')[turn]}有限公司（演示）",
            kind=list(SupportKind)[(place + turn) % 4], action=list(SupportAction)[(place + turn) % 4],
            papers=1 if (place + turn) % 4 < 2 else 0, workers=20 + place % 60,
            measure=MEASURES[(place + turn) % 6],
        )
        for place, unit in enumerate(holders)
        for turn in range(3)
    )
    ConsumptionAid.objects.bulk_create(
        ConsumptionAid(
            **desk.at(unit), held_on=date(2022, 1, 18) + timedelta(days=place % 9), use=PurchaseUse.GIFTS,
            origin=ORIGINS[place % 8], platform="扶贫832平台", amount=12_000 + place * 300,
            gift_spending=34_000 + place * 700,
        )
        for place, unit in enumerate(holders)
    )
    UniversalService.objects.bulk_create(
        UniversalService(
            **desk.at(unit), held_on=date(2022, 2, 20) + timedelta(days=place % 30),
            title=SERVICES[place % 6], kind=list(UniversalKind)[place % 6],
            place=f"{unit.short_name}工人文化宫", person_times=80 + place * 7 % 400,
            amount=(place % 5) * 2_000,
        )
        for place, unit in enumerate(holders)
    )
