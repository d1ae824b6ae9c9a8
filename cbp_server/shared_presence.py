"""Who is in session at every server of the database (`docs/protocol.md`, "LIST_CLIENTS").

A thread tells the others through the database, so that a login or the end of a session waits for nothing:
many changes are one write, and while nobody is in session there is none. Another one watches the others, so
that an administrator who asks once is told of those that are at work, and tells them first that the earlier
runs of this server are over.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress

from cbp_server.presence import Presence
from database import DatabaseError, PatientInSession, Servers, SessionNote

TELL_AGAIN_SECONDS = 4.0
"""How often the others are told although nothing changed: they forget a server that is silent for 15 s."""

WATCH_SECONDS = 4.0
"""How often is looked who else is at work (`database/queries/sightings.py` says at least how often)."""

_GATHER_SECONDS = 0.4
"""How long changes are gathered for one write."""

_RUN_BYTES = 16


class SharedPresence:
    """The patients in session here and elsewhere; any thread may use it.

    Args:
        servers: through which servers tell one another.
        presence: the patients in session here.
        name: returns this server's name.
    """

    def __init__(self, servers: Servers, presence: Presence, name: Callable[[], str]) -> None:
        self._servers = servers
        self._presence = presence
        self._name = name
        self._run = secrets.token_bytes(_RUN_BYTES)
        self._is_over = threading.Event()
        self._threads = [
            threading.Thread(target=self._tell_others, name="presence", daemon=True),
            threading.Thread(target=self._watch_others, name="presence watch", daemon=True),
        ]

    def patients(self) -> list[PatientInSession]:
        """Return the patients in session at every server, oldest first.

        Raises:
            DatabaseUnavailableError: those of the other servers cannot be told.
        """
        name = self._name()
        here = [PatientInSession(one.patient, one.ip, one.since, name) for one in self._presence.visits()]
        elsewhere = self._servers.sessions_elsewhere(self._run)
        return sorted([*here, *elsewhere], key=lambda one: one.since)

    def start(self) -> None:
        """Tell the other servers and watch them from now on, in two threads, until `stop`."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Tell the other servers that this one has ended, if they were told of it, and no more."""
        self._is_over.set()
        self._presence.has_changed.set()
        for thread in self._threads:
            if thread.ident is not None:  # it was started
                thread.join()

    def _tell_others(self) -> None:
        were_told = False
        while not self._is_over.is_set():
            has_somebody = bool(self._presence.visits())
            self._presence.has_changed.wait(TELL_AGAIN_SECONDS if has_somebody else None)
            if self._is_over.wait(_GATHER_SECONDS):
                break
            self._presence.has_changed.clear()
            notes = [SessionNote(one.patient.id, one.ip, one.since) for one in self._presence.visits()]
            try:
                self._servers.note_sessions(self._run, self._name(), notes)
            except DatabaseError:  # logged by `database`
                self._presence.has_changed.set()
            else:
                were_told = True
        if were_told:
            with suppress(DatabaseError):  # they forget this server by themselves
                self._servers.forget(self._run)

    def _watch_others(self) -> None:
        is_alone = False
        while not self._is_over.is_set():
            with suppress(DatabaseError):  # logged by `database`
                if not is_alone:
                    self._servers.forget_earlier(self._run, self._name())
                    is_alone = True
                self._servers.watch(self._run)
            self._is_over.wait(WATCH_SECONDS)
