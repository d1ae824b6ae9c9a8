"""The administrator: a thread that asks LIST_CLIENTS again and again."""

from __future__ import annotations

import threading

from cbp import CbpError
from cbp.admin_client import AcbpClient
from prove.history import Call, Recorder
from prove.stand import AdminPort

_LISTED_EVERY = 0.2


class Administrator(threading.Thread):
    """Asks LIST_CLIENTS again and again, until told to stop.

    Args:
        port: where to ask.
        recorder: where its calls are recorded.
        is_over: set when it shall stop.
    """

    def __init__(self, port: AdminPort, recorder: Recorder, is_over: threading.Event) -> None:
        super().__init__(name="administrator", daemon=True)
        self._port = port
        self._recorder = recorder
        self._is_over = is_over
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Ask."""
        try:
            while not self._is_over.wait(_LISTED_EVERY):
                if (client := self._port()) is not None:
                    self._recorder.add(self._ask(client))
        except BaseException as error:  # noqa: BLE001 - a defect of ours, told by who waits for the thread
            self.failure = error

    def _ask(self, client: AcbpClient) -> Call:
        begin, code = self._recorder.now(), None
        listed: tuple[int, ...] = ()
        try:
            listed = tuple(one.patient_id for one in client.list_clients())
        except CbpError as error:
            code = error.code
        return Call(
            number=self._recorder.next_number(),
            session=0,
            command="LIST_CLIENTS",
            begin=begin,
            end=self._recorder.now(),
            outcome="ok" if code is None else "refused",
            code=code,
            listed=listed,
        )
