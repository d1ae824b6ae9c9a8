"""Stop signals, tested in child processes."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.checkout import ROOT
from tests.plugins.processes import signals_of_a_terminal

SIGNALS = (signal.SIGTERM, signal.SIGINT)

INTERRUPTED = """
import sys
from stopsignal import StopSignals
signals = StopSignals()
signals.interrupt()
try:
    print("ready", flush=True)
    sys.stdin.readline()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""

HELD = """
import sys
from stopsignal import StopSignals
signals = StopSignals()
signals.interrupt()
try:
    with signals.held():
        print("ready", flush=True)
        sys.stdin.readline()
        print("went on", flush=True)
    print("not reached", flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""

LISTENING = """
import threading
from stopsignal import StopSignals
signals = StopSignals()
signals.listen()
acted = threading.Event()
signals.call(lambda: (print("in", threading.current_thread().name, flush=True), acted.set()))
print("ready", flush=True)
acted.wait()
"""

ENDING = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals(reloads=True)
signals.listen()

class Last:  # deleted when Python ends, after it has forgotten the handlers
    def __del__(self, kill=os.kill, pid=os.getpid(), numbers=(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)):
        for number in numbers:
            kill(pid, number)

last = Last()
os.kill(os.getpid(), signal.SIGTERM)
signals.wait()
signals.ignore()
"""

LATE = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals()
signals.listen()
os.kill(os.getpid(), signal.SIGTERM)
os.kill(os.getpid(), signal.SIGINT)
signals.wait()
print("heard", flush=True)
"""

RECLAIMED = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals()
signals.listen()
signal.signal(signal.SIGINT, signal.default_int_handler)  # as a library might
signals.reclaim()
os.kill(os.getpid(), signal.SIGINT)
signals.wait()
print("heard", flush=True)
"""

TERMINAL = """
import sys
from stopsignal import StopSignals
signals = StopSignals(has_terminal=True)
signals.interrupt()
try:
    print("ready", flush=True)
    sys.stdin.readline()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def answer_of(program: str, number: signal.Signals | None = None, *, then: str = "") -> str:
    """Return what a program prints after a signal, and then a line on its standard input."""
    with signals_of_a_terminal():  # whatever this process was started with, nohup or `&`
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        if number is not None:
            assert process.stdout.readline() == "ready\n"
            process.send_signal(number)
        if then:
            process.stdin.write(then)
            process.stdin.flush()
        said = process.stdout.read()
        assert process.wait(30) == 0
    return said


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_interrupts_the_main_thread(number: signal.Signals) -> None:
    assert answer_of(INTERRUPTED, number) == "interrupted\n"


@pytest.mark.parametrize("number", SIGNALS)
def test_a_delayed_interruption_comes_at_the_end_of_the_block(number: signal.Signals) -> None:
    assert answer_of(HELD, number, then="go on\n") == "went on\ninterrupted\n"


@pytest.mark.parametrize("number", SIGNALS)
def test_a_listener_is_called_in_a_thread_of_its_own(number: signal.Signals) -> None:
    assert answer_of(LISTENING, number) == "in stop-signals\n"


def test_a_signal_before_the_wait_is_not_lost() -> None:
    assert answer_of(LATE) == "heard\n"


def test_a_handler_of_a_library_is_replaced() -> None:
    assert answer_of(RECLAIMED) == "heard\n"


def test_a_closed_terminal_interrupts_if_asked_for() -> None:
    assert answer_of(TERMINAL, signal.SIGHUP) == "interrupted\n"


RELOADING = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals(reloads=True)
signals.interrupt()
os.kill(os.getpid(), signal.SIGHUP)
signals.listen()
print("listening", flush=True)
signals.wait(on_reload=lambda: print("reload", flush=True))
print("stopped", flush=True)
"""


def test_a_hangup_is_a_reload_before_and_after_listening_and_ends_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", RELOADING], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(2)] == ["listening\n", "reload\n"]
        child.send_signal(signal.SIGHUP)
        assert child.stdout.readline() == "reload\n"
        child.send_signal(signal.SIGTERM)
        assert child.stdout.readline() == "stopped\n"


FULL = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals(reloads=True)
signals.listen()
for _ in range(70_000):  # more than the pipe holds
    os.kill(os.getpid(), signal.SIGHUP)
os.kill(os.getpid(), signal.SIGTERM)
signals.wait()
print("stopped", flush=True)
"""


def test_a_stop_is_heard_behind_more_hangups_than_a_pipe_holds() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FULL], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stdout == "stopped\n"


HELD_UP = """
import threading
from stopsignal import StopSignals
signals = StopSignals(reloads=True)
signals.listen()
stopped = threading.Event()
def reload():
    print("reload", flush=True)
    threading.Event().wait()
signals.call(stopped.set, reload)
print("ready", flush=True)
stopped.wait()
print("stopped", flush=True)
"""


def test_a_stop_is_heard_while_a_reload_waits_for_ever() -> None:
    with subprocess.Popen([sys.executable, "-c", HELD_UP], stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            child.send_signal(signal.SIGHUP)
            assert child.stdout.readline() == "reload\n"
            child.send_signal(signal.SIGTERM)
            assert child.stdout.readline() == "stopped\n"
        finally:
            child.kill()


RELOADING_TWICE = """
import os, signal
from stopsignal import StopSignals
signals = StopSignals(reloads=True)
signals.listen()
left = [signal.SIGTERM, signal.SIGHUP]
def reload():
    print("reload", flush=True)
    os.kill(os.getpid(), left.pop())
os.kill(os.getpid(), signal.SIGHUP)
signals.wait(on_reload=reload)
print("stopped", flush=True)
"""


def test_a_hangup_while_the_configuration_is_read_has_it_read_again() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RELOADING_TWICE], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stdout == "reload\nreload\nstopped\n"


RELOADING_TWICE_IN_A_THREAD = """
import os, signal, threading
from stopsignal import StopSignals
heard = threading.Semaphore(0)
class Told(StopSignals):
    def wait(self, on_reload):
        super().wait(on_reload=lambda: (on_reload(), heard.release()))
signals = Told(reloads=True)
signals.listen()
stopped = threading.Event()
left = [signal.SIGTERM, signal.SIGHUP]
def reload():
    print("reload", flush=True)
    heard.acquire()  # the wish for this one
    number = left.pop()
    os.kill(os.getpid(), number)
    if number == signal.SIGHUP:
        heard.acquire()
        heard.release()
signals.call(stopped.set, reload)
os.kill(os.getpid(), signal.SIGHUP)
stopped.wait()
print("stopped", flush=True)
"""


def test_a_hangup_while_a_thread_reads_the_configuration_has_it_read_again() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RELOADING_TWICE_IN_A_THREAD],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stdout == "reload\nreload\nstopped\n"


def test_a_signal_while_python_ends_does_not_change_the_exit_status() -> None:
    done = subprocess.run([sys.executable, "-c", ENDING], cwd=ROOT, check=False)
    assert done.returncode == 0
