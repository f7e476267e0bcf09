"""Checking a workbook against the files there are: each row is new, changed, the same or refused.

Nothing is written. The same check runs before the import itself, so what was promised is what is done.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from households import comparison, rows
from households.enums import CLOSED, IN_REVIEW, RowVerdict, Status
from households.imports import drafting, linking, rules, vocabulary
from households.imports.cells import CellError, plain
from households.imports.columns import Hidden, Setting
from households.imports.fields import FILES, MEMBERS, fields
from households.imports.merging import Merge
from households.imports.sheets import Problem, SheetReader, shown
from households.imports.written import cell
from households.queries import import_targets
from households.queries.contents import contents_of
from unionaid import clock

CHUNK = 500
# What the check page shows of a row.
SHOWN = (
    "worker.id_number",
    "decision.tier",
    "declared.household_size",
    "declared.annual_income",
    "work.applied_on",
    "causes.main_cause",
    "work.employer",
)
SELF_WORDS = ("本人", "户主", "01", "02")


@dataclass
class Row:
    """A household of the workbook: what it is to the files there are, and why.

    For a new one `payload` is the draft to be; for a changed file `before` and `after` are contents.
    """

    number: int
    sheet: int
    verdict: RowVerdict
    name: str = ""
    shown: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    archive: object = None
    draft: object = None
    unit: object = None
    payload: dict | None = None
    before: object = None
    after: object = None
    tier: str = ""
    id_index: bytes = b""

    def refuse(self, code, message):
        """Refuse the row as a whole, for what only showed when it was carried out."""
        self.verdict = RowVerdict.REFUSED
        self.errors.append(Problem(self.number, "", -1, "", code, message, sheet_place=self.sheet))

    @property
    def differences(self):
        """What changes, as (label, before, after) in words with numbers masked."""
        if self.after is None:
            return []
        changed, _unchanged = comparison.compare(self.before, self.after)
        return [(row.label, row.before, row.after) for row in changed]


@dataclass
class Report:
    rows: list

    @property
    def counts(self):
        """Rows read and what they are; the four always add up to those read."""
        found = Counter(row.verdict for row in self.rows)
        return {"read": len(self.rows)} | {verdict.lower(): found[verdict] for verdict in RowVerdict}

    def refuse_all(self):
        """Refuse every row that would have been written: all or nothing was asked for."""
        for row in self.rows:
            if row.verdict in (RowVerdict.CREATED, RowVerdict.CHANGED):
                row.verdict = RowVerdict.REFUSED

    @property
    def errors(self):
        return [problem for row in self.rows for problem in row.errors]


def check(sheets, plans, posting, *, own_words=None, step=lambda done, total: None):
    """Return the Report of a workbook's planned sheets. `step` hears the rows done and the rows in all."""
    with clock.remembered():
        return _Check(sheets, plans, posting, own_words or {}).run(step)


