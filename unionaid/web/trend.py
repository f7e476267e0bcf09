"""The monthly trend as shapes: bars of what came and went (left axis), the stock as a line (right axis)."""

from math import ceil, floor, log10

WIDTH, HEIGHT = 520, 230
LEFT, RIGHT, TOP, BOTTOM = 34, 40, 12, 24
BAR = 9


def drawn(months, opened, closed, stock):
    """Return axes, bars and points; the three series are as long as `months`."""
    flow_top = _ticks(0, max([*opened, *closed, 1]))
    stock_ticks = _ticks(min(stock, default=0), max(stock, default=1), at_least=1)
    plot_width, plot_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    slot = plot_width / max(len(months), 1)

    def flow_y(value):
        return TOP + plot_height * (1 - value / flow_top[-1])

    def stock_y(value):
        low, high = stock_ticks[0], stock_ticks[-1]
        return TOP + plot_height * (1 - (value - low) / (high - low))

    groups = []
    for place, month in enumerate(months):
        middle = LEFT + slot * (place + 0.5)
        groups.append(
            {
                "month": month,
                "x": f"{middle:.1f}",
                "opened": opened[place],
                "closed": closed[place],
                "stock": stock[place],
                "opened_x": f"{middle - BAR - 1:.1f}",
                "closed_x": f"{middle + 1:.1f}",
                "opened_y": f"{flow_y(opened[place]):.1f}",
                "closed_y": f"{flow_y(closed[place]):.1f}",
                "opened_h": f"{TOP + plot_height - flow_y(opened[place]):.1f}",
                "closed_h": f"{TOP + plot_height - flow_y(closed[place]):.1f}",
                "stock_y": f"{stock_y(stock[place]):.1f}",
            }
        )
    return {
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
        "bar": BAR,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "base": TOP + plot_height,
        "label_y": HEIGHT - 6,
        "left_ticks": [
            {"y": f"{flow_y(tick):.1f}", "text_y": f"{flow_y(tick) + 4:.1f}", "value": tick}
            for tick in flow_top
        ],
        "right_ticks": [{"y": f"{stock_y(tick) + 4:.1f}", "value": tick} for tick in stock_ticks],
        "line": " ".join(f"{group['x']},{group['stock_y']}" for group in groups),
        "groups": groups,
    }


def _ticks(low, high, at_least=0):
    """Return four to six round numbers from at most `low` to at least `high`."""
    span = max(high - low, at_least, 1)
    step = 10 ** floor(log10(span / 4)) if span > 4 else 1
    step = next(step * factor for factor in (1, 2, 5, 10) if span / (step * factor) <= 5)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [int(step * place) for place in range(first, last + 1)]
