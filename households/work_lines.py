"""How each thing of 我的工作 is drawn: what it is, why it waits, by when."""

from django.urls import reverse
from django.utils.translation import gettext as _

from households import contact_words, missing
from households.contact_words import door
from households.queries.attachments import scanned_kinds
from households.queries.checklists import rules_on
from households.work_sources import Line
from unionaid import clock
from unionaid.organizations import codes


def _home(archive):
    return _("%(name)s家庭") % {"name": archive.worker_name}


def returned_line(archive, _posting):
    last = archive.returns[0] if archive.returns else None
    why = _("退回意见：%(note)s——%(by)s") % {"note": last.note, "by": last.by.display_name} if last else ""
    return Line("arrow-back-up", _("%(home)s · 建档") % {"home": _home(archive)}, why, _page(archive),
                since=archive.status_since, tag=_("已退回"), tag_css="bad")


def look_ahead(drafts):
    """Find out what each of some drafts still needs."""
    today = clock.today()
    rules, scanned = rules_on(today), scanned_kinds(drafts)
    for draft in drafts:
        draft.outlook = missing.outlook(draft, today, rules=rules, scanned=scanned[draft.pk])


def draft_line(draft, _posting):
    outlook = draft.outlook
    name = _("%(name)s家庭") % {"name": draft.worker_name} if draft.worker_name else _("未填姓名的草稿")
    return Line("pencil", name, _outlook_words(outlook) + f" · {draft.saved_by.display_name}",
                reverse("draft_step", args=[draft.pk, draft.last_step]), since=draft.saved_at.date(),
                tag=_("第 %(n)d 步，共 %(m)d 步") % {"n": outlook.step, "m": outlook.steps})


def _outlook_words(outlook):
    if not outlook.needed:
        return _("可以提交")
    words = _("还缺：%(names)s") % {"names": _("、").join(outlook.named)}
    return words + (_("，另有 %(n)d 项") % {"n": outlook.unnamed} if outlook.unnamed else "")


def prepare_line(archive, _posting):
    return Line("clipboard-check", _home(archive), f"{archive.get_status_display()} · {archive.file_no}",
                _page(archive) + "#next", since=archive.status_since, tag=archive.get_status_display())


def publish_line(archive, _posting):
    return Line("file-text", _home(archive), _("等待发布公示"), reverse("notice_new"),
                since=archive.status_since, tag=_("待公示"))


def exit_line(asked, _posting):
    return Line("file-text", _home(asked.archive), _("退档申请等待公示"),
                reverse("notice_new") + "?kind=EXIT", since=asked.status_since, tag=_("待公示"))


def intake_line(line, _posting):
    return Line("list-details", line.applicant, _("受理登记还没有办理结果"),
                reverse("intake", args=[line.pk]), since=line.received_on, tag=_("受理登记"))


def review_line(archive, _posting):
    return Line("clipboard-check", _home(archive), f"{archive.unit.short_name} · {archive.file_no}",
                reverse("review_file", args=[archive.file_no]), since=archive.status_since, tier=archive.tier)


def request_line(asked, posting):
    inside = posting.sees(asked.archive.unit_path)
    name = _home(asked.archive) if inside else asked.archive.file_no
    return Line("send", f"{name} · {asked.get_kind_display()}", asked.reason[:60],
                reverse("file_request", args=[asked.pk]), since=asked.status_since, tag=_("申请"),
                tag_css="info")


def objection_line(objection, _posting):
    return Line("message-2", _("公示异议 · %(unit)s") % {"unit": objection.unit.short_name}, _("等待答复"),
                reverse("objection_answer", args=[objection.pk]), since=objection.received_on, tag=_("异议"),
                tag_css="bad")


def notice_line(notice, _posting):
    return Line("file-text", notice.title, _("公示至 %(day)s") % {"day": notice.ends_on.isoformat()},
                reverse("notice", args=[notice.pk]), due=notice.ends_on, tag=_("公示"), tag_css="info")


def grace_line(archive, _posting):
    words = _("渐退期 %(start)s 至 %(end)s，期满自动退档") % {
        "start": archive.status_since.isoformat(), "end": archive.grace_until.isoformat(),
    }
    return Line("hourglass", _("%(home)s · 渐退期将满") % {"home": _home(archive)}, words, _page(archive),
                due=archive.grace_until, tag=_("渐退期"), tag_css="warn")


def task_line(task, _posting):
    title = f"{_home(task.archive)} · {task.get_kind_display()}"
    return Line("calendar-due", title, task.reason, door(task), due=task.due_on,
                tag=task.get_kind_display(), tag_css="bad" if task.due_on < clock.today() else "warn")


def visit_line(pairing, posting):
    archive, last = pairing.archive, pairing.last_visit_on
    words = [archive.township]
    words.append(_("上次 %(day)s") % {"day": last.isoformat()} if last else _("还没有走访"))
    if pairing.contact_id != posting.user_id:
        words.append(_("责任联系人 %(name)s") % {"name": pairing.contact_name})
    return Line("map-pin", _home(archive), " · ".join(filter(None, words)),
                f"{reverse('visit_new')}?household={archive.file_no}", due=pairing.next_visit_on,
                tier=archive.tier)


def demand_line(demand, _posting):
    kind = codes.label("aid_type", demand.kind)
    words = contact_words.words_shown(demand.content, 40)
    if words == kind:
        words = f"{demand.get_source_display()} · {demand.raised_on.isoformat()}"
    return Line("message-2", f"{_home(demand.archive)} · {kind}", words,
                reverse("demand", args=[demand.pk]), due=demand.due_on, tag=demand.get_status_display(),
                tag_css="info")


def _page(archive):
    return reverse("household", args=[archive.file_no])
