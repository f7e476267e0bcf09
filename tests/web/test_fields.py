"""What people may type into a form, and the sentences when it cannot be right."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from unionaid.web.fields import AmountField, DayField
from unionaid.web.forms import error_summary
from unionaid.web.widgets import SearchSelect

COUNTIES = [("", "请选择"), ("620102", "城关区"), ("620121", "永登县")]


class Sample(forms.Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致")
    born = DayField(label="出生日期")
    wage = AmountField(label="月工资", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("1", "在岗"), ("2", "下岗")], widget=forms.RadioSelect)
    county = forms.ChoiceField(label="县区", choices=COUNTIES, widget=SearchSelect)


def filled(**changes):
    typed = {"name": "王桂英", "born": "1975-02-14", "wage": "", "kind": "1", "county": "城关区"}
    return Sample(typed | changes)


@pytest.mark.parametrize(
    "typed",
    [
        "2022-01-26",
        "20220126",
        "2022.1.26",
        "2022/1/26",
        "2022年1月26日",
        "２０２２－０１－２６",
        " 2022-01-26 ",
    ],
)
def test_a_day_may_be_written_in_every_usual_way(typed):
    assert filled(born=typed).fields["born"].clean(typed) == date(2022, 1, 26)


@pytest.mark.parametrize("typed", ["2022-02-30", "2022-13-01", "26/01/2022", "昨天", "202201", "0"])
def test_what_is_no_day_is_refused_with_an_example(typed):
    form = filled(born=typed)
    assert form.errors == {"born": ["没有这一天，请按 2022-01-26 的样子填写"]}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1650", "1650"),
        ("1,234.50", "1234.50"),
        ("￥1，234.5元", "1234.5"),
        ("１２３４", "1234"),
        ("0", "0"),
        (".5", "0.5"),
    ],
)
def test_an_amount_may_carry_commas_and_its_unit(typed, amount):
    form = filled(wage=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["wage"] == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "金额不能是负数"),
        ("12.345", "金额最多写到分，即两位小数"),
        ("1e5", "金额只写数字，例如 1234.50"),
        ("NaN", "金额只写数字，例如 1234.50"),
        ("一千", "金额只写数字，例如 1234.50"),
        ("9" * 12, "金额太大，请核对是否多写了位数"),
    ],
)
def test_an_amount_that_cannot_be_right_is_refused_in_a_sentence(typed, sentence):
    assert filled(wage=typed).errors == {"wage": [sentence]}


def test_a_searched_choice_is_taken_by_its_words_and_by_its_code():
    for typed in ("永登县", "620121"):
        form = filled(county=typed)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["county"] == "620121"


def test_a_searched_choice_shows_words_and_keeps_what_fits_nothing():
    assert 'value="永登县"' in str(filled(county="620121")["county"])
    unknown = filled(county="永登")
    assert list(unknown.errors) == ["county"]
    assert 'value="永登"' in str(unknown["county"])


def test_a_wrong_field_says_so_to_eye_and_ear_and_keeps_what_was_typed():
    html = str(filled(born="昨天")["born"].as_field_group())
    assert 'class="in err"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_born_error"' in html
    assert '<p class="em-msg" id="id_born_error">' in html
    assert 'value="昨天"' in html


def test_hint_and_label_belong_to_the_input():
    html = str(filled()["name"].as_field_group())
    assert '<label for="id_name">姓名</label>' in html
    assert '<span class="hint" id="id_name_helptext">与身份证一致</span>' in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_choices_are_chips_in_a_named_group():
    html = str(filled(kind="2")["kind"].as_field_group())
    assert '<legend class="lb">类别</legend>' in html
    assert html.count('class="chk"') == 2
    assert 'value="2" required id="id_kind_1" checked' in html


def test_only_what_may_stay_empty_is_marked():
    assert "选填" in str(filled()["wage"].as_field_group())
    assert "选填" not in str(filled()["name"].as_field_group())


def test_the_summary_lists_every_error_with_the_id_of_its_input():
    form = filled(name="", born="昨天")
    form.add_error(None, "两处不一致")
    assert error_summary(form) == [
        ("id_name", form.errors["name"][0]),
        ("id_born", "没有这一天，请按 2022-01-26 的样子填写"),
        ("id_name", "两处不一致"),
    ]


def test_the_summary_of_rows_points_into_the_rows():
    rows = forms.formset_factory(Sample, extra=0)
    typed = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        **{f"form-0-{name}": value for name, value in filled().data.items()},
        **{f"form-1-{name}": value for name, value in filled(born="昨天").data.items()},
    }
    assert error_summary(rows(typed)) == [("id_form-1-born", "没有这一天，请按 2022-01-26 的样子填写")]
