"""Named and counted records of the demo's deliveries of 2021: visits to families on file, students,
sites and workers.

What stands here as a record is taken out of the summaries of that year, so that a season's total stays
what it was.
"""

import hashlib
import io
from collections import Counter
from datetime import date, timedelta
from random import Random

from PIL import Image, ImageDraw

from assistance.kinds import AidType
from assistance.models import AidRecord
from campaigns.enums import (
    CampaignKind,
    CoolingTarget,
    GrantResult,
    Measure,
    SchoolStage,
    StudentKind,
    WarmthTarget,
)
from campaigns.models import CoolingVisit, Paper, StudentGrant, WarmthVisit
from households.enums import Status, Tier, WorkerKind
from households.models import FamilyMember, HardshipArchive
from unionaid.attachments.models import StoredFile
from unionaid.demo.shares import apportion
from unionaid.privacy import sealed_files

YEAR = 2021
FAMILIES, STUDENTS = 6_400, 3_000
WINTER, AUTUMN, SUMMER = date(2021, 12, 20), date(2021, 8, 16), date(2021, 7, 5)
GIFT = {"goods": "米面油", "quantity": 1, "unit_price": 200, "goods_value": 200}
CASH = {Tier.DEEP: 1_000, Tier.RELATIVE: 600, Tier.ACCIDENTAL: 600}
# Code of the list of school stages → stage, what a student gets.
STAGES = dict(zip(("01", "02", "03", "04", "05", "06", "07", "08", "09", "10"), SchoolStage, strict=True))
GRANTS = {"04": 2_000, "05": 2_000, "06": 3_000, "07": 4_000, "08": 4_000}
PICTURES = 14
SITES = ("水泥厂", "道路施工项目部")
VISITORS = ("工会主席", "工会副主席", "帮扶中心主任")


