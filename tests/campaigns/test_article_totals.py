"""The demo's five years are the article's figures, by union and by year, on the command line too."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from campaigns.enums import Measure
from campaigns.queries.article import NAMES
from campaigns.queries.totals import totals_by
from unionaid.organizations.models import UnionUnit

FIVE_YEARS = (date(2017, 4, 1), date(2022, 3, 31))
ARTICLE = {
    "job_fairs": 1973,
    "employment_service_person_times": 924100,
    "labour_export_persons": 200000,
    "cooling_amount": "259000000.00",
    "cooling_employer_times": 20000,
    "cooling_worker_times": 2300000,
    "schooling_amount": "103000000.00",
    "schooling_person_times": 64964,
    "warmth_amount": "530000000.00",
    "warmth_employer_times": 9700,
    "warmth_household_times": 730000,
    "special_visit_persons": 139,
    "special_visit_amount": "681000.00",
    "training_participants": 0,
    "training_certificates": 0,
    "training_amount": "0.00",
}


def told(*arguments):
    out = StringIO()
    call_command("campaign_totals", *arguments, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
class TestDemo:
    @pytest.fixture(autouse=True)
    def _province(self, province):
        pass

    def test_five_years_are_the_articles(self):
        assert told("--from", "2017-04-01", "--to", "2022-03-31") == ARTICLE

    def test_training_of_2016(self):
        found = told("--from", "2016-01-01", "--to", "2016-12-31")
        assert {name: value for name, value in found.items() if name.startswith("training")} == {
            "training_participants": 10000,
            "training_certificates": 9000,
            "training_amount": "10000000.00",
        }

    def test_special_visits_are_of_2022(self):
        found = told("--from", "2022-01-01", "--to", "2022-12-31")
        assert (found["special_visit_persons"], found["special_visit_amount"]) == (139, "681000.00")

    @pytest.mark.parametrize("way", ["unit", "year"])
    def test_parts_add_up(self, way):
        parts = totals_by(way, UnionUnit.objects.get(depth=1), *FIVE_YEARS).values()
        for name, measures in NAMES.items():
            total = sum(part[measure] for part in parts for measure in measures)
            assert total == pytest.approx(float(ARTICLE[name]), abs=0), name

    def test_cooling_money_rises_every_year(self):
        years = totals_by("year", UnionUnit.objects.get(depth=1), *FIVE_YEARS)
        spent = [years[year][Measure.COOLING_AMOUNT] for year in range(2017, 2022)]
        assert spent == sorted(set(spent))

    def test_every_union_has_something_of_each_delivery(self):
        by_unit = totals_by("unit", UnionUnit.objects.get(depth=1), *FIVE_YEARS)
        second_level = set(UnionUnit.objects.filter(depth=2).values_list("path", flat=True))
        assert set(by_unit) == second_level
        for measure in (Measure.JOB_FAIRS, Measure.COOLING_WORKERS, Measure.SCHOOLING_STUDENTS):
            assert min(sums[measure] for sums in by_unit.values()) > 0, measure
