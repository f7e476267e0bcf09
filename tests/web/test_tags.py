"""The components as tags."""

import re

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation

from unionaid.web.tile_map import Tile


def rendered(text, **context):
    return Template("{% load unionaid %}" + text).render(Context(context)).strip()


def test_a_tier_is_letter_colour_and_word():
    assert rendered('{% tier "DEEP" %}') == '<span class="tier deep" data-l="深">深度困难</span>'


def test_a_file_without_tier_is_said_to_have_none():
    assert rendered("{% tier value %}", value=None) == '<span class="tier none" data-l="未">未记录</span>'


def test_the_letter_follows_the_language():
    with translation.override("en"):
        assert 'data-l="D"' in rendered('{% tier "DEEP" %}')


@override_settings(STATIC_URL="/s/")
def test_a_status_is_icon_and_word():
    html = rendered('{% status "RETURNED" %}')
    assert html.startswith('<span class="st bad"><svg class="i" aria-hidden="true"><use href="')
    assert html.endswith('icons.svg#arrow-back-up"/></svg>已退回</span>')


def test_a_status_may_be_called_otherwise():
    assert rendered('{% status "ACTIVE" "变更待审" %}').endswith("变更待审</span>")


def test_a_note_holds_markup_of_the_page_and_escapes_values():
    html = rendered('{% note "warn" %}<b>{{ name }}</b>{% endnote %}', name="<i>")
    assert '<div class="note warn">' in html
    assert "<div><b>&lt;i&gt;</b></div>" in html
    assert "role=" not in html


def test_a_dialog_is_named_by_its_title():
    html = rendered('{% dialog "ok" title %}<p>x</p>{% enddialog %}', title="通过 3 件？")
    assert html == (
        '<dialog class="dlg" id="ok" aria-labelledby="ok_title">'
        '<h2 id="ok_title">通过 3 件？</h2><p>x</p></dialog>'
    )


def test_a_masked_value_without_the_right_offers_nothing():
    assert rendered('{% masked "620402********9983" %}') == '<span class="mask">620402********9983</span>'


def test_a_masked_value_with_the_right_links_to_the_question_why():
    html = rendered('{% masked "620402********9983" url "id_number" "王桂英的证件号码" %}', url="/reveal/")
    assert 'href="/reveal/?field=id_number" data-reveal="id_number"' in html
    assert '<span class="vh">王桂英的证件号码</span>' in html


def test_progress_beyond_the_plan_is_full_and_says_so():
    html = rendered('{% prog 61 56 "走访" %}')
    assert "61 / 56 · 已超计划" in html
    assert 'width="100.0"' in html


def test_progress_of_nothing_is_empty():
    assert 'width="0.0"' in rendered("{% prog 0 0 %}")


def test_the_scale_says_in_words_what_it_shows():
    html = rendered("{% scale 486 702 1053 %}")
    assert 'aria-label="人均每月 486.00 元，低保标准 702.00 元，上限 1053.00 元"' in html


def test_each_tile_is_a_link_with_a_name_on_desk_and_phone():
    tile = Tile(3, 2, "兰州市", "兰州", 1734, "/households/?unit=620100", "兰州市 1734 户", "深度 192")
    html = rendered('{% tilemap tiles "格子图" %}', tiles=[tile])
    assert html.count('href="/households/?unit=620100" aria-label="兰州市 1734 户"') == 2
    assert html.count(">深度 192<") == 1


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ("{% query page=2 %}", "?tier=DEEP&amp;tier=RELATIVE&amp;page=2"),
        ("{% query tier='' %}", "?page=1"),
        ("{% query tier=pair %}", "?tier=A&amp;tier=B&amp;page=1"),
    ],
)
def test_the_address_keeps_what_is_not_changed(rf, tag, address):
    request = rf.get("/?tier=DEEP&tier=RELATIVE&page=1")
    assert rendered(tag, request=request, pair=["A", "B"]) == address


def test_no_component_carries_a_style_or_a_script():
    tile = Tile(0, 0, "兰州市", "兰州", 1, "/", "x")
    html = rendered(
        '{% tilemap tiles "x" %}{% trend months flow flow flow "x" %}'
        '{% scale 1 2 3 %}{% sbar parts 3 %}{% bar 1 2 %}',
        tiles=[tile],
        months=["01"],
        flow=[1],
        parts={"DEEP": 3},
    )
    assert not re.search(r"style=|<script|<style|\son\w+=", html)
