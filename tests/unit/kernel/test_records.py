"""Records in memory: looking up several, seeing one's own changes, leaving none when refused."""

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from besedka.kernel.records import Batch, Lookup, Many, Records, Tx, Undeclared


class Book(msgspec.Struct):
    id: str
    shelf: str
    is_lent: int


table = sa.Table(
    "books",
    sa.MetaData(),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("shelf", sa.Text),
    sa.Column("is_lent", sa.Integer),
)
BOOKS = Records(Book, table, rank=1, changing=("shelf", "is_lent"))
book_by_id = Lookup(BOOKS, "id")
on_shelf = Many(BOOKS, "shelf", key=lambda book: None if book.is_lent else book.shelf, where="is_lent = 0")


class Shelves:
    """Stands in for a database: answers rules from a list."""

    def __init__(self, *rows: tuple[Any, ...]) -> None:
        self.rows = rows

    def matching(self, table: sa.Table, rules: Any, *, lock: bool) -> list[tuple[Any, ...]]:
        return list(self.rows)


def loaded(*needs: Any) -> Batch:
    batch = Batch(now=1)
    batch.load(Shelves(("a", "top", 0), ("b", "top", 0), ("c", "low", 0), ("d", "top", 1)), needs)  # type: ignore[arg-type]
    return batch


def ids(books: list[Book]) -> set[str]:
    return {book.id for book in books}


def test_all_records_with_a_key_are_found_and_only_those() -> None:
    tx = Tx(loaded((on_shelf, "top"), (on_shelf, "low"), (on_shelf, "none"), (book_by_id, "d")))
    assert ids(tx.all(on_shelf, "top")) == {"a", "b"}
    assert ids(tx.all(on_shelf, "low")) == {"c"}
    assert tx.all(on_shelf, "none") == []
    with pytest.raises(Undeclared):
        tx.all(on_shelf, "elsewhere")


def test_a_command_sees_what_it_changed_and_added_among_all() -> None:
    tx = Tx(loaded((on_shelf, "top"), (on_shelf, "low"), (book_by_id, "d")))
    tx.edit(BOOKS, tx.all(on_shelf, "low")[0]).shelf = "top"
    tx.edit(BOOKS, tx.get(book_by_id, "d")).is_lent = 0
    tx.edit(BOOKS, next(book for book in tx.all(on_shelf, "top") if book.id == "a")).is_lent = 1
    tx.add(BOOKS, Book("e", "low", 0))
    assert ids(tx.all(on_shelf, "top")) == {"b", "c", "d"}
    assert ids(tx.all(on_shelf, "low")) == {"e"}


def test_the_next_command_sees_what_an_earlier_one_did_but_nothing_of_a_refused_one() -> None:
    batch = loaded((on_shelf, "top"), (on_shelf, "low"), (book_by_id, "d"))
    first, refused = Tx(batch), Tx(batch)
    first.edit(BOOKS, first.all(on_shelf, "low")[0]).shelf = "top"
    first.add(BOOKS, Book("e", "low", 0))
    first.edit(BOOKS, first.get(book_by_id, "d")).is_lent = 0
    refused.add(BOOKS, Book("f", "low", 0))
    batch.merge(first)
    later = Tx(batch)
    assert ids(later.all(on_shelf, "top")) == {"a", "b", "c", "d"}
    assert ids(later.all(on_shelf, "low")) == {"e"}
