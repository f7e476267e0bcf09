"""The fixed vocabulary of household files. What regulations change is a code list or a dated row instead."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """困难类别. UNRATED is kept for migrated files; new approvals always decide a tier."""

    DEEP = "DEEP", _("深度困难")
    RELATIVE = "RELATIVE", _("相对困难")
    ACCIDENTAL = "ACCIDENTAL", _("意外致困")
    UNRATED = "UNRATED", _("未记录")


class Status(models.TextChoices):
    """States of a file (DOMAIN 4.2). A draft is a row of its own until it is submitted."""

    DRAFT = "DRAFT", _("草稿")
    SUBMITTED = "SUBMITTED", _("已提交")
    VERIFYING = "VERIFYING", _("核实中")
    MATCHING = "MATCHING", _("比对中")
    PUBLICISED = "PUBLICISED", _("公示中")
    COUNTY_REVIEW = "COUNTY_REVIEW", _("待县级审核")
    CITY_APPROVAL = "CITY_APPROVAL", _("待市州审批")
    PROVINCE_FILING = "PROVINCE_FILING", _("待省级备案")
    RETURNED = "RETURNED", _("已退回")
    REJECTED = "REJECTED", _("不予建档")
    ACTIVE = "ACTIVE", _("在档")
    GRACE = "GRACE", _("渐退期")
    EXITED = "EXITED", _("已退档")
    CANCELLED = "CANCELLED", _("已注销")


class ArchiveLevel(models.TextChoices):
    NATIONAL = "NATIONAL", _("全国级")
    PROVINCE = "PROVINCE", _("省级")
    CITY = "CITY", _("地市级")
    COUNTY = "COUNTY", _("区县级")
    GRASSROOTS = "GRASSROOTS", _("基层")


class WorkerKind(models.TextChoices):
    URBAN = "URBAN", _("城镇困难职工")
    MIGRANT = "MIGRANT", _("困难农民工")


class EventTag(models.TextChoices):
    NONE = "NONE", _("无")
    EPIDEMIC = "EPIDEMIC", _("疫情")
    DISASTER = "DISASTER", _("灾害")


class IdDocument(models.TextChoices):
    RESIDENT = "RESIDENT", _("居民身份证")
    BIRTH = "BIRTH", _("出生医学证明")
    PASSPORT = "PASSPORT", _("护照或外国人证件")
    NONE = "NONE", _("暂无证件")


class IncomeKind(models.TextChoices):
    WAGE = "WAGE", _("工资性收入")
    BUSINESS = "BUSINESS", _("经营净收入")
    PROPERTY = "PROPERTY", _("财产净收入")
    TRANSFER = "TRANSFER", _("转移净收入")
    UNION_AID = "UNION_AID", _("工会帮扶")
    OTHER = "OTHER", _("其他收入")


class ExpenseKind(models.TextChoices):
    """刚性支出. Values are the keys of the recognition rule."""

    MEDICAL = "medical", _("医疗")
    DISABILITY = "disability", _("残疾康复")
    EDUCATION = "education", _("教育")
    HOUSING = "housing", _("住房")
    EMPLOYMENT = "employment", _("必要就业成本")
    CARE = "care", _("长期照料")
    OTHER = "other", _("其他")


class EventKind(models.TextChoices):
    ACCIDENT = "accident", _("意外事故")
    DISASTER = "disaster", _("自然灾害")
    SEVERE_ILLNESS = "severe_illness", _("重大疾病")


class ExclusionCode(models.TextChoices):
    """不予建档情形 (DOMAIN 3.5)."""

    X1 = "X1", _("子女就读高收费私立学校或自费留学")
    X2 = "X2", _("家庭成员是企业实际控制人或控股股东")
    X3 = "X3", _("两套以上住房且超过当地平均面积")
    X4 = "X4", _("拥有或经常使用机动车")
    X5 = "X5", _("拒绝核查、隐瞒收入或无正当理由不就业")
    X6 = "X6", _("开办商铺或雇用他人")


class ExclusionSource(models.TextChoices):
    SELF = "SELF", _("自报")
    MATCH = "MATCH", _("数据比对")
    VISIT = "VISIT", _("入户调查")


class FocusGroup(models.TextChoices):
    """五类重点群体 of the 2018–2020 programme."""

    DIBAO_UNDEREMPLOYED = "DIBAO_UNDEREMPLOYED", _("低保内未充分就业")
    BELOW_LINE_UNCOVERED = "BELOW_LINE_UNCOVERED", _("低于低保未纳入")
    EXPENSE = "EXPENSE", _("支出性困难")
    URBAN_MIGRANT = "URBAN_MIGRANT", _("城市困难农民工")
    SUPPLY_REFORM = "SUPPLY_REFORM", _("供给侧改革困难职工")
    OTHER = "OTHER", _("其他")


class MeasureBatch(models.TextChoices):
    """四个一批 of the 2018–2020 programme."""

    EMPLOYMENT = "EMPLOYMENT", _("就业创业解困脱困一批")
    INSURANCE = "INSURANCE", _("落实社保政策一批")
    SAFETY_NET = "SAFETY_NET", _("政府兜底保障一批")
    UNION_AID = "UNION_AID", _("工会帮扶救助一批")


class Step(models.TextChoices):
    """What a person does to a file. The moves they allow stand in `lifecycle.MOVES`."""

    SUBMIT = "SUBMIT", _("提交审核")
    WITHDRAW = "WITHDRAW", _("撤回")
    ACCEPT = "ACCEPT", _("受理")
    VERIFY = "VERIFY", _("核实完成")
    MATCH = "MATCH", _("比对完成")
    END_NOTICE = "END_NOTICE", _("公示结束")
    UPHOLD = "UPHOLD", _("异议成立，重新核实")
    CHECK = "CHECK", _("县级审核通过")
    APPROVE = "APPROVE", _("审批通过")
    RETURN = "RETURN", _("退回")
    REJECT = "REJECT", _("不予建档")
    BEGIN_GRACE = "BEGIN_GRACE", _("退档，进入渐退期")
    END_GRACE = "END_GRACE", _("渐退期满")
    RESTORE = "RESTORE", _("恢复在档")
    CANCEL = "CANCEL", _("注销")
    CHANGE = "CHANGE", _("变更")
    RERATE = "RERATE", _("类别调整")
    TRANSFER = "TRANSFER", _("转移")
    HEAD = "HEAD", _("更换职工本人")
    SPLIT = "SPLIT", _("分户")
    MERGE = "MERGE", _("并户")
    MIGRATE = "MIGRATE", _("历史迁入")


class RequestKind(models.TextChoices):
    """What can be asked about a file on record. Routes stand in `request_lifecycle.ROUTES`."""

    CHANGE = "CHANGE", _("信息变更")
    RERATE = "RERATE", _("类别调整")
    HEAD = "HEAD", _("更换职工本人")
    SPLIT = "SPLIT", _("分户")
    MERGE = "MERGE", _("并户")
    EXIT = "EXIT", _("退档")
    CANCEL = "CANCEL", _("注销")
    TRANSFER = "TRANSFER", _("转出")


class RequestStatus(models.TextChoices):
    NOTICE = "NOTICE", _("公示中")
    COUNTY_REVIEW = "COUNTY_REVIEW", _("待县级审核")
    CITY_APPROVAL = "CITY_APPROVAL", _("待市州审批")
    ACCEPTANCE = "ACCEPTANCE", _("待转入工会接收")
    DONE = "DONE", _("已办结")
    REFUSED = "REFUSED", _("未通过")
    WITHDRAWN = "WITHDRAWN", _("已撤回")

    @classmethod
    def ended(cls):
        return (cls.DONE, cls.REFUSED, cls.WITHDRAWN)


class RequestStep(models.TextChoices):
    OPEN = "OPEN", _("提出")
    PASS = "PASS", _("通过")
    END_NOTICE = "END_NOTICE", _("公示结束")
    REFUSE = "REFUSE", _("不同意")
    WITHDRAW = "WITHDRAW", _("撤回")


class ChangeKind(models.TextChoices):
    """How a file on record came to say something else."""

    DIRECT = "DIRECT", _("直接变更")
    UNDO = "UNDO", _("撤销变更")
    REQUEST = "REQUEST", _("申请变更")


class LinkKind(models.TextChoices):
    """What two files with a common past have to do with each other."""

    SPLIT = "SPLIT", _("分户")
    MERGE = "MERGE", _("并户")


class ExitReason(models.TextChoices):
    """退档结果 (DOMAIN 4.2): by own strength, or brought to the line by the state and the union."""

    OUT_BY_INCOME = "INCOME", _("脱困")
    OUT_BY_SAFETY_NET = "SAFETY_NET", _("解困")


class CancelReason(models.TextChoices):
    """注销原因 (DOMAIN 4.2)."""

    DIED = "DIED", _("死亡")
    DUPLICATE = "DUPLICATE", _("重复建档")
    NOT_ELIGIBLE = "NOT_ELIGIBLE", _("不符合条件（核查）")
    FALSE = "FALSE", _("虚假申报")
    GAVE_UP = "GAVE_UP", _("本人放弃")
    LEFT_PROVINCE = "LEFT_PROVINCE", _("迁出本省")
    RETIRED = "RETIRED", _("退休")
    LOST = "LOST", _("失联")


class SafetyNet(models.TextChoices):
    """What the state keeps a household by: a file ends as 解困 under it, or is referred to it (转介)."""

    DIBAO = "DIBAO", _("最低生活保障")
    EXTREME = "EXTREME", _("特困人员救助供养")
    TEMPORARY = "TEMPORARY", _("临时救助")


class ReferralResult(models.TextChoices):
    PENDING = "PENDING", _("等待结果")
    ACCEPTED = "ACCEPTED", _("已纳入")
    REFUSED = "REFUSED", _("未纳入")


class MatchResult(models.TextChoices):
    """What an agency answered about a household."""

    AGREES = "AGREES", _("相符")
    DIFFERS = "DIFFERS", _("不符")
    NO_RECORD = "NO_RECORD", _("无记录")


class IntakeChannel(models.TextChoices):
    COUNTER = "COUNTER", _("上门申请")
    TELEPHONE = "TELEPHONE", _("电话")
    ONLINE = "ONLINE", _("网上")
    EMPLOYER = "EMPLOYER", _("单位推荐")
    SURVEY = "SURVEY", _("排查发现")
    OTHER = "OTHER", _("其他")


class IntakeResult(models.TextChoices):
    """What came of an application."""

    OPEN = "OPEN", _("待办理")
    FILED = "FILED", _("已提交档案")
    REFUSED = "REFUSED", _("不予受理")
    REFERRED = "REFERRED", _("已转介")


class NoticeKind(models.TextChoices):
    ENTRY = "ENTRY", _("建档公示")
    EXIT = "EXIT", _("退档公示")


class NoticePlace(models.TextChoices):
    """Where a notice hangs decides how names are written on it (DOMAIN 8)."""

    BOARD = "BOARD", _("单位公示栏（显示职工姓名）")
    OUTSIDE = "OUTSIDE", _("街道、社区或其他公开场所（隐去姓名中的字）")


class NoticeStatus(models.TextChoices):
    OPEN = "OPEN", _("公示中")
    ENDED = "ENDED", _("公示结束")
    TAKEN_DOWN = "TAKEN_DOWN", _("提前撤下")


class ObjectionChannel(models.TextChoices):
    TELEPHONE = "TELEPHONE", _("电话")
    VISIT = "VISIT", _("来访")
    LETTER = "LETTER", _("来信")
    ONLINE = "ONLINE", _("网上")
    EMPLOYER = "EMPLOYER", _("单位转来")
    OTHER = "OTHER", _("其他")


class ObjectionStatus(models.TextChoices):
    OPEN = "OPEN", _("待答复")
    UPHELD = "UPHELD", _("异议成立")
    DISMISSED = "DISMISSED", _("异议不成立")


class FrozenWork(models.TextChoices):
    """What a freeze can keep people from beginning. What is under way goes on."""

    FILES = "FILES", _("提交档案")
    REQUESTS = "REQUESTS", _("提出变更与退档申请")
    AID = "AID", _("提出帮扶")


class ImportStatus(models.TextChoices):
    """A workbook on its way in. The moves stand in `imports.lifecycle`."""

    UPLOADED = "UPLOADED", _("待检查")
    CHECKED = "CHECKED", _("已检查，未导入")
    DONE = "DONE", _("已导入")
    UNDONE = "UNDONE", _("已撤销")
    DISCARDED = "DISCARDED", _("已放弃")


class RowVerdict(models.TextChoices):
    """What a row of an imported workbook is to the files there are."""

    CREATED = "CREATED", _("新建")
    CHANGED = "CHANGED", _("变更")
    SAME = "SAME", _("未变")
    REFUSED = "REFUSED", _("有错误")


class VisitPurpose(models.TextChoices):
    VERIFY = "VERIFY", _("入户核实")
    PAIRING = "PAIRING", _("结对走访")
    RECHECK = "RECHECK", _("复核走访")
    SPOT_CHECK = "SPOT_CHECK", _("抽查走访")
    FOLLOW_UP = "FOLLOW_UP", _("渐退期回访")
    SURVEY = "SURVEY", _("排查摸底")


class TaskKind(models.TextChoices):
    """What a unit has to do about a file. Upper apps may add kinds of their own as tasks of kind OTHER."""

    RECHECK = "RECHECK", _("年度复核")
    SPOT_CHECK = "SPOT_CHECK", _("抽查")
    SURVEY = "SURVEY", _("排查摸底")
    REASSESS = "REASSESS", _("重新核算")
    EDGE = "EDGE", _("边缘关注")
    RELAPSE = "RELAPSE", _("返困预警")
    FOLLOW_UP = "FOLLOW_UP", _("渐退期回访")
    VISIT = "VISIT", _("走访到期")
    PAIRING = "PAIRING", _("待结对")
    MATCH = "MATCH", _("比对疑点")
    PAPER = "PAPER", _("纸质档案归档")
    REFERRAL = "REFERRAL", _("转介结果")
    OTHER = "OTHER", _("其他")


class TaskStatus(models.TextChoices):
    OPEN = "OPEN", _("待办")
    DONE = "DONE", _("已办")
    DROPPED = "DROPPED", _("不再需要")


class DocumentKind(models.TextChoices):
    """附件类型 (DOMAIN 3.6)."""

    APPLICATION = "APPLICATION", _("申请书（签字）")
    AUTHORISATION = "AUTHORISATION", _("家庭经济状况核对授权委托书")
    PLEDGE = "PLEDGE", _("承诺书")
    IDENTITY = "IDENTITY", _("身份证（全家）")
    HUKOU = "HUKOU", _("户口簿")
    INCOME = "INCOME", _("收入证明")
    CONTRACT = "CONTRACT", _("劳动合同或劳动关系证明")
    DIBAO = "DIBAO", _("低保证")
    DIAGNOSIS = "DIAGNOSIS", _("诊断证明和医疗结算单")
    DISABILITY = "DISABILITY", _("残疾证")
    SCHOOL = "SCHOOL", _("录取通知书、在学证明或学费票据")
    EVENT = "EVENT", _("事故或灾害证明和赔偿、保险结算")
    UNEMPLOYMENT = "UNEMPLOYMENT", _("失业、下岗证明")
    SINGLE_PARENT = "SINGLE_PARENT", _("离婚证或死亡证明")
    HOUSE = "HOUSE", _("房产证明")
    BANK_CARD = "BANK_CARD", _("银行卡复印件")
    MEMBER_CARD = "MEMBER_CARD", _("工会会员证")
    VISIT_FORM = "VISIT_FORM", _("入户调查表")
    VISIT_PHOTO = "VISIT_PHOTO", _("走访照片")
    NOTICE_PHOTO = "NOTICE_PHOTO", _("公示照片")
    MINUTES = "MINUTES", _("审核会议纪要")
    MATCH_REPLY = "MATCH_REPLY", _("核对结果回函")
    EXIT_REQUEST = "EXIT_REQUEST", _("退档申请")
    OTHER = "OTHER", _("其他材料")


class Circumstance(models.TextChoices):
    """What about a household calls for a paper (DOMAIN 3.6)."""

    ALWAYS = "ALWAYS", _("每户")
    HAS_INCOME = "HAS_INCOME", _("有收入")
    MIGRANT = "MIGRANT", _("困难农民工")
    ON_DIBAO = "ON_DIBAO", _("享受低保")
    ILL = "ILL", _("有人患病")
    DISABLED = "DISABLED", _("有人残疾")
    STUDENT = "STUDENT", _("有义务教育以上的学生")
    EVENT = "EVENT", _("有致困事件")
    JOBLESS = "JOBLESS", _("职工失业、下岗")
    SINGLE_PARENT = "SINGLE_PARENT", _("单亲家庭")
    OWNS_HOME = "OWNS_HOME", _("自有住房")
    HAS_ACCOUNT = "HAS_ACCOUNT", _("登记了银行账户")
    MEMBER = "MEMBER", _("登记了会员证")


class ConsentPurpose(models.TextChoices):
    """What a person agrees to (DOMAIN 8)."""

    MATCH = "MATCH", _("家庭经济状况核对")
    NOTICE = "NOTICE", _("一定范围内公示")
    AID = "AID", _("帮扶中使用个人信息")


class Signers(models.TextChoices):
    ADULTS = "ADULTS", _("职工和全体成年成员")
    WORKER = "WORKER", _("职工本人")


class ConsentState(models.TextChoices):
    VALID = "VALID", _("有效")
    EXPIRED = "EXPIRED", _("已过期")
    WITHDRAWN = "WITHDRAWN", _("已撤回")
    MISSING = "MISSING", _("未签")


class PaperState(models.TextChoices):
    RECEIVED = "RECEIVED", _("已收")
    WAIVED = "WAIVED", _("以承诺代替")
    MISSING = "MISSING", _("缺")


class PersonRequestKind(models.TextChoices):
    """What a person may ask about the data held on them (个人信息保护法 44–47)."""

    ACCESS = "ACCESS", _("查询本人信息")
    CORRECT = "CORRECT", _("更正")
    WITHDRAW = "WITHDRAW", _("撤回授权")
    OBJECT = "OBJECT", _("异议")


class Requester(models.TextChoices):
    SELF = "SELF", _("本人")
    GUARDIAN = "GUARDIAN", _("监护人")
    AGENT = "AGENT", _("受委托人")


class PersonRequestStatus(models.TextChoices):
    OPEN = "OPEN", _("待答复")
    GRANTED = "GRANTED", _("已办理")
    PARTLY = "PARTLY", _("部分办理")
    REFUSED = "REFUSED", _("不予办理")


# Statuses under which a person counts as being in a file: nobody is in two of them.
LIVING = (
    Status.SUBMITTED,
    Status.VERIFYING,
    Status.MATCHING,
    Status.PUBLICISED,
    Status.COUNTY_REVIEW,
    Status.CITY_APPROVAL,
    Status.PROVINCE_FILING,
    Status.RETURNED,
    Status.ACTIVE,
    Status.GRACE,
)
IN_REVIEW = (
    Status.SUBMITTED,
    Status.VERIFYING,
    Status.MATCHING,
    Status.PUBLICISED,
    Status.COUNTY_REVIEW,
    Status.CITY_APPROVAL,
    Status.PROVINCE_FILING,
)
CLOSED = (Status.EXITED, Status.CANCELLED, Status.REJECTED)
