"""Commands of one batch: each sees what those before it did, and a failing one was never there."""

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from besedka.events.staff import DepartmentAdded
from besedka.kernel.errors import NotFound
from besedka.kernel.kept import Kept
from besedka.kernel.records import Batch, Lookup, Many, Need, Records, Tx, Undeclared, Via


class Boat(msgspec.Struct):
    id: str
    name: str
    berth_id: str | None


class Berth(msgspec.Struct):
    id: str
    is_taken: int


class NoSuchBoat(NotFound):
    """There is no such boat."""


def table(name: str, key: str, *others: str) -> sa.Table:
    columns = [sa.Column(key, sa.Text, primary_key=True), *(sa.Column(other, sa.Text) for other in others)]
    return sa.Table(name, sa.MetaData(), *columns)


boats = table("boats", "id", "name", "berth_id")
berths = table("berths", "id", "is_taken")
BOATS = Records(Boat, boats, rank=1, changing=("name", "berth_id"), kept=True)
BERTHS = Records(Berth, berths, rank=2, changing=("is_taken",))
boat_by_id = Lookup(BOATS, "id", missing=NoSuchBoat)
boat_by_name = Lookup(BOATS, "name", key=lambda boat: boat.name)
boats_at = Many(BOATS, "berth_id")
berth_by_id = Lookup(BERTHS, "id")


class Harbour:
    """Stands in for a database: one boat, two berths. Remembers what it was asked and told."""

    def __init__(self) -> None:
        self.rows = {boats: [("b1", "Anna", "p1")], berths: [("p1", 1), ("p2", 0)]}
        self.asked: list[tuple[str, Any]] = []
        self.told: list[tuple[str, str, Any]] = []

    def matching(self, table: sa.Table, rules: Any, *, lock: bool) -> list[tuple[Any, ...]]:
        self.asked.append((table.name, rules))
        return [row for row in self.rows[table] if any(_fits(table, row, rule) for rule in rules)]

    def insert(self, table: sa.Table, rows: Any) -> None:
        self.told.append(("insert", table.name, rows))

    def update(self, table: sa.Table, columns: Any, rows: Any) -> None:
        self.told.append(("update", table.name, rows))


def _fits(table: sa.Table, row: tuple[Any, ...], rule: Any) -> bool:
    names = [column.name for column in table.columns]
    return all(row[names.index(column)] in wanted for column, wanted in zip(rule[0], rule[2], strict=True))


def loaded(*needs: Need, kept: Kept | None = None, harbour: Harbour | None = None) -> Batch:
    batch = Batch(now=1, kept=kept)
    batch.load(harbour or Harbour(), needs)  # type: ignore[arg-type]
    return batch


def written(batch: Batch) -> list[tuple[str, str, Any]]:
    harbour = Harbour()
    batch.flush(harbour)  # type: ignore[arg-type]
    return harbour.told


def run(batch: Batch, *steps: Any) -> Tx:
    """One command: its steps, and then everything they did becomes the batch's."""
    tx = Tx(batch)
    for step in steps:
        step(tx)
    batch.merge(tx)
    return tx


def rename(name: str) -> Any:
    def step(tx: Tx) -> None:
        tx.edit(BOATS, tx.get(boat_by_id, "b1")).name = name

    return step


def test_what_a_command_did_not_declare_it_cannot_look_up() -> None:
    tx = Tx(loaded((boat_by_id, "b1")))
    with pytest.raises(Undeclared, match="boats"):
        tx.find(boat_by_id, "b2")
    with pytest.raises(Undeclared, match="berths"):
        tx.find(berth_by_id, "p1")


def test_what_is_not_there_is_none_or_the_lookups_own_refusal() -> None:
    tx = Tx(loaded((boat_by_id, "b9")))
    assert tx.find(boat_by_id, "b9") is None
    with pytest.raises(NoSuchBoat):
        tx.get(boat_by_id, "b9")


def test_a_key_known_only_after_loading_is_followed() -> None:
    batch = loaded((boat_by_id, "b1"), (berth_by_id, Via(boat_by_id, "b1", "berth_id")))
    assert Tx(batch).get(berth_by_id, "p1").is_taken == 1


def test_a_change_is_a_copy_until_the_command_is_over() -> None:
    batch = loaded((boat_by_id, "b1"), (boat_by_name, "Anna"), (boat_by_name, "Vera"))
    mine, other = Tx(batch), Tx(batch)
    mine.edit(BOATS, mine.get(boat_by_id, "b1")).name = "Vera"
    assert mine.get(boat_by_id, "b1").name == "Vera"
    assert mine.find(boat_by_name, "Anna") is None
    assert other.get(boat_by_id, "b1").name == "Anna"
    assert other.find(boat_by_name, "Vera") is None


