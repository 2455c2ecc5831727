"""Charts: figures in, markup out."""

from unikat.foundation.ui import charts


def test_a_bar_is_as_long_as_its_part_of_the_top_and_text_is_escaped():
    drawn = charts.bars([charts.Bar("<b>", 54, "54 %", "96", meant=True)], top=100)
    assert drawn == (
        '<ol class="fair"><li><span>&lt;b&gt;</span><span class="fair__bar">'
        '<svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="c-area" width="100" height="10"/><rect class="c-red" width="54" height="10"/></svg>'
        '<span class="mono">54 %</span></span><span class="fair__n">96</span></li></ol>'
    )


def test_bars_without_values_have_no_length():
    assert 'width="0"' in charts.bars([charts.Bar("none", 0, "0")])


def test_a_line_begins_at_zero_and_ends_at_its_last_value():
    drawn = charts.line([0, 10], label="up", names=["a", "b"], unit="Days")
    assert '<path class="c-line" d="M48 244L428 44"/>' in drawn
    assert 'aria-label="up"' in drawn


def test_the_top_of_a_scale_is_a_round_number():
    assert [charts._round_up(value) for value in (0, 0.5, 3, 11, 14, 21, 214, 999)] == [
        *(4, 1, 4, 20, 20, 40, 400, 1000)
    ]


def test_a_funnel_falls_in_proportion_and_repeats_itself_as_a_trail():
    steps = [charts.Step("wish", "Said", 200, "200"), charts.Step("car", "Built", 50, "50", "150 lost")]
    drawn = charts.funnel(steps, label="50 of 200")
    assert '<path class="c-line" d="M0 214H300C450 214 450 101.5 600 101.5H1200"/>' in drawn
    assert drawn.count("150 lost") == 2


def test_an_empty_funnel_is_nothing():
    assert charts.funnel([], label="") == ""


def test_a_gauge_knows_its_limits_and_its_needle_stops_at_the_end():
    def at(value):
        return charts.gauge(value, low=22, high=26, shown=str(value), unit="Nm", label="x")

    assert [at(value).ok for value in (21.9, 22, 26, 26.1)] == [False, True, True, False]
    assert "M350 20l-8-14" in at(99).drawing


def test_shares_of_narrow_groups_keep_their_figures_apart():
    groups = [charts.Share(str(n), part, part, f"{part} %", "") for n, part in enumerate((1, 9, 90))]
    drawn = charts.shares(groups, people="People", work="Work", label="x")
    assert [f'x="{x}" y="18"' in drawn for x in ("0", "44", "232")] == [True, True, True]


def test_the_hand_of_the_clock_stands_at_the_typical_day():
    drawn = charts.clock(7, promised=14, shown="7", words="days", label="x")
    assert 'd="M220 206L220 348"' in drawn
