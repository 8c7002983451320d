import asyncio
import time

from ivr.loop_lag import PERIOD_S, LoopLag


def test_percentiles_come_from_the_buckets() -> None:
    lag = LoopLag()
    for late in [0.1] * 94 + [3.1] * 5 + [40.0]:
        lag.count(late)
    report = lag.report()
    assert (report.n, report.p50, report.p95, report.max) == (100, 0.25, 3.25, 40.0)


def test_early_timers_and_whole_seconds_have_a_bucket() -> None:
    lag = LoopLag()
    lag.count(-1.0)
    lag.count(5000.0)
    assert lag.report().n == 2
    assert lag.report().max == 5000.0


def test_nothing_counted_is_nothing() -> None:
    report = LoopLag().report()
    assert (report.n, report.p50, report.p95, report.max) == (0, 0.0, 0.0, 0.0)


async def test_a_blocked_loop_is_seen() -> None:
    lag = LoopLag()
    lag.start()
    lag.start()
    await asyncio.sleep(PERIOD_S * 3)
    lag.reset()
    time.sleep(0.05)  # noqa: ASYNC251 - blocking the loop is what is tested
    await asyncio.sleep(PERIOD_S)
    lag.stop()
    lag.stop()
    assert lag.report().max >= 50 - PERIOD_S * 1000 - 1


async def test_after_the_stop_nothing_is_counted() -> None:
    lag = LoopLag()
    lag.start()
    lag.stop()
    lag.reset()
    await asyncio.sleep(PERIOD_S * 3)
    assert lag.report().n == 0