class _Check:
    def __init__(self, sheets, plans, posting, own_words):
        self.posting, self.today = posting, clock.today()
        setting = Setting(
            today=self.today,
            near=posting.unit.region_code,
            units=vocabulary.unit_names(posting),
            own_words=own_words,
        )
        self.readers = {plan.kind: SheetReader(plan, setting, main=plan.kind == FILES) for plan in plans}
        self.sheets = {plan.kind: sheets[plan.sheet].rows for plan in plans}
        self.total = sum(len(sheet) for sheet in self.sheets.values())

    def run(self, step):
        families, strays = self._families()
        self._rules(families)
        self._find(families)
        found = []
        for start in range(0, len(families), CHUNK):
            part = families[start : start + CHUNK]
            contents = contents_of([family.archive for family in part if family.archive is not None])
            found += [self._row(family, contents) for family in part]
            step(min(start + CHUNK, len(families)), len(families))
        found += [self._stray(kind, line) for kind, line in strays]
        return Report(found)

    def _families(self):
        items = {
            kind: (reader, list(reader.lines(self.sheets[kind])))
            for kind, reader in self.readers.items()
            if kind != FILES
        }
        lines = self.readers[FILES].lines(self.sheets[FILES])
        families, strays = linking.families_of(lines, items)
        for family in families:
            family.archive = family.draft = None
            family.parts[MEMBERS] = [
                line for line in family.parts[MEMBERS] if not _is_worker_again(line, family)
            ]
        return families, strays

    def _rules(self, families):
        seen = {}
        for family in families:
            self._fault(FILES, family.line, rules.worker_faults(family.values, self.today))
            self._fault(FILES, family.line, rules.household_faults(family.values))
            for kind, faults in (
                (MEMBERS, lambda values: rules.member_faults(values, self.today)),
                ("incomes", rules.income_faults),
                ("expenses", rules.expense_faults),
            ):
                for line in family.parts[kind]:
                    self._fault(kind, line, faults(line.values))
            self._refuse_twice(family, seen)

    def _refuse_twice(self, family, seen):
        """The same person, or the same file, in two places of the workbook."""
        line = family.line
        places = [(FILES, line, "meta.file_no"), (FILES, line, "worker.id_number")]
        places += [(MEMBERS, member, "member.id_number") for member in family.parts[MEMBERS]]
        for kind, where, key in places:
            value = where.values.get(key)
            if not value or isinstance(value, Hidden):
                continue
            first = seen.setdefault((key.endswith("id_number"), value), (kind, where))
            if first[1] is not where:
                sheet = "" if first[0] == kind else self.readers[first[0]].plan.name
                words = (
                    _("与第 %(row)d 行证件号相同，同一个人只录一次，请核对")
                    if key.endswith("id_number")
                    else _("与第 %(row)d 行档案号相同，请核对")
                )
                self._fault(
                    kind,
                    where,
                    [(key, "twice", (f"{sheet} " if sheet else "") + words % {"row": first[1].number})],
                )

    def _find(self, families):
        """Find the file or draft each row is about; refuse people of other living files."""
        indexes = {}
        for family in families:
            number = family.values.get("worker.id_number")
            family.id_index = rows.identity_index(number) if isinstance(number, str) else b""
            people = [(FILES, family.line, "worker.id_number", family.id_index)] if family.id_index else []
            for line in family.parts[MEMBERS]:
                value = line.values.get("member.id_number")
                if value and isinstance(value, str):
                    people.append((MEMBERS, line, "member.id_number", rows.identity_index(value)))
            family.people = people
            indexes |= {index: None for *_place, index in people}
        numbers = {family.values["meta.file_no"] for family in families if "meta.file_no" in family.values}
        files = import_targets.files_numbered(numbers, self.posting)
        on_file = import_targets.people_on_file(indexes)
        workers = {found[0] for found in on_file.values() if found[1] and self.posting.sees(found[4])}
        by_key = import_targets.files_keyed(workers - {file.pk for file in files.values()}, self.posting)
        by_key |= {file.pk: file for file in files.values()}
        drafts = import_targets.drafts_by_person(indexes, self.posting)
        for family in families:
            self._target(family, files, by_key, on_file, drafts)
            self._refuse_people(family, on_file)

    def _target(self, family, files, by_key, on_file, drafts):
        values, line = family.values, family.line
        number = values.get("meta.file_no")
        if number:
            family.archive = files.get(number)
            if family.archive is None:
                self._fault(
                    FILES,
                    line,
                    [
                        (
                            "meta.file_no",
                            "file_unknown",
                            _("没有这个档案号，或不在您的管辖范围内；新建的请留空"),
                        )
                    ],
                )
            return
        found = on_file.get(family.id_index)
        if found and found[1]:
            family.archive = by_key.get(found[0])
        elif isinstance(values.get("worker.id_number"), Hidden):
            self._fault(
                FILES,
                line,
                [
                    (
                        "worker.id_number",
                        "hidden_new",
                        _("没有档案号，隐藏的号码认不出是谁；请填写档案号或完整号码"),
                    )
                ],
            )
        family.draft = drafts.get(family.id_index) if family.archive is None and family.id_index else None

    def _refuse_people(self, family, on_file):
        own = family.archive.pk if family.archive is not None else None
        for kind, line, key, index in family.people:
            found = on_file.get(index)
            if found and found[0] != own:
                words = _("已在%(office)s的档案中（电话 %(telephone)s），请联系该工会核对") % {
                    "office": found[2],
                    "telephone": found[3] or _("未登记"),
                }
                self._fault(kind, line, [(key, "person_already_on_file", words)])

    def _row(self, family, contents):
        line, values = family.line, family.values
        row = Row(
            number=line.number,
            sheet=self.readers[FILES].plan.sheet,
            verdict=RowVerdict.REFUSED,
            name=str(values.get("worker.name", ""))[:60],
            archive=family.archive,
            draft=family.draft,
            unit=values.get("meta.unit"),
            id_index=family.id_index,
        )
        if family.archive is not None:
            self._compare(row, family, contents[family.archive.pk])
            row.name = row.name or family.archive.worker_name
        elif not family.errors:
            self._draft(row, family)
        row.errors, row.doubts = family.errors, family.doubts
        row.shown = self._shown(line)
        if row.errors:
            row.verdict = RowVerdict.REFUSED
        return row

    def _compare(self, row, family, content):
        archive = family.archive
        merge = Merge(archive, content, self.today)
        merge.take(family, tier_may_change=archive.status == Status.RETURNED)
        for faults, kept in ((merge.faults, "errors"), (merge.doubts, "doubts")):
            for key, code, message, line in faults:
                kind = _sheet_of(key)
                getattr(line, kept).append(
                    self.readers[kind].problem(
                        key, line.number, line.values.get(key), CellError(code, message)
                    )
                )
        if not merge.changed and not merge.tier:
            row.verdict = RowVerdict.SAME
            return
        refusal = _refusal_of(archive)
        if refusal:
            self._fault(FILES, family.line, [("meta.file_no", *refusal)])
            return
        row.verdict, row.before, row.after, row.tier = RowVerdict.CHANGED, content, merge.content, merge.tier

    def _draft(self, row, family):
        def fault(key, code, message, line):
            self._fault(_sheet_of(key), line, [(key, code, message)])

        row.payload = drafting.payload_of(family, self.today, fault, new=family.draft is None)
        row.verdict = RowVerdict.CREATED
        if family.draft is not None:
            laid = drafting.merged(family.draft.payload, row.payload)
            row.verdict = RowVerdict.SAME if laid == family.draft.payload else RowVerdict.CHANGED
            row.payload = laid

    def _stray(self, kind, line):
        return Row(
            number=line.number,
            sheet=self.readers[kind].plan.sheet,
            verdict=RowVerdict.REFUSED,
            name=str(line.values.get(f"{kind}.worker", ""))[:60],
            errors=line.errors,
        )

    def _fault(self, kind, line, faults):
        """Add faults to a line; a cell that is wrong already is not reported twice."""
        for key, code, message in faults:
            if key in line.wrong:
                continue
            value = line.values.get(key)
            line.errors.append(self.readers[kind].problem(key, line.number, value, CellError(code, message)))

    def _shown(self, line):
        """Return the cells the check page shows of a row, by key, numbers hidden."""
        found = {}
        for key in SHOWN:
            if key in line.wrong:
                found[key] = shown(line.wrong[key], key, fields()[key].masked)
            elif key in line.values:
                value = line.values[key]
                found[key] = value.text if isinstance(value, Hidden) else plain(cell(fields()[key], value))
        return found


