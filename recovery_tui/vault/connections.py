"""The pool of database connections of an open store: many readers, one writer, and an orderly end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from recovery_tui.errors import InUseError, StoreLockedError
from recovery_tui.vault.database_errors import disk_full, in_words, named
from recovery_tui.vault.datakey import locked_error

_BEGIN_OPTION = "vault_begin"
_POOL_SIZE = 4
_POOL_SECONDS = 10.0
_ROOMY_KIB = 64_000
_PATIENCE_SECONDS = 5.0
"""How long closing waits for transactions to end by themselves, and again once they were interrupted."""


class Connections:
    """Transactions on one database file, until `close`."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._open = True
        self._connect = connect
        self._engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=connect,
            poolclass=QueuePool,
            pool_size=_POOL_SIZE,
            max_overflow=0,
            pool_timeout=_POOL_SECONDS,
            pool_use_lifo=True,  # the connection whose pages are in memory first
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "before_cursor_execute", _require_transaction)
        self._writers = self._engine.execution_options(**{_BEGIN_OPTION: "BEGIN IMMEDIATE"})
        self._write_turn = threading.Lock()
        self._writer: int | None = None
        self._active: set[Any] = set()
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A plain transaction; it sees one state and is never committed."""
        with self._connection(self._engine) as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self, *, much: bool = False) -> Iterator[Connection]:
        """An immediate transaction, committed at the end; `much` holds more pages in memory until then.

        Raises RuntimeError for a nested one in the same thread, which would wait for itself.
        """
        if self._writer == threading.get_ident():
            raise RuntimeError("a write transaction is already open in this thread")
        with self._write_turn:
            self._writer = threading.get_ident()
            try:
                with self._connection(self._writers) as connection, _roomy(connection, much):
                    connection.begin()
                    yield connection
                    _require_transaction(connection)
                    connection.commit()
            finally:
                self._writer = None

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction."""
        with self._connection(self._engine) as connection:
            yield connection.connection.driver_connection

    @contextmanager
    def driver_alone(self) -> Iterator[Any]:
        """The same, while no one writes."""
        with self._write_turn, self.driver() as driver:
            yield driver

    @contextmanager
    def driver_anew(self, *, alone: bool) -> Iterator[Any]:
        """A connection of its own that has seen nothing yet; with `alone` while no one writes.

        One that has checked a text index before takes what others wrote to it since for damage (SQLite 3.53).
        """
        with self._write_turn if alone else nullcontext(), _named():
            driver = self._connect()
            try:
                self._enter(driver)
                yield driver
            finally:
                driver.close()
                self._leave(driver)

    def close(self) -> None:
        """Refuse new transactions, wait for the running ones, then close every handle.

        What still runs after some seconds is interrupted.
        """
        with self._changed:
            self._open = False
            if not self._changed.wait_for(lambda: not self._active, _PATIENCE_SECONDS):
                for driver in self._active:
                    driver.interrupt()
                self._changed.wait_for(lambda: not self._active, _PATIENCE_SECONDS)
        self._engine.dispose()

    @contextmanager
    def _connection(self, engine: Engine) -> Iterator[Connection]:
        with _named(), engine.connect() as connection:
            driver = connection.connection.driver_connection
            try:
                self._enter(driver)
            except StoreLockedError:
                connection.invalidate()  # closed, not kept for a next time
                raise
            try:
                yield connection
            finally:
                connection.close()
                self._leave(driver)

    def _enter(self, driver: Any) -> None:
        """From now on closing waits for this connection; not after it has begun."""
        with self._changed:
            if not self._open:
                raise locked_error()
            self._active.add(driver)

    def _leave(self, driver: Any) -> None:
        with self._changed:
            self._active.discard(driver)
            self._changed.notify_all()


@contextmanager
def _roomy(connection: Connection, much: bool) -> Iterator[None]:
    """More room for pages, if there is much to write: those that don't fit are encrypted again and again."""
    if not much:
        yield
        return
    driver: Any = connection.connection.driver_connection
    usual = driver.execute("PRAGMA cache_size").fetchone()[0]
    driver.execute(f"PRAGMA cache_size=-{_ROOMY_KIB}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA cache_size={usual}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN_OPTION, "BEGIN"))


def _require_transaction(
    connection: Connection, _cursor: object = None, statement: str = "", *_: object
) -> None:
    """A full disk makes SQLite roll back by itself; what came after would be saved alone, as half a change."""
    if _BEGIN_OPTION not in connection.get_execution_options() or statement.startswith("BEGIN"):
        return
    driver = connection.connection.driver_connection
    if driver is None or not driver.in_transaction:
        raise disk_full()


@contextmanager
def _named() -> Iterator[None]:
    """The driver's errors, wrapped by SQLAlchemy or not, as sentences; faults of ours pass as they are."""
    try:
        with named():
            yield
    except DBAPIError as error:
        told = in_words(error.orig) if error.orig is not None else None
        if told is None:
            raise
        raise told from None
    except PoolTimeoutError:
        raise InUseError(
            "Too many things read the store at once. What was saved is safe. Try again in a moment."
        ) from None
