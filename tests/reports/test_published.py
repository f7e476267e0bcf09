"""The article's figures are quoted as printed, beside those computed here, and never enter a sum."""

import pytest

from reports import published


def test_all_quotations_are_there_with_their_qualifiers():
    found = published.quotations()
    assert len(found) == 64
    by_id = {quotation.id: quotation for quotation in found}
    assert by_id["autumn_children"].qualifier == published.Qualifier.MORE_THAN
    assert by_id["cool_funds_trend"].value is None
    assert published.source()["published"] == "2022-12-07"


@pytest.mark.django_db
class TestPage:
    def test_county_reads_quotations_without_figures(self, people, client_of, clerk_chengguan):
        answer = client_of(clerk_chengguan).get("/reports/published/")
        assert answer.status_code == 200
        assert {row.computed for row in answer.context["rows"]} == {None}
        assert "64,964 余" in answer.content.decode()

    def test_province_sees_computed_figures_and_why_they_differ(self, people, client_of, officer_gansu):
        answer = client_of(officer_gansu).get("/reports/published/")
        rows = {row.quotation.id: row for row in answer.context["rows"]}
        fairs = rows["job_fairs_5y"]
        assert (fairs.computed, fairs.difference) == (0, -1973)
        assert "统计范围不同" in fairs.explanation
        assert rows["four_ones"].explanation == "不是统计数，只作引用"