def _sheet_of(key):
    section = key.partition(".")[0]
    return {"member": MEMBERS, "members": MEMBERS, "income": "incomes", "expense": "expenses"}.get(
        section, section if section in ("incomes", "expenses") else FILES
    )


def _is_worker_again(line, family):
    """Tell whether a member row is the worker, whom some tables list first as 本人."""
    said = plain(line.wrong.get("member.relation", ""))
    if said not in SELF_WORDS:
        return False
    number = line.values.get("member.id_number")
    known = family.values.get("worker.id_number")
    same = plain(number) == known if isinstance(known, str) and number else False
    return same or line.values.get("member.name") == family.values.get("worker.name")


def _refusal_of(archive):
    """Return (code, message) where a file cannot be changed now, None where it can."""
    if archive.status in IN_REVIEW:
        return "in_review", _("档案正在审核，不能用导入修改；需要修改的，请先撤回或等待退回")
    if archive.status in CLOSED:
        return "closed", _("档案%(status)s，不能修改；重新困难的，请删去档案号作为新档案导入") % {
            "status": archive.get_status_display()
        }
    if archive.status in (Status.ACTIVE, Status.GRACE) and archive.requests.open().exists():
        return "request_open", _("档案有未办结的申请，请办结后再导入修改")
    return None
