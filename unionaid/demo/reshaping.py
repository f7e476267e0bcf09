"""Changes of the last weeks in the demo, made by the actions clerks and reviewers call: direct ones, requests
in every state, another worker, a split and a merge. Units and tiers hold as many files as before.
"""

from copy import deepcopy
from datetime import date

from households import direct_parts, holds, regrouping, rows
from households.actions import changes, content_requests, merging, requests, splitting
from households.actions.content_requests import NOT_ELIGIBLE
from households.assessing import recommend
from households.enums import RequestKind, RequestStatus, RequestStep, Status, Tier
from households.kinship import CHILDREN, SPOUSES
from households.models import HardshipArchive
from households.queries.requests import open_about
from unionaid import clock
from unionaid.demo.plans import SHOWN_UNITS

OPENED, PASSED, APPROVED = date(2022, 3, 22), date(2022, 3, 25), date(2022, 3, 29)
OTHER_COUNTIES = ("620402", "620502", "620702")
CANDIDATES = 60
RENTED, OWN = "7", "1"
ADULT_BEFORE = date(2000, 1, 1)
MOVED_HOME, CALLED = "换租住房，居住证明已核", "本人来电告知，已回拨核实"
KEPT = "家庭收入暂未变化，维持原困难类别"


def run(desk):
    """Change files of the shown unions and of some other counties."""
    by_region = {unit.region_code: unit for unit in desk.units.values() if unit.level in ("COUNTY", "CITY")}
    for region in (*SHOWN_UNITS, *OTHER_COUNTIES):
        if region in by_region:
            _Union(desk, by_region[region]).change()