def test_editing_twice_edits_the_same_copy() -> None:
    tx = Tx(loaded((boat_by_id, "b1")))
    first = tx.edit(BOATS, tx.get(boat_by_id, "b1"))
    assert tx.edit(BOATS, tx.get(boat_by_id, "b1")) is first
    added = tx.add(BOATS, Boat("b2", "Olga", None))
    assert tx.edit(BOATS, added) is added


def test_a_command_that_fails_leaves_no_trace() -> None:
    batch = loaded((boat_by_id, "b1"))
    failing = Tx(batch)
    rename("Vera")(failing)
    failing.add(BOATS, Boat("b2", "Olga", None))
    failing.happened(DepartmentAdded(subject="b2", actor="t:", at=1))
    assert Tx(batch).get(boat_by_id, "b1").name == "Anna"
    assert written(batch) == []
    assert batch.events == []


def test_the_next_command_sees_what_was_done_and_each_row_is_written_once() -> None:
    batch = loaded((boat_by_id, "b1"), (boat_by_name, "Anna"), (boat_by_name, "Vera"), (boat_by_name, "Zoya"))
    run(batch, rename("Vera"))
    assert Tx(batch).get(boat_by_name, "Vera").id == "b1"
    run(batch, rename("Zoya"))
    assert Tx(batch).find(boat_by_name, "Vera") is None
    assert written(batch) == [("update", "boats", [("Zoya", "p1", "b1")])]


def test_what_an_earlier_command_added_is_found_though_nobody_could_ask_for_its_key() -> None:
    batch = loaded((boat_by_name, "Olga"), (berth_by_id, Via(boat_by_name, "Olga", "berth_id")))
    run(batch, lambda tx: tx.add(BERTHS, Berth("p3", 1)), lambda tx: tx.add(BOATS, Boat("b2", "Olga", "p3")))
    tx = Tx(batch)
    assert tx.get(berth_by_id, tx.get(boat_by_name, "Olga").berth_id).is_taken == 1
    assert tx.get(boat_by_id, "b2").name == "Olga"


def test_a_row_that_was_added_and_changed_in_one_batch_is_inserted_as_it_is_in_the_end() -> None:
    batch = loaded((boat_by_id, "b2"))
    run(batch, lambda tx: tx.add(BOATS, Boat("b2", "Olga", None)))
    run(batch, lambda tx: setattr(tx.edit(BOATS, tx.get(boat_by_id, "b2")), "name", "Nina"))
    assert written(batch) == [("insert", "boats", [("b2", "Nina", None)])]


def test_updates_come_before_inserts_and_ranks_in_order() -> None:
    batch = loaded((boat_by_id, "b1"), (berth_by_id, "p1"))
    run(batch, lambda tx: tx.add(BOATS, Boat("b2", "Anna", None)), rename("Vera"))
    run(batch, lambda tx: setattr(tx.edit(BERTHS, tx.get(berth_by_id, "p1")), "is_taken", 0))
    assert [told[:2] for told in written(batch)] == [("update", "boats"), ("update", "berths"), ("insert", "boats")]


def test_one_question_for_each_table_whatever_the_commands_need() -> None:
    harbour = Harbour()
    needs: Iterable[Need] = ((boat_by_id, "b1"), (berth_by_id, "p2"), (boat_by_name, "Olga"), (boat_by_id, "b7"))
    loaded(*needs, harbour=harbour)
    assert [name for name, _ in harbour.asked] == ["boats", "berths"]


def test_what_the_only_writer_kept_is_not_asked_for_again() -> None:
    kept, harbour = Kept(), Harbour()
    first = loaded((boat_by_id, "b1"), kept=kept, harbour=harbour)
    run(first, rename("Vera"))
    first.keep()
    later = loaded((boat_by_id, "b1"), (boat_by_name, "Vera"), kept=kept, harbour=harbour)
    assert Tx(later).get(boat_by_name, "Vera") is Tx(later).get(boat_by_id, "b1")
    assert len(harbour.asked) == 1
    kept.forget()
    assert Tx(loaded((boat_by_id, "b1"), kept=kept, harbour=harbour)).get(boat_by_id, "b1").name == "Anna"


def test_what_was_never_committed_is_not_kept() -> None:
    kept = Kept()
    run(loaded((boat_by_id, "b1"), kept=kept), rename("Vera"))
    assert Tx(loaded((boat_by_id, "b1"), kept=kept)).get(boat_by_id, "b1").name == "Anna"


def test_a_struct_that_differs_from_its_table_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="berths has columns"):
        Records(Boat, berths, rank=9, changing=())
