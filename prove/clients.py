"""The clients: threads that visit as patients do, one visit after another, with choices drawn by the seed.

Whoever loses the connection goes on as the booth does: connects to the next address, logs in again, and
repeats the booking; and comes back to its own address later.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec.structs import replace

from cbp import SearchReply
from prove.board import Board
from prove.caller import Caller
from prove.history import Filter, Recorder
from prove.proxy import Endpoint
from prove.tables import Person

_PATIENCE = 12.0
"""Seconds a call: longer than a server without its database takes to say so."""

_IMPATIENCE = 0.7
_PAUSE = (0.05, 0.3)
"""Before somebody who was not served tries again."""

_COMES_BACK = 0.2
_MOST_REPEATS = 4
_RUSHES = 0.08
_CALLERS = 4
_START_SECONDS = 1.0
"""How long who rushes waits until the others are logged in too."""

_GUESSES = 0.03

_NAMES = ("Peeters", "Lefèvre", "Nguyễn", "D’Haene", "Müller", "El Amrani", "Zoë", "Jean-Luc", "Ana", "Ö")
"""Homonyms on purpose: the number tells patients apart."""


class Client(threading.Thread):
    """Visits until told to stop.

    Args:
        number: its own, from 1.
        seed: of the run.
        addresses: where servers are; it begins with one by its number, and goes on with the next.
        recorder: where its calls are recorded.
        board: what patients know of one another.
        is_over: set when it shall stop after the visit in hand.
    """

    def __init__(
        self,
        number: int,
        seed: int,
        addresses: Sequence[Endpoint],
        *,
        recorder: Recorder,
        board: Board,
        is_over: threading.Event,
    ) -> None:
        super().__init__(name=f"client {number}", daemon=True)
        self._chance = random.Random(f"{seed} client {number}")
        self._addresses = addresses
        self._own = self._turn = number
        self._recorder = recorder
        self._board = board
        self._is_over = is_over
        self._found: list[int] = []
        self._asked_for: list[int] = []
        self._rushing: list[threading.Thread] = []
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Visit."""
        try:
            while not self._is_over.is_set():
                self._visit()
            for thread in self._rushing:
                thread.join()
        except BaseException as error:  # noqa: BLE001 - a defect of ours, told by who waits for the thread
            self.failure = error

    def _visit(self) -> None:
        if self._is_drawn(_GUESSES):
            self._guess()
        timeout = _IMPATIENCE if self._is_drawn(0.15) else _PATIENCE
        if self._is_drawn(_COMES_BACK):
            self._turn = self._own
        caller, person = self._come(timeout)
        self._found, self._asked_for = [], []
        if person is None:
            self._rest()
            return
        for _ in range(self._chance.randrange(1, 9)):
            if self._is_over.is_set():
                break
            if not caller.is_open:
                caller = self._come_again(person, timeout)
                if not caller.is_open:
                    self._rest()
                    return
            if self._found and self._is_drawn(_RUSHES):
                self._rush(person)
            else:
                self._do_something(caller)
        if caller.is_open and self._is_drawn(0.7):
            caller.log_out(asks_again=self._is_drawn(0.1))
        else:
            caller.leave()

    def _guess(self) -> None:
        """Try a patient's number with names that nobody has, and nobody tries twice."""
        name = "".join(self._chance.choices("abcdefghijklmnopqrstuvwxyz", k=12))
        self._caller(_PATIENCE).guess(self._board.somebody(self._chance).number, name, name)

    def _come(self, timeout: float) -> tuple[Caller, Person | None]:
        """Log in or register; return the caller, and who, or None if it did not succeed."""
        caller = self._caller(timeout)
        if not self._is_drawn(0.3):
            person = self._board.somebody(self._chance)
            if caller.log_in(person).outcome == "ok":
                return caller, person
            self._turn += 1
            return caller, None
        last_name, first_name = self._chance.choice(_NAMES), self._chance.choice(_NAMES)
        reached = caller.register(last_name, first_name)
        if reached.outcome != "ok":
            self._turn += 1
            return caller, None
        person = Person(reached.answer, last_name, first_name)
        self._board.add(person)
        return caller, person

    def _come_again(self, person: Person, timeout: float) -> Caller:
        """Log in again, and repeat what was asked for last."""
        for _ in range(_MOST_REPEATS):
            self._rest()
            self._turn += 1
            caller = self._caller(timeout)
            if caller.log_in(person).outcome == "ok":
                if self._asked_for:
                    caller.book(self._asked_for[-1])
                if caller.is_open:
                    return caller
        return caller

    def _caller(self, timeout: float, extra: int = 0) -> Caller:
        address = self._addresses[(self._turn + extra) % len(self._addresses)]
        return Caller(address, timeout, self._recorder, self._board)

    def _do_something(self, caller: Caller) -> None:
        deeds: list[tuple[Callable[[Caller], object], int]] = [
            (self._search, 35),
            (self._book, 40),
            (Caller.list_bookings, 18),
            (self._count, 12),
            (self._linger, 7),
        ]
        [deed] = self._chance.choices([one for one, _ in deeds], [weight for _, weight in deeds])
        deed(caller)

    def _search(self, caller: Caller) -> None:
        search = self._draw_filter()
        reply = caller.search(search).answer
        if isinstance(reply, SearchReply):
            self._found = [one.id for one in reply.consultations]
            if reply.next is not None and reply.consultations and self._is_drawn(0.4):
                self._turn_the_page(caller, search, reply)

    def _turn_the_page(self, caller: Caller, search: Filter, page: SearchReply) -> None:
        row = self._board.row(page.consultations[-1].id)
        if row is not None:
            following = Filter(
                specialty=search.specialty,
                doctor=search.doctor,
                start=search.start,
                end=search.end,
                limit=search.limit,
                after=row.position,
            )
            caller.search(following, page.next)

    def _count(self, caller: Caller) -> None:
        """Ask for a calendar, mostly of one doctor, as others do: so a server may answer what it has kept."""
        asked = Filter(doctor=self._chance.choice(self._board.doctors))
        if self._is_drawn(0.3):
            asked = replace(self._draw_filter(), limit=0)
        caller.count(asked)

    def _rush(self, person: Person) -> None:
        """Book from several connections of one patient at the same moment: the same, or one each.

        Each has a thread of its own, and who hangs at what is frozen holds up only itself.
        """
        if any(thread.is_alive() for thread in self._rushing):
            return
        wanted = self._chance.sample(self._found, min(_CALLERS, len(self._found)))
        wanted = wanted[:1] if self._is_drawn(0.3) else wanted
        start = threading.Barrier(_CALLERS)

        def book(caller: Caller, consultation: int) -> None:
            try:
                if caller.log_in(person).outcome != "ok":
                    start.abort()
                    return
                with suppress(threading.BrokenBarrierError):
                    start.wait(_START_SECONDS)
                caller.book(consultation)
                caller.leave()
            except BaseException as error:  # noqa: BLE001 - as in `run`
                self.failure = error

        self._rushing = [
            threading.Thread(
                target=book,
                args=(self._caller(_PATIENCE, number), wanted[number % len(wanted)]),
                name=f"{self.name}, {number + 1} of a rush",
                daemon=True,
            )
            for number in range(_CALLERS)
        ]
        for thread in self._rushing:
            thread.start()

    def _draw_filter(self) -> Filter:
        board, chance = self._board, self._chance
        start, end = sorted(chance.choices(board.days, k=2))
        return Filter(
            specialty=chance.choice(board.specialties) if self._is_drawn(0.3) else None,
            doctor=chance.choice(board.doctors) if self._is_drawn(0.3) else None,
            start=start if self._is_drawn(0.3) else None,
            end=end if self._is_drawn(0.3) else None,
            limit=chance.choice((1, 3, 10, 30)),
        )

    def _book(self, caller: Caller) -> None:
        """Book what was found, mostly the first; or what was asked for before; or what others want."""
        choice = self._chance.random()
        wanted = self._board.wanted(self._chance)
        if self._asked_for and choice < 0.15:  # noqa: PLR2004
            consultation = self._chance.choice(self._asked_for)
        elif wanted is not None and choice < 0.4:  # noqa: PLR2004
            consultation = wanted
        elif self._found:
            consultation = self._found[int(len(self._found) * self._chance.random() ** 2)]
        else:
            self._search(caller)
            return
        self._asked_for.append(consultation)
        self._board.want(consultation)
        caller.book(consultation)

    def _linger(self, _: Caller) -> None:
        self._is_over.wait(self._chance.uniform(0.0, 1.0))

    def _rest(self) -> None:
        self._is_over.wait(self._chance.uniform(*_PAUSE))

    def _is_drawn(self, share: float) -> bool:
        return self._chance.random() < share
