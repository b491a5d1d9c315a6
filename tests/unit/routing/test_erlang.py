"""The formulas against published values, and the simulator against the formulas."""

import math

import pytest

from besedka.routing.erlang import erlang_a, erlang_b, erlang_c, mean_wait, service_level
from besedka.routing.simulator import Besedka, Model, customers, play, simulate
from besedka.staff import DepartmentSettings, Giving

HANDLING_MS = 60_000


def test_the_formulas_give_published_values() -> None:
    assert erlang_c(10, 14) == pytest.approx(0.17413, abs=1e-5)
    assert erlang_b(2, 5) == pytest.approx(0.03670, abs=1e-5)
    assert erlang_b(10, 10) == pytest.approx(0.21458, abs=1e-5)
    assert service_level(10, 14, 180, 20) == pytest.approx(0.88835, abs=1e-5)
    assert mean_wait(10, 14, 180) == pytest.approx(7.8358, abs=1e-3)


def test_with_one_server_the_line_is_that_of_the_textbook() -> None:
    assert erlang_c(0.5, 1) == pytest.approx(0.5)
    assert mean_wait(0.5, 1, 60) == pytest.approx(60)
    assert (erlang_c(3, 2), mean_wait(2, 2, 60), service_level(2, 2, 60, 20)) == (1.0, math.inf, 0.0)


def test_impatience_lies_between_waiting_to_the_end_and_not_waiting_at_all() -> None:
    patient, hasty = erlang_a(10, 14, 180, 1e9), erlang_a(10, 14, 180, 1e-3)
    assert patient.waiting == pytest.approx(erlang_c(10, 14), rel=1e-4)
    assert patient.mean_wait == pytest.approx(mean_wait(10, 14, 180), rel=1e-4)
    assert hasty.leaving == pytest.approx(erlang_b(10, 14), rel=1e-3)
    assert erlang_a(20, 14, 180, 180).leaving == pytest.approx(1 - 14 / 20, abs=0.03)


def one_reply_each(per_hour: float, patience_ms: float) -> Model:
    """Servers of one line: one conversation at a time, one reply in each, of exponential length."""
    return Model(
        operators=4,
        per_hour=per_hour,
        limit=1,
        hours=60,
        first_ms=HANDLING_MS,
        spread=None,
        more=0.0,
        patience_ms=patience_ms,
        told=DepartmentSettings(giving=Giving(mode="late")),
    )


def waits_of(model: Model) -> tuple[float, float, float]:
    """(share that waited, mean wait of all, share that left), with the engine, over three seeds."""
    waits: list[int] = []
    left = 0
    for seed in (1, 2, 3):
        for talk in play(model, Besedka(model), seed)[0]:
            waits.append((talk.left_at or talk.begun_at or 0) - talk.came_at)
            left += talk.left_at is not None
    return sum(wait > 0 for wait in waits) / len(waits), sum(waits) / len(waits), left / len(waits)


def test_with_patient_customers_the_engine_is_an_erlang_c_system() -> None:
    waited, mean, left = waits_of(one_reply_each(180, 1e12))
    assert waited == pytest.approx(erlang_c(3, 4), rel=0.05)
    assert mean == pytest.approx(mean_wait(3, 4, HANDLING_MS), rel=0.1)
    assert left == 0


def test_with_impatient_customers_the_engine_is_an_erlang_a_system() -> None:
    theory = erlang_a(4, 4, HANDLING_MS, 120_000)
    waited, mean, left = waits_of(one_reply_each(240, 120_000))
    assert waited == pytest.approx(theory.waiting, rel=0.05)
    assert mean == pytest.approx(theory.mean_wait, rel=0.06)
    assert left == pytest.approx(theory.leaving, rel=0.06)


def test_the_customers_are_as_the_model_says() -> None:
    model = Model(hours=1000)
    talks = list(customers(model, 7))
    firsts, laters = [t.replies[0] for t in talks], [ms for t in talks for ms in t.replies[1:]]
    assert len(talks) == pytest.approx(40_000, rel=0.02)
    assert sum(firsts) / len(firsts) == pytest.approx(25_000, rel=0.02)
    assert sum(laters) / len(laters) == pytest.approx(35_000, rel=0.01)
    assert len(laters) / len(talks) == pytest.approx(5.5, rel=0.03)
    variance = sum((ms - 25_000) ** 2 for ms in firsts) / len(firsts)
    assert math.sqrt(variance) / 25_000 == pytest.approx(0.7, rel=0.05)


def test_the_same_seed_gives_the_same_day_and_another_one_another() -> None:
    model = Model(hours=5)
    assert simulate(model, "naive", 3) == simulate(model, "naive", 3)
    assert simulate(model, "besedka", 3) != simulate(model, "besedka", 4)
    assert [t.came_at for t in customers(model, 3)] == [t.came_at for t in customers(model, 3)]
