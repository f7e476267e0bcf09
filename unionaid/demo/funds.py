"""Aid funds of the demo: three summed-up years before the full records, then 2021 and the spring of 2022.

Money comes to the province, goes to the prefectures and on to the counties by the households
they have on file; prefectures and counties add their own. All amounts are invented.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from assistance.actions.allocations import may_receive
from assistance.enums import AllocationKind
from unionaid.demo import payments
from unionaid.demo.books import Books
from unionaid.demo.plans import Fate
from unionaid.demo.shares import apportion
from unionaid.organizations.enums import UnionLevel

HUNDRED = 100  # amounts are whole hundreds of 元
OLD, NEW = ("CENTRAL", "", "CENTRAL_2015"), ("CENTRAL", "", "CENTRAL_2022")
BUDGET, LOCAL = ("PROVINCE", "", "OWN"), ("CITY_COUNTY", "", "OWN")
DONATED, INTEREST = ("DONATION", "", "OWN"), ("INTEREST", "", "OWN")
UNION = {
    level: ("UNION", level.value, "OWN")
    for level in (UnionLevel.PROVINCE, UnionLevel.CITY, UnionLevel.COUNTY)
}
# Year → what the province received from above and gave of its own, 元.
PAST = {2018: (62_000_000, 9_000_000), 2019: (55_000_000, 8_400_000), 2020: (47_000_000, 8_000_000)}
OPENING = 1_800_000  # brought into 2018, all units
KEPT = Decimal("0.06")  # the part of money from above that a union keeps for itself
EPIDEMIC = ("EPIDEMIC", "封控管理期间向疫情较重的县区倾斜（演示）")
AT_LEAST = 3  # households every union with funds is reckoned with
LAST_TRANCHE = date(2022, 3, 28)
ITS_WAITERS = ("GS620102", "GS620121")  # have not yet received it


def load(units, desk, planned):
    """Write the funds of all units and what they pay. The same units and plans give the same money."""
    flow = Flow(Books(desk.postings), units, planned)
    paying = payments.Payments(flow.books, desk)
    flow.open_2018()
    for year, (above, own) in PAST.items():
        flow.past_year(year, above, own)
    flow.year_2021()
    paying.year_2021()
    flow.close(2021, date(2022, 1, 10), "跨年度发放项目，按计划在下一年度使用")
    flow.spring_2022()
    paying.spring_2022()
    flow.books.write()


class Flow:
    """How money flows down the tree of unions that keep funds."""

    def __init__(self, books, units, planned):
        self.books = books
        self.units = [unit for unit in units if may_receive(unit)]
        self.top = self.units[0]
        held = Counter(plan.unit for plan in planned if plan.fate == Fate.ON_FILE)
        self.weights = Counter()
        for unit in self.units:
            for path in (unit.path[:end] for end in range(len(self.top.path), len(unit.path) + 1, 4)):
                self.weights[path] += held[unit.code] + AT_LEAST
        self.below = {
            unit.pk: [
                each for each in self.units
                if each.depth == unit.depth + 1 and each.path.startswith(unit.path)
            ]
            for unit in self.units
        }  # fmt: skip
        self._serials = Counter()

    def open_2018(self):
        """Bring in what every union had left when 2018 began."""
        for unit, amount in self._shared(OPENING, self.units):
            self._bring(unit, AllocationKind.OPENING, (*OLD, 2018), amount, date(2018, 1, 1))

    def past_year(self, year, above, own):
        """Sum up a year before the full records: what came, went down, was used and was carried over."""
        self._bring(self.top, AllocationKind.FROM_ABOVE, (*OLD, year), above, date(year, 3, 10))
        self._send((*OLD, year), date(year, 4, 2))
        union = (*UNION[UnionLevel.PROVINCE], year)
        self._bring(self.top, AllocationKind.OWN_BUDGET, union, own, date(year, 2, 20))
        self._send(union, date(year, 5, 6))
        for unit in self.units:
            rng = Random(f"used {unit.code} {year}")
            for fund in self.books.funds_of(unit, year):
                amount = int(fund.available * rng.randint(88, 97) / 10_000) * HUNDRED
                if amount:
                    self.books.use(fund, Decimal(amount), date(year, 12, 20), f"{year} 年度救助支出汇总")
        self.close(year, date(year, 12, 31), "年末项目尚未发放完毕")

    def year_2021(self):
        """Two tranches of central money, budgets and union money of every level, donations, interest."""
        central = (*OLD, 2021)
        for amount, on in ((24_000_000, date(2021, 3, 16)), (18_000_000, date(2021, 9, 8))):
            self._bring(self.top, AllocationKind.FROM_ABOVE, central, amount, on)
            self._send(central, on + timedelta(days=14))
        self._own_money(2021, budget=8_000_000, union=6_000_000)
        for quarter, month in enumerate((3, 6, 9, 12), 1):
            self._interest(2021, date(2021, month, 21), quarter)

    def spring_2022(self):
        """Central money under the rules of 2022; money tilted towards the epidemic is still on its way."""
        central = (*NEW, 2022)
        self._bring(self.top, AllocationKind.FROM_ABOVE, central, 26_000_000, date(2022, 2, 15))
        self._send(central, date(2022, 2, 28))
        self._own_money(2022, budget=8_500_000, union=6_200_000)
        self._interest(2022, date(2022, 3, 21), 1)
        lanzhou = next(unit for unit in self.units if unit.code == "GS620100")
        city = (*UNION[UnionLevel.CITY], 2022)
        self._bring(lanzhou, AllocationKind.OWN_BUDGET, city, 600_000, date(2022, 3, 20))
        self.books.pass_down(
            lanzhou, city, self._shared(500_000, self.below[lanzhou.pk]), LAST_TRANCHE,
            self._number(lanzhou, 2022), tilt=EPIDEMIC,
            received_on=lambda unit: None if unit.code in ITS_WAITERS else LAST_TRANCHE + timedelta(days=2),
        )
        for code, key in (("GS620102", (*LOCAL, 2022)), ("GS620100", (*DONATED, 2022))):
            unit = next(unit for unit in self.units if unit.code == code)
            self._bring(unit, AllocationKind.OWN_BUDGET, key, 80_000, date(2022, 3, 30), signed=False)

    def close(self, year, on, reason):
        for unit in self.units:
            self.books.close(unit, year, on, reason)

    def _own_money(self, year, *, budget, union):
        """The province's own two sources go down; prefectures and counties add theirs and keep them."""
        for key, amount, on in (
            ((*BUDGET, year), budget, date(year, 1, 25)),
            ((*UNION[UnionLevel.PROVINCE], year), union, date(year, 1, 18)),
        ):
            self._bring(self.top, AllocationKind.OWN_BUDGET, key, amount, on)
            self._send(key, on + timedelta(days=12))
        for unit in self.units[1:]:
            rng = Random(f"own {unit.code} {year}")
            size = self.weights[unit.path]
            day = date(year, 2, rng.randint(10, 25))
            self._bring(
                unit, AllocationKind.OWN_BUDGET, (*UNION[UnionLevel(unit.level)], year),
                size * rng.randint(3, 6) * HUNDRED, day,
            )
            if rng.random() < 0.7:
                amount = size * rng.randint(1, 4) * HUNDRED
                self._bring(unit, AllocationKind.OWN_BUDGET, (*LOCAL, year), amount, day)
            if rng.random() < 0.3:
                amount = rng.randint(20, 400) * HUNDRED
                self._bring(unit, AllocationKind.OWN_BUDGET, (*DONATED, year), amount, day)

    def _interest(self, year, on, quarter):
        """Quarterly interest to the cent at the province and the prefectures."""
        for unit in self.units:
            if unit.depth <= self.top.depth + 1:
                cents = Random(f"interest {unit.code} {year} {quarter}").randint(20_000, 900_000)
                key = (*INTEREST, year)
                self._bring(unit, AllocationKind.INTEREST, key, Decimal(cents).scaleb(-2), on)

    def _bring(self, unit, kind, key, amount, on, *, signed=True):
        amount = Decimal(amount)
        if amount:
            self.books.bring(unit, kind, key, amount, on, self._number(unit, on.year), signed=signed)

    def _send(self, key, on):
        """Send what has come in for a key down to the prefectures, and from there to the counties."""
        self._pass(self.top, key, on)
        for unit in self.below[self.top.pk]:
            if self.below[unit.pk]:
                self._pass(unit, key, on + timedelta(days=12))

    def _pass(self, unit, key, on):
        amount = int(self.books.fund(unit, key).available * (1 - KEPT))
        self.books.pass_down(
            unit, key, self._shared(amount, self.below[unit.pk]), on, self._number(unit, on.year),
            received_on=lambda below: on + timedelta(days=2 + len(below.name) % 5),
        )

    def _shared(self, amount, units):
        """Split an amount by the households of units and all below them, in whole hundreds."""
        parts = apportion(amount // HUNDRED, [self.weights[unit.path] for unit in units])
        return [(unit, Decimal(part * HUNDRED)) for unit, part in zip(units, parts, strict=True)]

    def _number(self, unit, year):
        self._serials[unit.pk, year] += 1
        return f"{unit.short_name[:1]}工发〔{year}〕{self._serials[unit.pk, year]:02d}号（演示）"
