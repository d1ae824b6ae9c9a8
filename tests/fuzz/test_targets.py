"""The fuzzer's targets hold for its corpus, and for some hundred inputs of hypothesis; without atheris."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.frames import check as check_frames
from fuzz.target import NAMES, Check, corpus, load
from tests.checkout import ROOT

LARGEST_CORPUS = 300 * 1024
INPUTS = {"frames": 150, "proxy_headers": 200, "messages": 150, "connections": 60}


@pytest.fixture(scope="module", params=NAMES)
def target(request: pytest.FixtureRequest) -> Iterator[tuple[str, Check]]:
    name = str(request.param)
    with load(name).open() as check:
        yield name, check


def test_every_kept_input_holds(target: tuple[str, Check]) -> None:
    name, check = target
    inputs = corpus(name)
    assert len(inputs) > 5
    for data in inputs:
        check(data)


def test_drawn_inputs_hold(target: tuple[str, Check]) -> None:
    name, check = target
    pieces = st.binary(max_size=40) | st.sampled_from([*load(name).words, *corpus(name)])

    @settings(
        max_examples=INPUTS[name], deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(pieces, max_size=6).map(b"".join))
    def hold(data: bytes) -> None:
        check(data)

    hold()


def test_the_corpus_is_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "fuzz" / "corpus").rglob("*") if path.is_file()]
    assert sum(sizes) < LARGEST_CORPUS


def test_a_target_that_finds_a_fault_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.frames.by_the_rule", lambda stream, limit: ([b"another"], None))
    with pytest.raises(AssertionError):
        check_frames(b"\xff\0\0\0\0\1a")
