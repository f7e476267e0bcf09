"""Requests that ask for another content, as their pages and lists show them; they begin with a draft."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from households import close_look, comparison
from households.content import FileContent
from households.enums import RequestKind, Tier
from households.forms.requests import RequestForm, form_of
from households.models import Assessment
from unionaid.accounts.permissions import Permission


class ContentRequestForm(RequestForm):
    """Base: what the request's page shows of both versions. `doorway` is where it is begun."""

    doorway = "file_changes"

    @classmethod
    def shown(cls, asked, posting):
        detail = asked.detail
        before, after = (FileContent.from_json(detail[side]) for side in ("before", "after"))
        changed, unchanged = comparison.compare(before, after)
        if not posting.may(Permission.REVEAL_IDENTITY):
            changed = comparison.veiled(changed)
        return {
            "facts": cls.facts(detail),
            "changed": changed,
            "unchanged": unchanged,
            "look": close_look.sentence(detail["look"]),
        }

    @classmethod
    def facts(cls, detail):
        """Return (label, words) of what the request leads to."""
        return [
            (_now("困难类别"), _arrow(Tier(detail["tier_before"]).label, Tier(detail["tier"]).label)),
            (
                _now("人均月纯收入（元）"),
                _arrow(detail["sum_before"] or _now("未核算"), detail["sum"] or "—"),
            ),
            (_now("核算建议"), Assessment.Outcome(detail["recommended"]).label),
            *([(_now("与建议不同的理由"), detail["tier_reason"])] if detail["tier_reason"] else []),
        ]

    @classmethod
    def close_look(cls, asked):
        return close_look.sentence(asked.detail["look"])


@form_of(RequestKind.CHANGE)
class ChangeForm(ContentRequestForm):
    icon = "edit"
    intro = _("家庭成员、收入支出、住房、就业、致困原因、银行账户等，改动后重新核算，审核通过才生效。")


class RegroupingForm(ContentRequestForm):
    """Base of requests that put people together otherwise: never passed in bulk."""

    @classmethod
    def close_look(cls, asked):
        return RequestForm.close_look(asked)


@form_of(RequestKind.HEAD)
class HeadForm(RegroupingForm):
    icon = "user-check"
    intro = _("职工去世、离开家庭或由另一位职工建档时，改由家庭中另一位成员作为职工本人，档案号不变。")

    @classmethod
    def facts(cls, detail):
        before, after = (detail[side]["worker"]["name"] for side in ("before", "after"))
        return [(_now("职工本人"), _arrow(before, after)), *super().facts(detail)]


@form_of(RequestKind.SPLIT)
class SplitForm(RegroupingForm):
    icon = "users"
    intro = _("部分家庭成员另立门户时，为他们建立新档案；审批通过当天两份档案都在档，帮扶记录随人走。")

    @classmethod
    def shown(cls, asked, posting):
        detail = asked.detail
        new = FileContent.from_json(detail["new"])
        stay = FileContent.from_json(detail["after"])
        links = list(asked.links.select_related("target"))
        return super().shown(asked, posting) | {
            "groups": [
                (_now("留在原档案"), _people(stay), Tier(detail["tier"]), detail["sum"], asked.archive),
                (
                    _now("分出的新档案"), _people(new), Tier(detail["new_tier"]), detail["new_sum"],
                    links[0].target if links else None,
                ),
            ],
            "new_reason": detail["new_tier_reason"],
        }


@form_of(RequestKind.MERGE)
class MergeForm(RegroupingForm):
    icon = "arrows-left-right"
    intro = _(
        "两份在档的档案合为一户时，另一份档案的成员并入本档案，那份档案注销并留链接，帮扶记录随人走。"
    )

    @classmethod
    def facts(cls, detail):
        return [(_now("并入的档案"), detail["other_no"]), *super().facts(detail)]

    @classmethod
    def shown(cls, asked, posting):
        before, after = (FileContent.from_json(asked.detail[side]) for side in ("before", "after"))
        come = len(before.people)
        return super().shown(asked, posting) | {
            "groups": [
                (_now("本档案原有成员"), _people(after)[:come], None, None, asked.archive),
                (_now("并入的成员"), _people(after)[come:], None, None, asked.other_archive),
            ]
        }


def _people(content):
    """Return (name, relation code) of everybody, the worker first."""
    return [(person["name"], person.get("relation", "01")) for person in content.people]


def _arrow(before, after):
    if str(before) == str(after):
        return _now("%(words)s（不变）") % {"words": after}
    return f"{before} → {after}"
