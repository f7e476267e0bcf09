from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """Everything that leaves evidence, in the words of the log."""

    SIGNED_IN = "SIGNED_IN", _("登录")
    SIGNED_OUT = "SIGNED_OUT", _("退出登录")
    SIGN_IN_FAILED = "SIGN_IN_FAILED", _("登录失败")
    LOCKED_OUT = "LOCKED_OUT", _("登录被锁定")
    PASSWORD_CHANGED = "PASSWORD_CHANGED", _("修改密码")
    POSTING_SWITCHED = "POSTING_SWITCHED", _("切换岗位")
    UNIT_CREATED = "UNIT_CREATED", _("新设机构")
    UNIT_RENAMED = "UNIT_RENAMED", _("机构更名")
    UNIT_MOVED = "UNIT_MOVED", _("机构划转")
    UNIT_MERGED = "UNIT_MERGED", _("机构合并")
    UNIT_CLOSED = "UNIT_CLOSED", _("撤销机构")
    ACCOUNT_CREATED = "ACCOUNT_CREATED", _("新建用户")
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED", _("修改用户")
    ACCOUNT_DISABLED = "ACCOUNT_DISABLED", _("停用用户")
    ACCOUNT_ENABLED = "ACCOUNT_ENABLED", _("启用用户")
    PASSWORD_RESET = "PASSWORD_RESET", _("重置密码")
    MAIL_ADDRESS_CHOSEN = "MAIL_ADDRESS_CHOSEN", _("设定邮箱地址")
    POSTING_GRANTED = "POSTING_GRANTED", _("授予岗位")
    POSTING_ENDED = "POSTING_ENDED", _("结束岗位")
    HANDOVER_PREPARED = "HANDOVER_PREPARED", _("拟办移交")
    HANDOVER_SIGNED = "HANDOVER_SIGNED", _("签收移交")
    HANDOVER_DROPPED = "HANDOVER_DROPPED", _("撤销移交")
    DRAFT_STARTED = "DRAFT_STARTED", _("新建草稿")
    DRAFT_DISCARDED = "DRAFT_DISCARDED", _("删除草稿")
    FILE_SUBMITTED = "FILE_SUBMITTED", _("提交审核")
    FILE_ACCEPTED = "FILE_ACCEPTED", _("受理档案")
    FILE_VERIFIED = "FILE_VERIFIED", _("入户核实完成")
    FILE_MATCHED = "FILE_MATCHED", _("信息比对完成")
    FILE_NOTICE_ENDED = "FILE_NOTICE_ENDED", _("建档公示结束")
    FILE_OBJECTION_UPHELD = "FILE_OBJECTION_UPHELD", _("异议成立，重新核实")
    FILE_CHECKED = "FILE_CHECKED", _("县级审核通过")
    FILE_APPROVED = "FILE_APPROVED", _("审批通过")
    FILE_RETURNED = "FILE_RETURNED", _("退回档案")
    FILE_REJECTED = "FILE_REJECTED", _("不予建档")
    FILE_WITHDRAWN = "FILE_WITHDRAWN", _("撤回提交")
    FILE_VIEWED = "FILE_VIEWED", _("查看档案")
    FIELD_REVEALED = "FIELD_REVEALED", _("查看完整信息")
    TIER_OVERRIDDEN = "TIER_OVERRIDDEN", _("改定梯度")
    REGISTER_EXPORTED = "REGISTER_EXPORTED", _("导出花名册")
    REPORT_WRITTEN = "REPORT_WRITTEN", _("填写报告段落")
    STATISTICS_EXPORTED = "STATISTICS_EXPORTED", _("导出统计表")
    FILE_PRINTED = "FILE_PRINTED", _("打印档案")
    FILE_CHANGED = "FILE_CHANGED", _("变更档案")
    FILE_SPLIT = "FILE_SPLIT", _("分户建档")
    FILE_MERGED = "FILE_MERGED", _("并入另一份档案")
    REQUEST_OPENED = "REQUEST_OPENED", _("提出申请")
    REQUEST_DECIDED = "REQUEST_DECIDED", _("办理申请")
    TASK_ENDED = "TASK_ENDED", _("办结任务")
    RECHECK_ORDERED = "RECHECK_ORDERED", _("下达年审")
    SPOT_CHECK_DRAWN = "SPOT_CHECK_DRAWN", _("抽取抽查名单")
    WATCHLIST_ENTERED = "WATCHLIST_ENTERED", _("列入边缘名单")
    WATCHLIST_REASSESSED = "WATCHLIST_REASSESSED", _("重新核算边缘家庭")
    WATCHLIST_LEFT = "WATCHLIST_LEFT", _("移出边缘名单")
    RELAPSE_WARNED = "RELAPSE_WARNED", _("登记返困预警")
    DUPLICATES_DECIDED = "DUPLICATES_DECIDED", _("登记查重结论")
    DUPLICATES_UNDONE = "DUPLICATES_UNDONE", _("撤销查重结论")
    SURVEY_STARTED = "SURVEY_STARTED", _("下达排查")
    SURVEY_REPORTED = "SURVEY_REPORTED", _("上报排查情况")
    SURVEY_REMINDED = "SURVEY_REMINDED", _("催报排查")
    NOTICE_STARTED = "NOTICE_STARTED", _("发布公示")
    NOTICE_EXTENDED = "NOTICE_EXTENDED", _("顺延公示")
    NOTICE_ENDED = "NOTICE_ENDED", _("结束公示")
    NOTICE_TAKEN_DOWN = "NOTICE_TAKEN_DOWN", _("提前撤下公示")
    NOTICE_PRINTED = "NOTICE_PRINTED", _("打印公示")
    NOTICE_PUT_ON_WEB = "NOTICE_PUT_ON_WEB", _("开通公示网页")
    NOTICE_TAKEN_OFF_WEB = "NOTICE_TAKEN_OFF_WEB", _("关闭公示网页")
    OBJECTION_RECORDED = "OBJECTION_RECORDED", _("登记公示异议")
    OBJECTION_ANSWERED = "OBJECTION_ANSWERED", _("答复公示异议")
    HOLIDAY_ADDED = "HOLIDAY_ADDED", _("登记节假日")
    HOLIDAY_REMOVED = "HOLIDAY_REMOVED", _("删除节假日")
    GRACE_ENDED = "GRACE_ENDED", _("渐退期满")
    FILE_RESTORED = "FILE_RESTORED", _("恢复在档")
    FILE_TRANSFERRED = "FILE_TRANSFERRED", _("档案转移")
    FILE_REFERRED = "FILE_REFERRED", _("转介")
    REFERRAL_ANSWERED = "REFERRAL_ANSWERED", _("登记转介结果")
    VISIT_RECORDED = "VISIT_RECORDED", _("登记走访")
    CONTACT_PAIRED = "CONTACT_PAIRED", _("结对责任联系人")
    CONTACT_ENDED = "CONTACT_ENDED", _("结束结对")
    DEMAND_RAISED = "DEMAND_RAISED", _("登记诉求")
    DEMAND_HANDLED = "DEMAND_HANDLED", _("办理诉求")
    VISITS_PRINTED = "VISITS_PRINTED", _("打印走访单")
    MATCH_RECORDED = "MATCH_RECORDED", _("登记比对结果")
    MINUTES_RECORDED = "MINUTES_RECORDED", _("登记会议纪要")
    INTAKE_RECORDED = "INTAKE_RECORDED", _("登记申请")
    INTAKE_CHANGED = "INTAKE_CHANGED", _("修改受理登记")
    INTAKE_PRINTED = "INTAKE_PRINTED", _("打印不予受理通知")
    ATTACHMENT_ADDED = "ATTACHMENT_ADDED", _("上传材料")
    ATTACHMENT_VIEWED = "ATTACHMENT_VIEWED", _("查看材料")
    ATTACHMENT_REMOVED = "ATTACHMENT_REMOVED", _("移除材料")
    PAPER_RECEIVED = "PAPER_RECEIVED", _("登记收到材料")
    CONSENT_RECORDED = "CONSENT_RECORDED", _("登记授权")
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN", _("撤回授权")
    PERSON_LOOKED_UP = "PERSON_LOOKED_UP", _("查询个人信息")
    PERSON_REQUEST_ANSWERED = "PERSON_REQUEST_ANSWERED", _("答复个人信息请求")
    PERSON_PRINTED = "PERSON_PRINTED", _("打印本人信息")
    FILE_SHELVED = "FILE_SHELVED", _("登记纸质档案柜号")
    CHAIN_ADOPTED = "CHAIN_ADOPTED", _("发布审批流程")
    FREEZE_SET = "FREEZE_SET", _("设定冻结期")
    FREEZE_LIFTED = "FREEZE_LIFTED", _("解除冻结期")
    FREEZE_EXCEPTION_GRANTED = "FREEZE_EXCEPTION_GRANTED", _("列为冻结期例外")
    CHECKLIST_ADOPTED = "CHECKLIST_ADOPTED", _("发布材料清单")
    CONSENT_TEXT_ADOPTED = "CONSENT_TEXT_ADOPTED", _("发布授权文本")
    RULE_SET_ADOPTED = "RULE_SET_ADOPTED", _("发布认定标准")
    DIBAO_LINE_ADOPTED = "DIBAO_LINE_ADOPTED", _("登记低保标准")
    AID_STANDARDS_ADOPTED = "AID_STANDARDS_ADOPTED", _("发布帮扶标准")
    AID_PROPOSED = "AID_PROPOSED", _("提出帮扶")
    AID_AMENDED = "AID_AMENDED", _("修改后重报帮扶")
    AID_APPROVED = "AID_APPROVED", _("批准帮扶")
    AID_RETURNED = "AID_RETURNED", _("退回帮扶")
    AID_WITHDRAWN = "AID_WITHDRAWN", _("撤回帮扶")
    ALLOCATION_PREPARED = "ALLOCATION_PREPARED", _("拟资金文件")
    ALLOCATION_DISCARDED = "ALLOCATION_DISCARDED", _("删除资金文件")
    ALLOCATION_SIGNED = "ALLOCATION_SIGNED", _("签发资金文件")
    FUND_RECEIVED = "FUND_RECEIVED", _("签收资金")
    FUND_RESERVED = "FUND_RESERVED", _("占用资金")
    FUND_RELEASED = "FUND_RELEASED", _("解除占用资金")
    FUND_USED = "FUND_USED", _("支出资金")
    FUND_REFUNDED = "FUND_REFUNDED", _("退回资金")
    REVERSAL_ASKED = "REVERSAL_ASKED", _("申请冲销凭证")
    REVERSAL_DROPPED = "REVERSAL_DROPPED", _("撤回冲销申请")
    VOUCHER_REVERSED = "VOUCHER_REVERSED", _("冲销凭证")
    CLOSING_PREPARED = "CLOSING_PREPARED", _("拟年终结转")
    CLOSING_DROPPED = "CLOSING_DROPPED", _("删除年终结转")
    YEAR_CLOSED = "YEAR_CLOSED", _("年终结转")
    LEDGER_EXPORTED = "LEDGER_EXPORTED", _("导出资金台账")
    CAMPAIGN_OPENED = "CAMPAIGN_OPENED", _("发布四送活动")
    QUOTAS_SET = "QUOTAS_SET", _("下达活动计划")
    ACTIVITY_RECORDED = "ACTIVITY_RECORDED", _("登记活动")
    ACTIVITY_CHANGED = "ACTIVITY_CHANGED", _("修改活动记录")
    ACTIVITY_MOVED = "ACTIVITY_MOVED", _("办理活动记录")
    ACTIVITY_PAID = "ACTIVITY_PAID", _("活动支出入账")
    ACTIVITIES_EXPORTED = "ACTIVITIES_EXPORTED", _("导出活动台账")
    CAMPAIGN_CLOSED = "CAMPAIGN_CLOSED", _("总结活动")
    CAMPAIGN_REOPENED = "CAMPAIGN_REOPENED", _("撤回活动总结")
    BATCH_OPENED = "BATCH_OPENED", _("新建发放批次")
    BATCH_CHANGED = "BATCH_CHANGED", _("修改发放批次")
    BATCH_SUBMITTED = "BATCH_SUBMITTED", _("提交发放批次")
    BATCH_RECALLED = "BATCH_RECALLED", _("收回发放批次")
    BATCH_APPROVED = "BATCH_APPROVED", _("批准发放批次")
    BATCH_RETURNED = "BATCH_RETURNED", _("退回发放批次")
    BATCH_CANCELLED = "BATCH_CANCELLED", _("撤销发放批次")
    BANK_FILE_MADE = "BANK_FILE_MADE", _("生成银行代发文件")
    BANK_FILE_TAKEN = "BANK_FILE_TAKEN", _("下载银行代发文件")
    BANK_RETURN_TAKEN = "BANK_RETURN_TAKEN", _("导入银行回盘文件")
    BANK_RETURN_REFUSED = "BANK_RETURN_REFUSED", _("回盘文件未通过检查")
    BANK_TEMPLATE_KEPT = "BANK_TEMPLATE_KEPT", _("维护代发模板")
    PAYMENT_WITHDRAWN = "PAYMENT_WITHDRAWN", _("撤下发放")
    PAYMENT_BOUNCED = "PAYMENT_BOUNCED", _("登记退票")
    PAYMENT_REFUNDED = "PAYMENT_REFUNDED", _("登记退款")
    BATCH_LIST_PRINTED = "BATCH_LIST_PRINTED", _("打印发放表")
    ROSTER_EXPORTED = "ROSTER_EXPORTED", _("导出发放花名册")
    PUBLIC_LIST_EXPORTED = "PUBLIC_LIST_EXPORTED", _("导出公示名单")
    IMPORT_UPLOADED = "IMPORT_UPLOADED", _("上传导入文件")
    IMPORT_DONE = "IMPORT_DONE", _("导入档案")
    IMPORT_UNDONE = "IMPORT_UNDONE", _("撤销导入")
    IMPORT_DISCARDED = "IMPORT_DISCARDED", _("放弃导入")
    IMPORT_FILE_TAKEN = "IMPORT_FILE_TAKEN", _("下载标红的导入文件")
    DEMO_LOADED = "DEMO_LOADED", _("载入演示数据")
    BUSINESS_DATE_MOVED = "BUSINESS_DATE_MOVED", _("调整业务日期")
    API_TOKEN_CREATED = "API_TOKEN_CREATED", _("新建接口令牌")
    API_TOKEN_REVOKED = "API_TOKEN_REVOKED", _("撤销接口令牌")
    AUDIT_READ = "AUDIT_READ", _("查看操作记录")
    JOB_RESULT_TAKEN = "JOB_RESULT_TAKEN", _("下载任务结果")
    JOB_CANCELLED = "JOB_CANCELLED", _("取消后台任务")
    JOB_REPEATED = "JOB_REPEATED", _("重新办理后台任务")


