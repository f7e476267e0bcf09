"""Importing households: against django-import-export, against rows that are ready, and hostile files."""

import io
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from households.actions import importing
from households.enums import Status, Tier
from households.imports import checking, headers
from households.imports.columns import Setting
from households.imports.fields import fields
from households.imports.sheets import SheetReader
from households.models import HardshipArchive
from unionaid import clock
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.demo.scratch import scratch
from unionaid.privacy.identity_number import check_digit
from unionaid.web import workbook_reader
from unionaid.web.registers import RegisterColumn, write_register
from unionaid.web.workbook_reader import WorkbookRefused

PEER_ROWS = 1000
SMALL = 200  # households of the demo beside them
KEYS = (
    "worker.id_number", "worker.name", "worker.ethnicity", "worker.political_status",
    "worker.marital_status", "worker.education", "worker.skill_level", "worker.health_status",
    "worker.hukou_type", "worker.medical_insurance", "worker.model_worker_type",
    "worker.has_labour_capacity", "home.mobile", "home.is_single_parent", "home.hukou_region",
    "home.residence_region", "home.township", "home.address_detail", "work.worker_kind", "work.work_status",
    "work.work_start_date", "work.employer", "work.employer_nature", "work.industry", "work.union_name",
    "work.applied_on", "causes.main_cause", "declared.annual_income", "declared.household_size",
    "support.on_dibao",
)  # fmt: skip
WORDS = {
    "worker.ethnicity": ("汉族", "回族", "东乡族"), "worker.political_status": ("群众",),
    "worker.marital_status": ("已婚", "未婚", "丧偶"), "worker.education": ("初中", "小学", "高中", "大专"),
    "worker.skill_level": ("无", "初级工"), "worker.health_status": ("良好", "有慢性病"),
    "worker.hukou_type": ("非农业户口", "农业户口"), "worker.medical_insurance": ("职工医保", "居民医保"),
    "worker.model_worker_type": ("非劳模",), "worker.has_labour_capacity": ("是", "否"),
    "home.is_single_parent": ("否",), "home.hukou_region": ("城关区", "620102"),
    "home.residence_region": ("城关区",), "home.township": ("东关街道",),
    "work.worker_kind": ("城镇困难职工",), "work.work_status": ("在岗", "失业"),
    "work.employer": ("兰州陇昌机械有限公司",), "work.employer_nature": ("国有企业", "私营"),
    "work.industry": ("制造业", "采矿业"), "work.union_name": ("陇昌机械工会",),
    "causes.main_cause": ("患重特大疾病", "子女上学"), "support.on_dibao": ("是", "否"),
}  # fmt: skip


class Stopwatch:
    """CPU seconds of this process and of those it has started, and wall seconds."""

    def __enter__(self):
        self._cpu, self._wall = _cpu(), time.monotonic()
        return self

    def __exit__(self, *error):
        self.cpu, self.wall = round(_cpu() - self._cpu, 3), round(time.monotonic() - self._wall, 3)


def bring_in(households, progress):
    """Import so many rows of 30 columns, from the bytes to drafts with evidence, in CPU seconds."""
    with scratch(("migrate", {}), ("demo", {"households": SMALL})):
        return _bring_in(households)


