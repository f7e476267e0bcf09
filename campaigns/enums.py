"""The vocabulary of the four deliveries and the other programmes (DOMAIN 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignKind(models.TextChoices):
    """四送."""

    SPRING_JOBS = "SPRING_JOBS", _("春送岗位")
    SUMMER_COOLING = "SUMMER_COOLING", _("夏送清凉")
    AUTUMN_EDUCATION = "AUTUMN_EDUCATION", _("金秋助学")
    WINTER_WARMTH = "WINTER_WARMTH", _("冬送温暖")


class CountUnit(models.TextChoices):
    """What a number counts (DOMAIN 6.1). Unlike units are never added to each other."""

    HOUSEHOLD_TIMES = "HOUSEHOLD_TIMES", _("户次")
    PERSON = "PERSON", _("人")
    PERSON_TIMES = "PERSON_TIMES", _("人次")
    EMPLOYER_TIMES = "EMPLOYER_TIMES", _("家次")
    EVENT = "EVENT", _("场次")
    POST = "POST", _("个")
    CERTIFICATE = "CERTIFICATE", _("本")
    MONEY = "MONEY", _("元")


class Measure(models.TextChoices):
    """What the programmes are counted by. `unit` and `programme` say in what and for what."""

    JOB_FAIRS = "JOB_FAIRS", _("专场招聘会")
    JOB_POSTS = "JOB_POSTS", _("提供岗位")
    EMPLOYMENT_SERVICE = "EMPLOYMENT_SERVICE", _("就业创业服务")
    LABOUR_EXPORT = "LABOUR_EXPORT", _("跨地区劳务输出")
    COOLING_AMOUNT = "COOLING_AMOUNT", _("夏送清凉慰问款物")
    COOLING_EMPLOYERS = "COOLING_EMPLOYERS", _("慰问企业（工地）")
    COOLING_WORKERS = "COOLING_WORKERS", _("慰问职工")
    SCHOOLING_AMOUNT = "SCHOOLING_AMOUNT", _("金秋助学资金")
    SCHOOLING_STUDENTS = "SCHOOLING_STUDENTS", _("资助学生")
    WARMTH_AMOUNT = "WARMTH_AMOUNT", _("送温暖慰问款物")
    WARMTH_EMPLOYERS = "WARMTH_EMPLOYERS", _("走访慰问企业")
    WARMTH_HOUSEHOLDS = "WARMTH_HOUSEHOLDS", _("慰问困难职工家庭")
    WARMTH_MIGRANTS = "WARMTH_MIGRANTS", _("慰问困难农民工家庭")
    WARMTH_MODEL_WORKERS = "WARMTH_MODEL_WORKERS", _("慰问困难劳模")
    WARMTH_FRONT_LINE = "WARMTH_FRONT_LINE", _("慰问一线职工")
    SPECIAL_PERSONS = "SPECIAL_PERSONS", _("特殊群体慰问")
    SPECIAL_AMOUNT = "SPECIAL_AMOUNT", _("特殊群体慰问款")
    TRAINING_PARTICIPANTS = "TRAINING_PARTICIPANTS", _("参训人数")
    TRAINING_CERTIFICATES = "TRAINING_CERTIFICATES", _("取得证书")
    TRAINING_AMOUNT = "TRAINING_AMOUNT", _("培训资金")

    @property
    def unit(self):
        return _UNITS[self]

    @property
    def is_money(self):
        return self.unit == CountUnit.MONEY


_UNITS = {
    Measure.JOB_FAIRS: CountUnit.EVENT,
    Measure.JOB_POSTS: CountUnit.POST,
    Measure.EMPLOYMENT_SERVICE: CountUnit.PERSON_TIMES,
    Measure.LABOUR_EXPORT: CountUnit.PERSON,
    Measure.COOLING_AMOUNT: CountUnit.MONEY,
    Measure.COOLING_EMPLOYERS: CountUnit.EMPLOYER_TIMES,
    Measure.COOLING_WORKERS: CountUnit.PERSON_TIMES,
    Measure.SCHOOLING_AMOUNT: CountUnit.MONEY,
    Measure.SCHOOLING_STUDENTS: CountUnit.PERSON_TIMES,
    Measure.WARMTH_AMOUNT: CountUnit.MONEY,
    Measure.WARMTH_EMPLOYERS: CountUnit.EMPLOYER_TIMES,
    Measure.WARMTH_HOUSEHOLDS: CountUnit.HOUSEHOLD_TIMES,
    Measure.WARMTH_MIGRANTS: CountUnit.HOUSEHOLD_TIMES,
    Measure.WARMTH_MODEL_WORKERS: CountUnit.HOUSEHOLD_TIMES,
    Measure.WARMTH_FRONT_LINE: CountUnit.HOUSEHOLD_TIMES,
    Measure.SPECIAL_PERSONS: CountUnit.PERSON,
    Measure.SPECIAL_AMOUNT: CountUnit.MONEY,
    Measure.TRAINING_PARTICIPANTS: CountUnit.PERSON,
    Measure.TRAINING_CERTIFICATES: CountUnit.CERTIFICATE,
    Measure.TRAINING_AMOUNT: CountUnit.MONEY,
}


class ActivityStatus(models.TextChoices):
    """Only what was held counts in any figure."""

    PLANNED = "PLANNED", _("计划中")
    HELD = "HELD", _("已举办")
    CANCELLED = "CANCELLED", _("已取消")
    VOID = "VOID", _("已作废")


class ActivityStep(models.TextChoices):
    """Steps of the life of a record."""

    HOLD = "HOLD", _("标记已举办")
    CANCEL = "CANCEL", _("取消")
    VOID = "VOID", _("作废")


class ServiceKind(models.TextChoices):
    PLACEMENT = "PLACEMENT", _("职业介绍")
    GUIDANCE = "GUIDANCE", _("职业指导")
    POLICY = "POLICY", _("政策咨询")
    STARTUP = "STARTUP", _("创业服务")


class CoolingTarget(models.TextChoices):
    EMPLOYER = "EMPLOYER", _("企业")
    SITE = "SITE", _("工地")


class WarmthTarget(models.TextChoices):
    """慰问对象. Households on file are visited by name, the others counted by head."""

    HOUSEHOLD = "HOUSEHOLD", _("困难职工家庭")
    MIGRANT = "MIGRANT", _("困难农民工家庭")
    MODEL_WORKER = "MODEL_WORKER", _("困难劳模")
    FRONT_LINE = "FRONT_LINE", _("一线职工")
    EMPLOYER = "EMPLOYER", _("企业")


class SpecialSystem(models.TextChoices):
    POLICE = "POLICE", _("公安")
    FIRE = "FIRE", _("消防救援")


class SpecialGroup(models.TextChoices):
    MARTYR = "MARTYR", _("烈士")
    DIED_ON_DUTY = "DIED_ON_DUTY", _("因公牺牲")
    DISABLED_GRADE_1_4 = "DISABLED_GRADE_1_4", _("一至四级伤残")
    SEVERELY_INJURED_ON_DUTY = "SEVERELY_INJURED_ON_DUTY", _("因公负重伤")


class StudentKind(models.TextChoices):
    NEW = "NEW", _("新录取")
    CONTINUING = "CONTINUING", _("在读")


class GrantResult(models.TextChoices):
    GRANTED = "GRANTED", _("予以资助")
    REFUSED = "REFUSED", _("不予资助")


class SchoolStage(models.TextChoices):
    """学段 of 金秋助学, in the order of the printed table (DOMAIN 6)."""

    PRESCHOOL = "PRESCHOOL", _("学前")
    PRIMARY = "PRIMARY", _("小学")
    JUNIOR = "JUNIOR", _("初中")
    SENIOR = "SENIOR", _("普通高中")
    VOCATIONAL = "VOCATIONAL", _("中职（中专、技校、职高）")
    COLLEGE = "COLLEGE", _("大专（高职）")
    BACHELOR = "BACHELOR", _("本科")
    MASTER = "MASTER", _("硕士")
    DOCTOR = "DOCTOR", _("博士")
    SPECIAL = "SPECIAL", _("特殊教育")


class TraineeKind(models.TextChoices):
    WORKER = "WORKER", _("困难职工")
    MIGRANT = "MIGRANT", _("困难农民工")
    FAMILY = "FAMILY", _("家庭成员")


class CertificateLevel(models.TextChoices):
    SKILL = "SKILL", _("专项职业能力")
    JUNIOR = "JUNIOR", _("初级")
    MIDDLE = "MIDDLE", _("中级")
    SENIOR = "SENIOR", _("高级及以上")


class LegalMatter(models.TextChoices):
    WAGES = "WAGES", _("劳动报酬")
    INJURY = "INJURY", _("工伤")
    CONTRACT = "CONTRACT", _("劳动合同")
    INSURANCE = "INSURANCE", _("社会保险")
    OTHER = "OTHER", _("其他")


class LegalService(models.TextChoices):
    ADVICE = "ADVICE", _("法律咨询")
    MEDIATION = "MEDIATION", _("调解")
    ARBITRATION = "ARBITRATION", _("代理仲裁")
    LAWSUIT = "LAWSUIT", _("代理诉讼")


class CaseOutcome(models.TextChoices):
    OPEN = "OPEN", _("办理中")
    SETTLED = "SETTLED", _("已办结")
    FAILED = "FAILED", _("未达成")


class StartupHelp(models.TextChoices):
    LOAN = "LOAN", _("小额贷款贴息")
    SUBSIDY = "SUBSIDY", _("创业补助")
    PREMISES = "PREMISES", _("场地支持")
    GUIDANCE = "GUIDANCE", _("创业指导")


class CentreLevel(models.TextChoices):
    CITY = "CITY", _("市州")
    COUNTY = "COUNTY", _("县（市、区）")
    STATION = "STATION", _("街道、企业站点")


class CentreFunction(models.TextChoices):
    """三位一体."""

    AID = "AID", _("帮扶")
    RIGHTS = "RIGHTS", _("维权")
    SERVICE = "SERVICE", _("服务")


class PilotKind(models.TextChoices):
    CENTRE = "CENTRE", _("帮扶中心")
    ENTERPRISE = "ENTERPRISE", _("企业、园区")


class PilotStage(models.TextChoices):
    PLANNING = "PLANNING", _("制定方案")
    RUNNING = "RUNNING", _("试点实施")
    ACCEPTED = "ACCEPTED", _("已验收")


class SupportKind(models.TextChoices):
    REMINDER = "REMINDER", _("复工提醒书")
    NOTICE = "NOTICE", _("复工提示函")
    VISIT = "VISIT", _("走访企业")
    MEASURE = "MEASURE", _("助企措施")


class SupportAction(models.TextChoices):
    """The four actions named by Baiyin's 实施意见."""

    MOBILISE = "MOBILISE", _("动员引领行动")
    CARE = "CARE", _("关爱慰问行动")
    RIGHTS = "RIGHTS", _("维权助企行动")
    INCENTIVE = "INCENTIVE", _("激励引导行动")


class PurchaseUse(models.TextChoices):
    GIFTS = "GIFTS", _("职工节日慰问品")
    CANTEEN = "CANTEEN", _("职工食堂")
    OTHER = "OTHER", _("其他")


class UniversalKind(models.TextChoices):
    HEALTH = "HEALTH", _("健康体检")
    CULTURE = "CULTURE", _("文化体育")
    LAW = "LAW", _("普法宣传")
    MIND = "MIND", _("心理关爱")
    CHILDCARE = "CHILDCARE", _("子女托管")
    OTHER = "OTHER", _("其他")


class PaperKind(models.TextChoices):
    """What a picture or scan of a record shows."""

    PHOTO = "PHOTO", _("现场照片")
    RECEIPT = "RECEIPT", _("票据")
    SIGNED = "SIGNED", _("签收表")
