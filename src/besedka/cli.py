"""`besedka`: demo · serve · admin · migrate · doctor · backup · restore · facts · openapi · replay · simulate."""

import asyncio
import contextlib
import getpass
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import structlog
import uvloop

from besedka import app, configuring, demo, planning, reports
from besedka.api.http.signed_in import invitation_link
from besedka.kernel import db, followers, lockfile, schema
from besedka.kernel.clock import Clock
from besedka.kernel.errors import Refusal
from besedka.kernel.settings import DEFAULT_SECRET, Settings, from_environment
from besedka.staff import AddOperator, NoSuchOperator, Role, everybody

_DEMO = "demo"
_MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


class DemoStore(Refusal):
    """This store belongs to a demo."""


class NotDemoStore(Refusal):
    """This store does not belong to a demo."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="besedka")
def main() -> None:
    """Talk with your customers. Settings are environment variables, see docs/settings.md."""


@contextlib.contextmanager
def refusals_in_words() -> Iterator[None]:
    """What cannot be done is said in one line, without a trace."""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from None


@main.command("demo")
def demo_command() -> None:
    """A working system with seeded people, under a supervisor that can pull the server's plug."""
    with refusals_in_words():
        settings = from_environment(demo=True)
    passwords = demo.passwords(settings.is_loopback)
    environ = {**os.environ, "BESEDKA_DEMO": "true", "BESEDKA_DEMO_PASSWORDS": msgspec.json.encode(passwords).decode()}
    os.environ.update(environ)
    click.echo(_welcome(settings, passwords))
    stage = demo.Stage(
        command=[sys.executable, "-m", "besedka.cli", "serve", "--demo"],
        host=settings.host,
        port=settings.port,
        demo_port=settings.demo_port,
        public_url=settings.public_url,
    )
    raise SystemExit(demo.run(stage))


def _welcome(settings: Settings, passwords: dict[str, str]) -> str:
    people = "\n".join(f"  {email:28} {password}" for email, password in passwords.items())
    second = f"http://{settings.host}:{settings.demo_port}"
    return (
        f"\n  Visitor and operator   {settings.url}/demo/both\n  A customer's site      {second}/demo\n"
        f"  The console            {settings.url}/console\n\nSign in as\n{people}\n"
    )


@main.command()
@click.option("--demo", "is_demo", is_flag=True, hidden=True)
def serve(is_demo: bool) -> None:
    """One server process. Several may share one PostgreSQL database."""
    with refusals_in_words():
        settings = from_environment(demo=True, secret=DEFAULT_SECRET) if is_demo else from_environment()
        settings.check()
        _log_to_stderr(settings)
        uvloop.run(app.serve(settings, _seed_demo if is_demo else _require_real_store))


def _log_to_stderr(settings: Settings) -> None:
    import logging

    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    # Without the values of variables, which are people's words and secrets.
    shown = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


async def _require_real_store(process: app.Process) -> None:
    if await process.database.read(schema.mark, _DEMO):
        raise DemoStore(
            "Expected a store of your own, but this one belongs to a demo (known passwords). "
            "Choose another folder with BESEDKA_DATA or another database with BESEDKA_DATABASE."
        )


async def _seed_demo(process: app.Process) -> None:
    marked = await process.database.read(schema.mark, _DEMO)
    if not marked and process.directory.all():
        raise NotDemoStore("Expected an empty store or a demo's, but this one is in use. Choose another BESEDKA_DATA.")
    await process.writer.transaction(lambda bulk: schema.set_mark(bulk, _DEMO, "1"))
    passwords: dict[str, str] = msgspec.json.decode(os.environ.get("BESEDKA_DEMO_PASSWORDS", "{}"))
    await demo.furnish(process, passwords or demo.passwords(process.settings.is_loopback))


@main.group()
def admin() -> None:
    """People who may change settings."""


@admin.command("create")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def admin_create(email: str, name: str, password_stdin: bool) -> None:
    """Make the first admin (or another one)."""
    password = sys.stdin.readline().strip() if password_stdin else getpass.getpass("Password: ")
    with refusals_in_words():
        asyncio.run(_create_admin(from_environment(), email.lower(), name, password))
    click.echo(f"{email} may sign in at /console.")


@admin.command("invite")
@click.option("--email", required=True)
def admin_invite(email: str) -> None:
    """Print a link with which somebody who was added sets a password. It works once, for 72 hours."""
    with refusals_in_words():
        click.echo(asyncio.run(_invite(from_environment(), email.strip().lower())))


async def _invite(settings: Settings, email: str) -> str:
    lock = lockfile.take(settings.data) if settings.database_url.startswith("sqlite") else None
    async with app.running(settings) as process:
        known = {operator.email: operator.id for operator in await process.database.read(everybody)}
        if email not in known:
            raise NoSuchOperator(f"Expected the e-mail of a member of staff, got {email}. Add the person first.")
        token, _ = await process.sign_ins.invite("cli:", known[email], lambda command: command)
    del lock
    return invitation_link(settings, token)


async def _create_admin(settings: Settings, email: str, name: str, password: str) -> None:
    lock = lockfile.take(settings.data) if settings.database_url.startswith("sqlite") else None
    async with app.running(settings) as process:
        await process.writer.do(
            AddOperator(
                actor="cli:", email=email, name=name, role=Role.ADMIN, departments=(),
                password_hash=await process.passwords.hash(password),
            )
        )  # fmt: skip
    del lock