class Visits:
    """The records, and how much of each measure they stand for."""

    def __init__(self, holders, campaigns, offices):
        self.campaigns, self.offices = campaigns, offices
        self.stands_for = Counter()
        self.warmth, self.grants, self.cooling = [], [], []
        self._families()
        self._students()
        for place, unit in enumerate(holders):
            self._headcounts(place, unit)

    def write(self):
        for model, rows in (
            (WarmthVisit, self.warmth), (StudentGrant, self.grants), (CoolingVisit, self.cooling),
        ):
            model.objects.bulk_create(rows, batch_size=1_000)
        self._photos()

    def _photos(self):
        """A picture of the visit to a site at every prefecture, drawn and kept as any upload is."""
        visits = [visit for visit in self.cooling if visit.unit.depth == 2][:PICTURES]
        for place, visit in enumerate(visits):
            content = _picture(place)
            stored = StoredFile.objects.create(
                name=f"{visit.unit.short_name}.png", content_type="image/png", size=len(content),
                sha256=hashlib.sha256(content).hexdigest(), stored_as=sealed_files.write(content),
                uploaded_by=visit.recorded_by,
            )
            Paper.objects.create(
                unit=visit.unit, unit_path=visit.unit_path, kind=visit._meta.model_name, line=visit.pk,
                file=stored,
            )

    def _said(self, unit, kind, day):
        return {
            "unit": unit, "unit_path": unit.path, "held_on": day, "campaign": self.campaigns[kind, YEAR],
            "recorded_by": self.offices.clerk(unit).user,
        }

    def _families(self):
        """Most families that were on file that winter, nearly the same share of them everywhere."""
        on_file = list(
            HardshipArchive.objects.filter(status=Status.ACTIVE, first_approved_on__lt=WINTER)
            .order_by("file_no")
            .values_list("pk", "unit", "tier", "worker_kind", "township")
        )
        by_unit = Counter(row[1] for row in on_file)
        shares = apportion(min(FAMILIES, len(on_file)), list(by_unit.values()))
        left = dict(zip(by_unit, shares, strict=True))
        for place, (pk, unit_id, tier, kind, township) in enumerate(on_file):
            if not left[unit_id]:
                continue
            left[unit_id] -= 1
            migrant, cash = kind == WorkerKind.MIGRANT, CASH.get(tier, 500)
            self.warmth.append(
                WarmthVisit(
                    **self._said(self.offices.of(unit_id), CampaignKind.WINTER_WARMTH,
                                 WINTER + timedelta(days=place * 7 % 60)),
                    **GIFT, title="元旦春节走访慰问", archive_id=pk, cash=cash, place=township,
                    fund_source="UNION", visitor=VISITORS[place % 3], signed_for=place % 29 > 0,
                    target=WarmthTarget.MIGRANT if migrant else WarmthTarget.HOUSEHOLD,
                )
            )
            self.stands_for[Measure.WARMTH_MIGRANTS if migrant else Measure.WARMTH_HOUSEHOLDS] += 1
            self.stands_for[Measure.WARMTH_AMOUNT] += cash + GIFT["goods_value"]

    def _students(self):
        """Students of families on file from senior school on, who had no schooling aid that year."""
        aided = AidRecord.objects.counted().filter(aid_type=AidType.EDUCATION, year=YEAR)
        students = (
            FamilyMember.objects.filter(
                archive__status=Status.ACTIVE, archive__first_approved_on__lt=AUTUMN, school_stage__in=GRANTS
            )
            .exclude(pk__in=aided.values("member"))
            .order_by("archive__file_no", "position")
            .values_list("pk", "id_index", "archive", "archive__unit", "school_stage", "workplace")
        )
        for place, (pk, index, archive, unit_id, stage, school) in enumerate(students[:STUDENTS]):
            self.grants.append(
                StudentGrant(
                    **self._said(self.offices.of(unit_id), CampaignKind.AUTUMN_EDUCATION,
                                 AUTUMN + timedelta(days=place % 30)),
                    title="金秋助学", archive_id=archive, member_id=pk, person_index=bytes(index) or None,
                    year=YEAR, stage=STAGES[stage], school=school or "本地学校（演示）",
                    student_kind=StudentKind.CONTINUING if place % 3 else StudentKind.NEW,
                    result=GrantResult.GRANTED, cash=GRANTS[stage], fund_source="UNION",
                )
            )
            self.stands_for[Measure.SCHOOLING_STUDENTS] += 1
            self.stands_for[Measure.SCHOOLING_AMOUNT] += GRANTS[stage]

    def _headcounts(self, place, unit):
        """A site cooled in summer, a team and an employer visited in winter."""
        rng = Random(f"visits {unit.code}")
        workers, heads = rng.randint(3, 9) * 20, rng.randint(20, 90)
        self.cooling.append(
            CoolingVisit(
                **self._said(unit, CampaignKind.SUMMER_COOLING, SUMMER + timedelta(days=place % 30)),
                title="夏送清凉慰问", target=list(CoolingTarget)[place % 2], cash=2_000, goods="防暑降温用品",
                quantity=workers, unit_price=35, goods_value=workers * 35, fund_source="UNION",
                employer=f"{unit.short_name}{SITES[place % 2]}（演示）", workers=workers,
                migrant_workers=workers * 2 // 3, new_form_workers=workers // 10, partner="应急管理局",
                place=unit.short_name, safety_checked=True,
            )
        )
        self.stands_for[Measure.COOLING_EMPLOYERS] += 1
        self.stands_for[Measure.COOLING_WORKERS] += workers
        self.stands_for[Measure.COOLING_AMOUNT] += 2_000 + workers * 35
        for target, measure, name, number, cash in (
            (WarmthTarget.FRONT_LINE, Measure.WARMTH_FRONT_LINE, "环卫一线职工", heads, heads * 100),
            (WarmthTarget.EMPLOYER, Measure.WARMTH_EMPLOYERS, "困难企业（演示）", 1, 5_000),
        ):
            self.warmth.append(
                WarmthVisit(
                    **self._said(unit, CampaignKind.WINTER_WARMTH, WINTER + timedelta(days=place % 50)),
                    title="元旦春节走访慰问", target=target, beneficiary=f"{unit.short_name}{name}",
                    occasions=number, cash=cash, fund_source="UNION", place=unit.short_name,
                    visitor=VISITORS[place % 3], signed_for=True,
                )
            )
            self.stands_for[measure] += number
            self.stands_for[Measure.WARMTH_AMOUNT] += cash


def _picture(place):
    """Draw a site under the summer sun: a sky, a sun, a tower crane and people in helmets."""
    image = Image.new("RGB", (320, 200), (176 + place, 214, 240))
    draw, shift = ImageDraw.Draw(image), place * 9 % 120
    draw.ellipse((240 - shift, 16, 276 - shift, 52), fill=(250, 205, 80))
    draw.rectangle((0, 140, 320, 200), fill=(196, 170, 128))
    draw.line((60 + shift, 140, 60 + shift, 40, 150 + shift, 40), fill=(200, 120, 30), width=4)
    for person in range(5 + place % 3):
        left = 30 + person * 40
        draw.rectangle((left, 150, left + 14, 182), fill=(40, 80, 150))
        draw.ellipse((left, 136, left + 14, 150), fill=(240, 190, 60))
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