class Area(models.TextChoices):
    """The parts of the work that events belong to."""

    ACCOUNTS = "ACCOUNTS", _("登录与用户")
    UNITS = "UNITS", _("机构")
    FILES = "FILES", _("档案")
    AID = "AID", _("帮扶")
    STANDARDS = "STANDARDS", _("认定标准")
    FUNDS = "FUNDS", _("帮扶资金")
    CAMPAIGNS = "CAMPAIGNS", _("四送活动和其他项目")
    JOBS = "JOBS", _("后台任务")
    SYSTEM = "SYSTEM", _("系统")


EVENTS_OF = {
    Area.ACCOUNTS: (
        Event.SIGNED_IN,
        Event.SIGNED_OUT,
        Event.SIGN_IN_FAILED,
        Event.LOCKED_OUT,
        Event.PASSWORD_CHANGED,
        Event.POSTING_SWITCHED,
        Event.ACCOUNT_CREATED,
        Event.ACCOUNT_CHANGED,
        Event.ACCOUNT_DISABLED,
        Event.ACCOUNT_ENABLED,
        Event.PASSWORD_RESET,
        Event.MAIL_ADDRESS_CHOSEN,
        Event.POSTING_GRANTED,
        Event.POSTING_ENDED,
        Event.HANDOVER_PREPARED,
        Event.HANDOVER_SIGNED,
        Event.HANDOVER_DROPPED,
        Event.API_TOKEN_CREATED,
        Event.API_TOKEN_REVOKED,
    ),
    Area.UNITS: (
        Event.UNIT_CREATED,
        Event.UNIT_RENAMED,
        Event.UNIT_MOVED,
        Event.UNIT_MERGED,
        Event.UNIT_CLOSED,
    ),
    Area.FILES: (
        Event.DRAFT_STARTED,
        Event.DRAFT_DISCARDED,
        Event.FILE_SUBMITTED,
        Event.FILE_ACCEPTED,
        Event.FILE_VERIFIED,
        Event.FILE_MATCHED,
        Event.FILE_NOTICE_ENDED,
        Event.FILE_OBJECTION_UPHELD,
        Event.VISIT_RECORDED,
        Event.CONTACT_PAIRED,
        Event.CONTACT_ENDED,
        Event.DEMAND_RAISED,
        Event.DEMAND_HANDLED,
        Event.VISITS_PRINTED,
        Event.MATCH_RECORDED,
        Event.MINUTES_RECORDED,
        Event.INTAKE_RECORDED,
        Event.INTAKE_CHANGED,
        Event.INTAKE_PRINTED,
        Event.ATTACHMENT_ADDED,
        Event.ATTACHMENT_VIEWED,
        Event.ATTACHMENT_REMOVED,
        Event.PAPER_RECEIVED,
        Event.CONSENT_RECORDED,
        Event.CONSENT_WITHDRAWN,
        Event.PERSON_LOOKED_UP,
        Event.PERSON_REQUEST_ANSWERED,
        Event.PERSON_PRINTED,
        Event.FILE_SHELVED,
        Event.FILE_CHECKED,
        Event.FILE_APPROVED,
        Event.FILE_RETURNED,
        Event.FILE_REJECTED,
        Event.FILE_WITHDRAWN,
        Event.FILE_VIEWED,
        Event.FIELD_REVEALED,
        Event.TIER_OVERRIDDEN,
        Event.REGISTER_EXPORTED,
        Event.STATISTICS_EXPORTED,
        Event.REPORT_WRITTEN,
        Event.FILE_PRINTED,
        Event.FILE_CHANGED,
        Event.FILE_SPLIT,
        Event.FILE_MERGED,
        Event.REQUEST_OPENED,
        Event.REQUEST_DECIDED,
        Event.TASK_ENDED,
        Event.RECHECK_ORDERED,
        Event.SPOT_CHECK_DRAWN,
        Event.WATCHLIST_ENTERED,
        Event.WATCHLIST_REASSESSED,
        Event.WATCHLIST_LEFT,
        Event.RELAPSE_WARNED,
        Event.DUPLICATES_DECIDED,
        Event.DUPLICATES_UNDONE,
        Event.SURVEY_STARTED,
        Event.SURVEY_REPORTED,
        Event.SURVEY_REMINDED,
        Event.NOTICE_STARTED,
        Event.NOTICE_EXTENDED,
        Event.NOTICE_ENDED,
        Event.NOTICE_TAKEN_DOWN,
        Event.NOTICE_PRINTED,
        Event.NOTICE_PUT_ON_WEB,
        Event.NOTICE_TAKEN_OFF_WEB,
        Event.OBJECTION_RECORDED,
        Event.OBJECTION_ANSWERED,
        Event.GRACE_ENDED,
        Event.FILE_RESTORED,
        Event.FILE_TRANSFERRED,
        Event.FILE_REFERRED,
        Event.REFERRAL_ANSWERED,
        Event.IMPORT_UPLOADED,
        Event.IMPORT_DONE,
        Event.IMPORT_UNDONE,
        Event.IMPORT_DISCARDED,
        Event.IMPORT_FILE_TAKEN,
    ),
    Area.AID: (
        Event.AID_PROPOSED,
        Event.AID_AMENDED,
        Event.AID_APPROVED,
        Event.AID_RETURNED,
        Event.AID_WITHDRAWN,
        Event.BATCH_OPENED,
        Event.BATCH_CHANGED,
        Event.BATCH_SUBMITTED,
        Event.BATCH_RECALLED,
        Event.BATCH_APPROVED,
        Event.BATCH_RETURNED,
        Event.BATCH_CANCELLED,
        Event.BANK_FILE_MADE,
        Event.BANK_FILE_TAKEN,
        Event.BANK_RETURN_TAKEN,
        Event.BANK_RETURN_REFUSED,
        Event.BANK_TEMPLATE_KEPT,
        Event.PAYMENT_WITHDRAWN,
        Event.PAYMENT_BOUNCED,
        Event.PAYMENT_REFUNDED,
        Event.BATCH_LIST_PRINTED,
        Event.ROSTER_EXPORTED,
        Event.PUBLIC_LIST_EXPORTED,
    ),
    Area.STANDARDS: (
        Event.CHECKLIST_ADOPTED,
        Event.CONSENT_TEXT_ADOPTED,
        Event.RULE_SET_ADOPTED,
        Event.DIBAO_LINE_ADOPTED,
        Event.HOLIDAY_ADDED,
        Event.HOLIDAY_REMOVED,
        Event.FREEZE_SET,
        Event.FREEZE_LIFTED,
        Event.FREEZE_EXCEPTION_GRANTED,
        Event.CHAIN_ADOPTED,
        Event.AID_STANDARDS_ADOPTED,
    ),
    Area.FUNDS: (
        Event.ALLOCATION_PREPARED,
        Event.ALLOCATION_DISCARDED,
        Event.ALLOCATION_SIGNED,
        Event.FUND_RECEIVED,
        Event.FUND_RESERVED,
        Event.FUND_RELEASED,
        Event.FUND_USED,
        Event.FUND_REFUNDED,
        Event.REVERSAL_ASKED,
        Event.REVERSAL_DROPPED,
        Event.VOUCHER_REVERSED,
        Event.CLOSING_PREPARED,
        Event.CLOSING_DROPPED,
        Event.YEAR_CLOSED,
        Event.LEDGER_EXPORTED,
    ),
    Area.CAMPAIGNS: (
        Event.CAMPAIGN_OPENED,
        Event.QUOTAS_SET,
        Event.ACTIVITY_RECORDED,
        Event.ACTIVITY_CHANGED,
        Event.ACTIVITY_MOVED,
        Event.ACTIVITY_PAID,
        Event.ACTIVITIES_EXPORTED,
        Event.CAMPAIGN_CLOSED,
        Event.CAMPAIGN_REOPENED,
    ),
    Area.JOBS: (Event.JOB_RESULT_TAKEN, Event.JOB_CANCELLED, Event.JOB_REPEATED),
    Area.SYSTEM: (Event.DEMO_LOADED, Event.BUSINESS_DATE_MOVED, Event.AUDIT_READ),
}
LOOKS = (Event.FILE_VIEWED, Event.FIELD_REVEALED, Event.FILE_PRINTED, Event.ATTACHMENT_VIEWED)

# Events that only those with a permission (by its name) read: a file named in the log is a file seen.
HIDDEN_WITHOUT = {
    "VIEW_FILES": EVENTS_OF[Area.FILES] + EVENTS_OF[Area.AID],
    "VIEW_FUNDS": EVENTS_OF[Area.FUNDS],
    "VIEW_CAMPAIGNS": EVENTS_OF[Area.CAMPAIGNS],
}