class _Union:
    """The files of one union that nothing is under way with, taken one after the other."""

    def __init__(self, desk, unit):
        self.desk, self.unit, self.clerk = desk, unit, desk.clerk(unit)
        free = HardshipArchive.objects.filter(unit=unit, status=Status.ACTIVE, is_migrated=False)
        free = free.exclude(tier=Tier.ACCIDENTAL)  # a part of such a household would have no event
        self.free = [
            archive
            for archive in free.exclude(bank_last4="").select_related("unit").order_by("file_no")[:CANDIDATES]
            if not holds.on(archive, RequestKind.MERGE) and open_about(archive) is None
        ]

    def change(self):
        """Ask on one day, decide on later ones; two changes of a union stay waiting for its county."""
        clock.set_business_date(OPENED)
        for place, archive in enumerate(self._take(3)):
            row = self._direct(archive, place)
            if place == 2:
                changes.undo(change=row, by=self.clerk)
        done = [self._housing(archive) for archive in self._take(2)]
        for archive in self._take(2):
            self._housing(archive)
        refused, withdrawn = ([self._housing(archive) for archive in self._take(1)] for _side in "ab")
        done += self._regroup() if self.unit.region_code == SHOWN_UNITS[0] else []
        clock.set_business_date(PASSED)
        for asked in (*done, *refused, *withdrawn):
            self._decide(asked, RequestStep.PASS if asked in done else None)
        for asked in refused:
            requests.decide(
                request=asked, step=RequestStep.REFUSE, by=self._decider(asked), note="请补交租房合同"
            )
        for asked in withdrawn:
            requests.decide(request=asked, step=RequestStep.WITHDRAW, by=self.clerk, note="另行申请")
        clock.set_business_date(APPROVED)
        for asked in done:
            asked.refresh_from_db()
            if asked.status == RequestStatus.CITY_APPROVAL:
                self._decide(asked, RequestStep.PASS)

    def _take(self, number):
        taken, self.free = self.free[:number], self.free[number:]
        return taken

    def _direct(self, archive, place):
        content, part = rows.content_of(archive), direct_parts.PARTS["contact"]
        values = direct_parts.values_of(content, part) | {"postcode": f"73{place:04d}"}
        return changes.change(
            archive=archive, part=part, values=values, mark=direct_parts.mark_of(content, part),
            by=self.clerk, reason=CALLED,
        )

    def _housing(self, archive):
        content = rows.content_of(archive)
        content.home["housing_type"] = OWN if content.home["housing_type"] == RENTED else RENTED
        self._keep_tier(archive, content)
        return content_requests.ask(
            kind=RequestKind.CHANGE, archive=archive, content=content, by=self.clerk, reason=MOVED_HOME
        )

    def _regroup(self):
        """Another worker, and a split with a merge of one tier and level, so that the counts stay."""
        found = []
        for ask in (self._head, self._split_and_merge):
            found += ask()
        return found

    def _head(self):
        for archive in self.free:
            content = rows.content_of(archive)
            place = next((n for n, p in enumerate(content.members, 1) if p["relation"] in SPOUSES), None)
            if place and content.people[place].get("id_number"):
                begun = _completed(regrouping.headed(content, place, former_stays=True), content)
                self._keep_tier(archive, begun)
                self.free.remove(archive)
                return [
                    content_requests.ask(
                        kind=RequestKind.HEAD, archive=archive, content=begun, by=self.clerk,
                        reason="职工长期外出务工，家庭改由配偶建档",
                    )
                ]
        return []

    def _split_and_merge(self):
        for archive in self.free:
            content = rows.content_of(archive)
            place = next((n for n, p in enumerate(content.members, 1) if _grown_child(p)), None)
            if place is None or not self._rated(archive, regrouping.remaining(content, [place])):
                continue
            others = [
                other
                for other in self.free
                if other.pk != archive.pk
                and (other.tier, other.archive_level) == (archive.tier, archive.archive_level)
            ]
            if len(others) < 2:
                continue
            return [self._split(archive, content, place), self._merge(others[0], others[1])]
        return []

    def _rated(self, archive, content):
        *_standards, result = recommend(content, archive.unit, clock.today())
        return result.outcome.value == archive.tier or result.outcome in NOT_ELIGIBLE

    def _split(self, archive, content, place):
        begun = _completed(regrouping.branched(content, [place], place, clock.today()), content)
        self._keep_tier(archive, begun)
        return splitting.ask(
            archive=archive, content=begun, leaving=[place], by=self.clerk, reason="子女成家，另立门户"
        )

    def _merge(self, archive, other):
        now = rows.content_of(archive)
        begun = _completed(regrouping.joined(now, rows.content_of(other)), now)
        self._keep_tier(archive, begun)
        return merging.ask(
            archive=archive, other=other, content=begun, by=self.clerk, reason="两户为一家，合并建档"
        )

    def _keep_tier(self, archive, content):
        """Keep the tier the census counts, with its reason where the rule says otherwise."""
        *_standards, result = recommend(content, archive.unit, clock.today())
        differs = result.outcome.value != archive.tier
        content.decision = {"tier": archive.tier, "tier_reason": KEPT} if differs else {}

    def _decide(self, asked, step):
        if step:
            requests.decide(request=asked, step=step, by=self._decider(asked))

    def _decider(self, asked):
        known = requests.people_of(asked)
        at = self.desk.postings[asked.acting_unit.code]
        return next(p for p in at if p.role == "REVIEWER" and p.user_id not in known)


def _grown_child(person):
    grown = person["birth_date"] is not None and person["birth_date"] < ADULT_BEFORE
    return person["relation"] in CHILDREN and grown and bool(person.get("id_number"))


def _completed(begun, content):
    """Return a content begun from another household with what a clerk would have added."""
    done = deepcopy(begun)
    done.work = content.work | {name: value for name, value in begun.work.items() if value}
    done.home = content.home | {name: value for name, value in begun.home.items() if value}
    done.causes = content.causes | {name: value for name, value in begun.causes.items() if value}
    done.support, done.bank = content.support, content.bank | {"account_holder": done.worker["name"]}
    done.documents = content.documents
    done.worker.pop("relation", None)
    for member in done.members:
        member["relation"] = member["relation"] or "97"
        member["member_status"] = member.get("member_status") or "01"
        member.setdefault("not_counted_reason", "")
    return done
