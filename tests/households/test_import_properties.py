"""Random valid files go out and come back unchanged; random damaged cells are exactly those reported."""

import io
import random

import openpyxl
import pytest

from households.actions import importing
from households.imports import export, headers
from households.imports.fields import fields
from tests import factories
from tests.web.workbook_files import saved

# A value nobody can mean in a column of this kind.
NONSENSE = {
    "day": "2022-13-40", "amount": "三万", "code": "火星", "yes_no": "也许", "region": "火星市",
    "number": "许多", "mobile": "123", "account": "12", "name": "王1", "credit": "123", "postcode": "12",
}  # fmt: skip


def content(chance):
    """A valid household drawn by chance."""
    members = [factories.member(name=f"陈{'甲乙丙'[place]}") for place in range(chance.randrange(3))]
    incomes = [
        factories.income(
            monthly_amount=factories.Decimal(chance.randrange(1, 300_000)) / 100,
            months=chance.randrange(1, 13),
            member=chance.randrange(len(members) + 1),
        )
        for _ in range(chance.randrange(3))
    ]
    worker = factories.worker(
        name=chance.choice(["王桂英", "马·阿卜杜", "李 Anna"]),
        ethnicity=chance.choice(["01", "03", "26"]),
        education=chance.choice(["70", "71", "20"]),
        skill_level=chance.choice(["0", "5", "A"]),
    )
    return factories.content(
        worker=worker,
        members=members,
        incomes=incomes,
        event=chance.choice([None, factories.event()]),
        expenses=[factories.expense()] * chance.randrange(3),
        decision={"tier": "DEEP", "tier_reason": "家庭确有困难"},
    )


def bring(content, by):
    return importing.bring_in(by=by, file_name="x.xlsx", content=content, dry_run=True).report


@pytest.fixture
def register(submitted_file, clerk_chengguan, tmp_path):
    """Return the exported workbook of eight random files."""

    def make(seed, national=False):
        chance = random.Random(seed)
        for _ in range(8):
            submitted_file(**vars(content(chance)))
        path = tmp_path / "register.xlsx"
        export.export(path, by=clerk_chengguan, national=national)
        return path.read_bytes()

    return make


@pytest.mark.parametrize("seed", [1, 2])
def test_random_files_come_back_unchanged(register, clerk_chengguan, seed):
    report = bring(register(seed), clerk_chengguan)
    assert (report.counts, report.errors) == (
        {"read": 8, "created": 0, "changed": 0, "same": 8, "refused": 0},
        [],
    )


def test_the_columns_of_the_national_system_come_back_unchanged(register, clerk_chengguan):
    report = bring(register(3, national=True), clerk_chengguan)
    assert (report.counts["same"], report.errors) == (8, [])


@pytest.mark.parametrize("seed", [4, 5])
def test_just_the_damaged_cells_are_reported(register, clerk_chengguan, seed):
    chance, original = random.Random(seed), register(seed)
    book = openpyxl.load_workbook(io.BytesIO(original))
    names = headers._names_of("files")
    page, damaged = book["困难职工"], set()
    for _ in range(12):
        place, row = chance.randrange(2, page.max_column), chance.randrange(2, page.max_row + 1)
        title = page.cell(1, place).value
        own = fields()[names["".join(title.split()).casefold()]]
        if own.kind not in NONSENSE or own.read_only:
            continue
        page.cell(row, place).value = NONSENSE[own.kind]
        damaged.add((row, title))
    report = bring(saved(book), clerk_chengguan)
    assert damaged
    assert {(problem.row, problem.column) for problem in report.errors} == damaged
    assert report.counts["refused"] == len({row for row, _title in damaged})
