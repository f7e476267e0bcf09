"""What a person may do with a file now: the open steps of the life cycle, each with the way to it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from households import chains, flow, lifecycle
from households.actions import review
from households.enums import IN_REVIEW, LIVING, Step
from unionaid import clock
from unionaid.accounts.permissions import Permission


@dataclass(frozen=True)
class Task:
    """A line of 需要办理. `url` is a page to go to, `form` an address to post to, both may be empty."""

    icon: str
    text: str
    label: str = ""
    url: str = ""
    form: str = ""
    warn: bool = False


def tasks(archive, posting, rules):
    """Return what a posting may or should do with a file, first things first."""
    moves = lifecycle.open_moves(
        archive.status,
        posting,
        people=review.round_people(archive),
        waiting_here=chains.acts_here(archive, posting),
        chain=archive.chain.statuses if archive.chain else (),
    )
    return [*_steps(archive, {move.step for move in moves}), *_recheck(archive, rules)]


def _steps(archive, steps):
    number = [archive.file_no]
    if steps & {Step.ACCEPT, Step.VERIFY, Step.MATCH}:
        yield Task("clipboard-check", _("等待您办理"), _("去办理"), url="#next")
    elif steps & {Step.CHECK, Step.APPROVE}:
        yield Task("clipboard-check", _("等待您审核"), _("去审核"), url=reverse("review_file", args=number))
    elif Step.REJECT in steps:
        yield Task(
            "clipboard-check", _("比对不符的，可以退回或不予建档"), _("去办理"),
            url=reverse("review_file", args=number),
        )
    elif archive.status in IN_REVIEW and archive.acting_unit:
        yield Task("clock", _("正等待%(unit)s办理") % {"unit": archive.acting_unit.name})
    if Step.SUBMIT in steps:
        yield Task(
            "arrow-back-up",
            _("已退回，请修改后重新提交"),
            _("修改档案"),
            form=reverse("draft_reopen", args=number),
            warn=True,
        )
    if Step.WITHDRAW in steps:
        yield Task(
            "arrow-back-up",
            _("县级审核前可以撤回修改"),
            _("撤回提交"),
            form=reverse("household_withdraw", args=number),
        )


def papers_to_bring(archive, posting, papers):
    """Return what a living file lacks in papers and signatures."""
    if archive.status not in LIVING or not posting.may(Permission.ENTER_FILES):
        return []
    found = []
    if papers.missing:
        labels = _("、").join(str(line.kind.label) for line in papers.missing)
        url = reverse("file_attachments", args=[archive.file_no])
        found.append(Task("paperclip", _("待补材料：%(labels)s") % {"labels": labels}, _("登记或上传"), url))
    if papers.ended_needs:
        names = _("、").join(dict.fromkeys(need.person.name for need in papers.ended_needs))
        url = reverse("file_consents", args=[archive.file_no])
        text = _("授权已过期或撤回：%(names)s") % {"names": names}
        found.append(Task("shield-check", text, _("重新签字"), url, warn=True))
    return found


def _recheck(archive, rules):
    due = flow.recheck_due(archive, rules)
    if due and due <= clock.today():
        yield Task("calendar-due", _("年审已到期（%(day)s）") % {"day": due.isoformat()}, warn=True)