@main.command()
def migrate() -> None:
    """Bring the store to this version's schema. `serve` does it by itself."""

    async def work() -> None:
        database = db.open_database(from_environment().database_url)
        await schema.open_store(database)
        await database.close()

    with refusals_in_words():
        asyncio.run(work())
    click.echo("The schema is up to date.")


@main.command()
def doctor() -> None:
    """What a look at the store and the settings finds. Exit code 1 when something needs a hand."""
    with refusals_in_words():
        findings = asyncio.run(_examine(from_environment()))
    for finding in findings:
        click.echo(f"- {finding}")
    click.echo("Nothing needs a hand." if not findings else f"{len(findings)} to look at.")
    raise SystemExit(1 if findings else 0)


async def _examine(settings: Settings) -> list[str]:
    findings: list[str] = []
    try:
        settings.check()
    except Refusal as refusal:
        findings.append(refusal.detail)
    database = db.open_database(settings.database_url)
    try:
        await database.read(db.check_durability)
    except Refusal as refusal:
        findings.append(refusal.detail)
    for parked in await database.read(followers.parked_subjects):
        findings.append(
            f"follower {parked.follower}: {parked.subject} waits after {parked.tries} tries at revision "
            f"{parked.revision}: {parked.error}"
        )
    await database.close()
    return findings


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Copy the store to TARGET while the server runs: one consistent state."""
    settings = from_environment()
    if target.exists():
        raise click.ClickException(f"{target} exists. Choose another name.")
    if settings.database_url.startswith("sqlite"):
        _backup_sqlite(Path(settings.database_url.removeprefix("sqlite:///")), target)
    else:
        _run(["pg_dump", "--format=custom", f"--file={target}", settings.database_url])
    click.echo(f"{target}: {target.stat().st_size:,} bytes.")


def _backup_sqlite(source: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(source)) as live, contextlib.closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


@main.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
def restore(source: Path) -> None:
    """Put a backup in place of an empty store. The epoch changes, so every client fetches anew."""
    settings = from_environment()
    with refusals_in_words():
        if settings.database_url.startswith("sqlite"):
            _restore_sqlite(settings, source)
        else:
            _run(["pg_restore", "--exit-on-error", "--no-owner", f"--dbname={settings.database_url}", str(source)])
        asyncio.run(_begin_new_epoch(settings))
    click.echo("Restored. Every client will fetch its conversations anew.")


def _restore_sqlite(settings: Settings, source: Path) -> None:
    target = Path(settings.database_url.removeprefix("sqlite:///"))
    lock = lockfile.take(settings.data)
    if target.exists():
        raise click.ClickException(f"{target} exists. Move it away first.")
    shutil.copyfile(source, target)
    os.close(lock)


async def _begin_new_epoch(settings: Settings) -> None:
    database = db.open_database(settings.database_url)
    await schema.open_store(database)
    async with database.writing() as session:

        def step(bulk: db.Bulk) -> None:
            schema.new_epoch(bulk)
            bulk.connection.commit()

        await session.run(step)
    await database.close()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True)
    except FileNotFoundError:
        raise click.ClickException(
            f"Expected {command[0]} on the PATH. Install PostgreSQL's client programs."
        ) from None
    except subprocess.CalledProcessError as failed:
        raise click.ClickException(f"{command[0]} failed with exit code {failed.returncode}.") from None


@main.command("facts")
@click.option("--from", "since", type=_MOMENT, required=True, help="First day, or moment.")
@click.option("--to", "until", type=_MOMENT, required=True, help="Day or moment at which it ends, not included.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of days and moments.")
@click.option("--department", help="Key of a department; all, if not given.")
@click.option("--target", default=60, show_default=True, help="Seconds of the service level.")
@click.option("--business", is_flag=True, help="Count opening hours only.")
@click.option("--rows", "as_rows", is_flag=True, help="A line for each episode instead of figures.")
@click.option("--json", "as_json", is_flag=True, help="JSON, with everything that is known.")
def facts_command(**wanted: Any) -> None:
    """Figures of a span of time, computed anew from the event log: see docs/rooms/reports.md."""

    async def work() -> list[str]:
        settings = from_environment()
        database = db.open_database(settings.database_url)
        try:
            return await reports.lines(database, reports.Wanted(**wanted), Clock(settings.test_clock).now())
        finally:
            await database.close()

    with refusals_in_words():
        for line in asyncio.run(work()):
            click.echo(line)


@main.command("replay")
@click.option("--from", "since", type=_MOMENT, required=True, help="First day, or moment.")
@click.option("--to", "until", type=_MOMENT, required=True, help="Day or moment at which it ends, not included.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of days and moments.")
@click.option("--limit", type=click.IntRange(1, 100), help="Of conversations at once, for everybody.")
@click.option("--without-operator", "without", multiple=True, help="Name or e-mail; may be said several times.")
@click.option("--mode", type=click.Choice(["late", "least_loaded"]), help="Instead of the departments' own.")
def replay_command(limit: int | None, without: tuple[str, ...], mode: str | None, **span: Any) -> None:
    """Recorded days through the engine, with other people or limits: see docs/rooms/routing.md."""

    async def work() -> reports.Compared:
        database = db.open_database(from_environment().database_url)
        try:
            return await reports.replayed(database, reports.Wanted(**span), limit, without, mode)
        finally:
            await database.close()

    with refusals_in_words():
        found = asyncio.run(work())
    click.echo(planning.table([("measured", found.measured), ("replayed", found.replayed)]))


@main.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    document = app.openapi_document()
    click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())


main.add_command(planning.simulate)
main.add_command(configuring.configuration)


if __name__ == "__main__":
    main()
