import json
from pathlib import Path

from bench.report import Figure, counted, line, machine, measured, percentile, write


def test_percentiles_are_samples_that_were_measured() -> None:
    samples = [float(number) for number in range(20, 0, -1)]
    assert percentile(samples, 50) == 10.0
    assert percentile(samples, 95) == 19.0
    assert percentile([7.0], 95) == 7.0


def test_a_report_has_exactly_the_shape_every_bench_writes(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    write("calls", [measured("answer_to_audio_ms", "ms", [1.0, 2.0, 9.0]), counted("failed_calls", "calls", 0)], path)
    report = json.loads(path.read_text(encoding="utf-8"))
    assert list(report) == ["bench", "machine", "figures"]
    assert report["bench"] == "calls"
    assert report["figures"] == [
        {"name": "answer_to_audio_ms", "unit": "ms", "n": 3, "p50": 2.0, "p95": 9.0, "max": 9.0},
        {"name": "failed_calls", "unit": "calls", "n": 1, "value": 0.0},
    ]


def test_a_figure_without_samples_pretends_nothing() -> None:
    assert measured("word_to_answer_ms", "ms", []).json() == {"name": "word_to_answer_ms", "unit": "ms", "n": 0}


def test_what_nobody_may_forget_is_written_and_shown() -> None:
    figure = Figure("ko_right_pct", "%", 10, value=50.0, note="synthetic speech").json()
    assert figure["note"] == "synthetic speech"
    assert line(figure).endswith("50  (synthetic speech)")
    assert "note" not in counted("failed_calls", "calls", 0).json()


def test_the_machine_is_described_without_its_name() -> None:
    hostname = Path("/proc/sys/kernel/hostname").read_text(encoding="utf-8").strip()
    described = machine()
    assert set(described) == {"cores", "memory_mb", "cpu", "python", "system"}
    assert hostname not in json.dumps(described)


def test_numbers_are_rounded_to_what_can_be_measured() -> None:
    assert Figure("x", "ms", 1, 1.23456, 1.0, 1.0).json()["p50"] == 1.235