def _bring_in(n):
    clerks = Posting.objects.current().filter(role=Role.CLERK, unit__level="COUNTY")
    by = clerks.select_related("unit", "user").first()
    if by is None:
        raise CommandError("load the demo first", returncode=2)
    rows = [_row(place) for place in range(n)]
    content = _workbook(rows)
    with Stopwatch() as read:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    sheets = workbook_reader.read(content)
    planned = headers.recognise(sheets)
    setting = Setting(today=clock.today(), near=by.unit.region_code)
    with Stopwatch() as validate:
        list(SheetReader(planned[0], setting).lines(sheets[planned[0].sheet].rows))
    with Stopwatch() as check:
        checking.check(sheets, planned, by)
    with transaction.atomic():
        with Stopwatch() as ours:
            outcome = importing.bring_in(by=by, file_name="bench.xlsx", content=content)
        transaction.set_rollback(True)
    with Stopwatch() as ready:
        _load_ready(rows)
    peer = _peer(rows[:PEER_ROWS], by)
    baseline = peer * n / min(n, PEER_ROWS)
    return {
        "n": n,
        "ours": ours.cpu,
        "baseline": round(baseline, 3),
        "ratio": round(baseline / ours.cpu, 2),
        "wall": ours.wall,
        "counts": outcome.report.counts,
        "read": read.cpu,
        "validate": validate.cpu,
        "check": check.cpu,
        "limit": ready.cpu,
        "times_limit": round(ours.cpu / ready.cpu, 1) if ready.cpu else None,
        "validate_to_read": round(validate.cpu / read.cpu, 2),
        "engine": connection.vendor,
        "baseline_rows": min(n, PEER_ROWS),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def hostile(households, progress):
    """Read so many mutated workbooks: each is read or refused. `ours` counts what was neither."""
    chance, content = random.Random(7), _workbook([_row(place) for place in range(20)])
    outcomes = {"read": 0, "refused": 0, "crashed": 0}
    with Stopwatch() as spent:
        for _ in range(households):
            outcomes[_outcome(_mutated(content, chance))] += 1
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {
        "n": households, "ours": outcomes["crashed"], "baseline": households,
        "ratio": round(outcomes["crashed"] / households, 4), **outcomes, "wall": spent.wall,
        "child_megabytes": memory,
    }  # fmt: skip


def _cpu():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _row(place):
    body = f"620199{date(1960, 1, 1) + timedelta(days=place % 14_000):%Y%m%d}{900 + place // 14_000 * 2:03d}"
    values = {
        "worker.id_number": body + check_digit(body),
        "worker.name": f"王{'甲乙丙丁戊己庚辛壬癸'[place % 10]}{'英明强芳'[place % 4]}",
        "home.mobile": f"154{place:08d}",
        "home.address_detail": f"解放路 {place % 200} 号",
        "work.work_start_date": date(1985, 1, 1) + timedelta(days=place % 5000),
        "work.applied_on": date(2022, 1, 1) + timedelta(days=place % 80),
        "declared.annual_income": 12_000 + place % 900 * 10,
        "declared.household_size": 1 + place % 5,
    }
    return [values[key] if key in values else WORDS[key][place % len(WORDS[key])] for key in KEYS]


def _workbook(rows):
    kinds = {"day": "date", "amount": "money", "number": "integer"}
    columns = [RegisterColumn(fields()[key].title, kinds.get(fields()[key].kind, "text")) for key in KEYS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        write_register(columns, rows, path, [])
        return path.read_bytes()


def _load_ready(rows):
    """What the database alone costs: COPY on PostgreSQL, executemany on SQLite, of plain texts."""
    texts = [[str(value) for value in row] for row in rows]
    names = ", ".join(f"c{place} text" for place in range(len(KEYS)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bench_rows ({names})")
        if connection.vendor == "postgresql":
            lines = io.StringIO("\n".join("\t".join(row) for row in texts) + "\n")
            cursor.copy_from(lines, "bench_rows")
        else:
            marks = ", ".join(["%s"] * len(KEYS))
            cursor.executemany(f"INSERT INTO bench_rows VALUES ({marks})", texts)
        cursor.execute("DROP TABLE bench_rows")


def _peer(rows, by):
    """CPU seconds of django-import-export with its defaults for rows of thirty columns, rolled back."""
    try:
        import tablib
        from import_export import resources
    except ImportError:
        raise CommandError("bench import needs the development packages", returncode=2) from None
    names = [field.name for field in HardshipArchive._meta.fields if _is_plain(field)][: len(KEYS) - 3]
    titles = ["file_no", *names, "status", "tier"]

    class Files(resources.ModelResource):
        class Meta:
            model = HardshipArchive
            import_id_fields = ("file_no",)
            fields = titles
            clean_model_instances = False

        def before_save_instance(self, instance, row, **kwargs):
            instance.unit, instance.unit_path = by.unit, by.unit.path
            instance.applied_on = instance.status_since = instance.changed_on = clock.today()

    data = tablib.Dataset(headers=titles)
    for place, row in enumerate(rows):
        texts = [str(value)[:1] for value in row][: len(names)]
        data.append([f"BENCH-{place}", *texts, Status.DRAFT.value, Tier.DEEP.value])
    with transaction.atomic():
        with Stopwatch() as spent:
            Files().import_data(tablib.Dataset().load(data.export("xlsx"), "xlsx"))
        transaction.set_rollback(True)
    return spent.cpu


def _is_plain(field):
    own = ("file_no", "status", "tier", "unit_path")
    return field.get_internal_type() == "CharField" and field.name not in own


def _outcome(content):
    try:
        workbook_reader.read(content)
    except WorkbookRefused:
        return "refused"
    except Exception:  # just what the benchmark counts
        return "crashed"
    return "read"


def _mutated(content, chance):
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        place = chance.randrange(len(damaged))
        match chance.randrange(4):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + chance.randrange(1, 40)]
            case 2:
                damaged[place:place] = damaged[place : place + 30]
            case 3:
                damaged[place : place + 4] = chance.randbytes(4)
    return bytes(damaged)
