"""Shapes of charts: sums keep, nothing grows beyond its frame."""

from hypothesis import given
from hypothesis import strategies as st

from unionaid.web import charts, tile_map, trend
from unionaid.web.charts import Part

NUMBERS = st.integers(0, 200_000)


def test_a_stacked_bar_shows_its_parts_in_order_with_white_gaps():
    drawn = charts.stacked([("f-deep", 940), ("f-rel", 5035), ("f-acc", 827), ("f-none-flat", 22)], 6824)
    assert drawn == [
        Part("f-deep", "0.000", "13.525"),
        Part("f-rel", "13.775", "73.534"),
        Part("f-acc", "87.559", "11.869"),
        Part("f-none-flat", "99.678", "0.250"),
    ]


def test_parts_of_nothing_are_left_out():
    assert charts.stacked([("f-deep", 0), ("f-rel", 0)], 0) == []


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_a_stacked_bar_never_leaves_its_frame(values):
    drawn = charts.stacked([("x", value) for value in values], sum(values))
    assert all(float(part.width) > 0 for part in drawn)
    assert not drawn or float(drawn[-1].x) + float(drawn[-1].width) <= 100.01


def test_the_blues_change_at_the_round_numbers_of_the_picture():
    assert charts.breaks([1734, 816, 128]) == [150, 300, 450, 600, 1000]


@given(st.lists(NUMBERS, max_size=14))
def test_the_blues_always_rise(values):
    marks = charts.breaks(values)
    assert len(marks) == 5
    assert marks == sorted(set(marks))


def test_a_number_gets_the_blue_of_its_step():
    marks = [150, 300, 450, 600, 1000]
    assert [charts.blue(value, marks) for value in (0, 149, 150, 599, 600, 1734)] == [
        "f-1",
        "f-1",
        "f-2",
        "f-4",
        "f-5",
        "f-6",
    ]


def test_the_scale_places_line_limit_and_household():
    drawn = charts.scale(486, 702, 1053)
    assert (drawn["value_x"], drawn["line_x"], drawn["limit_x"]) == ("81.5", "117.7", "176.6")


def test_without_a_household_the_scale_has_no_marker():
    assert charts.scale(None, 702, 1053)["value_x"] is None


def tile(row, col, name, value):
    return tile_map.Tile(row, col, name, name[:2], value, f"/?unit={name}", f"{name} {value} 户")


def test_the_tile_map_puts_each_unit_at_its_place_in_one_size():
    drawn = tile_map.drawn([tile(3, 2, "兰州市", 1734), tile(4, 2, "临夏回族自治州", 399)], tile_map.DESKTOP)
    assert drawn["view_box"] == "-1 -1 276 310"
    assert [(each["x"], each["y"], each["name"], each["fill"]) for each in drawn["tiles"]] == [
        (184, 186, "兰州市", "f-6"),
        (184, 248, "临夏", "f-3"),
    ]
    assert [step["label"] for step in drawn["legend"]] == ["<150", 150, 300, 450, 600, "≥1000"]


def test_the_legend_stands_in_the_free_corner_else_below_the_tiles():
    corner = tile_map.drawn([tile(0, 0, "酒泉市", 298), tile(1, 5, "庆阳市", 458)], tile_map.DESKTOP)
    first = corner["legend"][0]
    assert (corner["view_box"], first["x"], first["y"]) == ("-1 -1 552 124", 310, 26)

    for tiles in ([tile(0, 0, "兰州市", 1734)], [tile(0, 3, "兰州市", 1734)], [tile(1, 1, "兰州市", 1734)]):
        plain = tile_map.drawn(tiles, tile_map.DESKTOP)
        bottom = max(each["y"] for each in plain["tiles"]) + 58
        assert plain["legend"][0]["x"] == 0
        assert plain["legend"][0]["title_y"] > bottom
        width, height = (int(part) for part in plain["view_box"].split()[2:])
        assert (width >= 240, height > plain["legend"][0]["label_y"]) == (True, True)


def test_the_trend_has_round_axes_and_one_group_a_month():
    drawn = trend.drawn(["02", "03"], [122, 132], [166, 163], [6855, 6824])
    assert [tick["value"] for tick in drawn["left_ticks"]] == [0, 50, 100, 150, 200]
    assert [tick["value"] for tick in drawn["right_ticks"]] == [6820, 6830, 6840, 6850, 6860]
    assert [(group["month"], group["stock"]) for group in drawn["groups"]] == [("02", 6855), ("03", 6824)]


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=12))
def test_the_trend_stays_in_its_frame(months):
    opened, closed, stock = ([month[place] for month in months] for place in range(3))
    drawn = trend.drawn([str(place) for place in range(len(months))], opened, closed, stock)
    for group in drawn["groups"]:
        assert trend.TOP - 0.1 <= float(group["stock_y"]) <= drawn["base"] + 0.1
        assert float(group["opened_h"]) >= 0
        assert float(group["opened_y"]) >= trend.TOP - 0.1
    assert 2 <= len(drawn["left_ticks"]) <= 8
