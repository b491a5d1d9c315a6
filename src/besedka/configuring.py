"""`besedka config`: all settings as a file."""

import asyncio
import contextlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from besedka import app
from besedka.api.admin import config
from besedka.kernel import db, lockfile
from besedka.kernel.errors import Refusal
from besedka.kernel.settings import Settings, from_environment


class _InWords(click.Group):
    """What cannot be done is said in one line, without a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Called by click."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(refusal.detail) from None


@click.group("config", cls=_InWords)
def configuration() -> None:
    """Departments, inboxes and people as a file: see docs/administration.md."""


@configuration.command("export")
@click.option("--file", type=click.Path(path_type=Path), help="Write into this file instead of printing.")
def config_export(file: Path | None) -> None:
    """Print everything that can be set, as TOML."""
    text = config.written(config.as_document(asyncio.run(_present(from_environment()))))
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")


@configuration.command("diff")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def config_diff(file: Path) -> None:
    """What applying FILE would change. Exit code 1 when there is something."""
    found = config.changes(asyncio.run(_present(from_environment())), _wanted(file))
    for change in found:
        click.echo(change)
    raise SystemExit(1 if found else 0)


@configuration.command("apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change, and whether it could.")
def config_apply(file: Path, dry_run: bool) -> None:
    """Bring departments, inboxes and people to what FILE says: all of it or nothing. Deletes nothing."""
    found = asyncio.run(_apply(from_environment(), _wanted(file), dry_run))
    for change in found:
        click.echo(change)
    click.echo(f"{len(found)} to change." if dry_run else f"{len(found)} changed.")


def _wanted(file: Path) -> config.Config:
    try:
        return config.read(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise config.BadConfig(f"{file}: expected TOML: {problem}.") from None


async def _present(settings: Settings) -> config.Config:
    """Reading needs no lock: a server may run meanwhile."""
    database = db.open_database(settings.database_url)
    try:
        return (await database.read(config.export))[0]
    finally:
        await database.close()


async def _apply(settings: Settings, wanted: config.Config, dry_run: bool) -> list[config.Change]:
    with _alone(settings):
        async with app.running(settings) as process:
            present, known = await process.database.read(config.export)
            command = config.ApplyConfig(actor="cli:", config=wanted, known=known, is_rehearsal=dry_run)
            with contextlib.suppress(config.Rehearsed):
                await process.writer.do(command)
    return config.changes(present, wanted)


@contextlib.contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """On SQLite no server may write meanwhile; one that runs takes the document itself."""
    if not settings.database_url.startswith("sqlite"):
        yield
        return
    try:
        lock = lockfile.take(settings.data)
    except lockfile.AlreadyRunning as running:
        raise lockfile.AlreadyRunning(
            f"{running.detail} A running server takes the document by POST /api/admin/v1/config."
        ) from None
    try:
        yield
    finally:
        os.close(lock)
