"""What of booth.conf is followed without a restart."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from cbp import Address
from kiosk_web.configuration.booth import SECTIONS, BoothSettings, read_settings
from kiosk_web.configuration.reloading import FOLLOWED, keys_that_stay, settings_in_force

TLS = ssl.create_default_context()


def read(folder: Path, text: str) -> BoothSettings:
    path = folder / "booth.conf"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_every_followed_key_is_a_key() -> None:
    assert {(section, key.name) for section, keys in SECTIONS.items() for key in keys} >= FOLLOWED


def test_address_and_code_are_followed_and_nothing_else(tmp_path: Path) -> None:
    old = read(tmp_path, "[staff]\nexit_code = 314159\n")
    new = read(
        tmp_path,
        "[server]\naddress = a:1\n[booth]\nlanguage = nl\nscreen = 1\n[hospital]\nname = X\n"
        "[printer]\npaper_mm = 58\n[staff]\nexit_code = 271828\n",
    )
    assert settings_in_force(old, new) == replace(old, servers=(Address("a", 1),), exit_code="271828")
    assert keys_that_stay(old, new) == [
        *("[booth] language", "[booth] screen", "[hospital] name", "[printer] paper_mm")
    ]


@pytest.mark.parametrize(
    ("before", "after", "stays"), [(None, TLS, []), (TLS, None, ["[server] tls_ca"]), (None, None, [])]
)
def test_tls_is_turned_on_but_never_off(
    tmp_path: Path, before: ssl.SSLContext | None, after: ssl.SSLContext | None, stays: list[str]
) -> None:
    settings = read(tmp_path, "")
    old, new = replace(settings, tls=before), replace(settings, tls=after)
    assert settings_in_force(old, new).tls is (after or before)
    assert keys_that_stay(old, new) == stays


@pytest.mark.parametrize(
    ("before", "after", "in_force", "stays"),
    [("", "314159", "", ["[staff] exit_code"]), ("314159", "", "", []), ("314159", "271828", "271828", [])],
)
def test_a_way_out_is_closed_at_once_and_opened_by_a_restart(
    tmp_path: Path, before: str, after: str, in_force: str, stays: list[str]
) -> None:
    settings = read(tmp_path, "")
    old, new = replace(settings, exit_code=before), replace(settings, exit_code=after)
    assert settings_in_force(old, new).exit_code == in_force
    assert keys_that_stay(old, new) == stays


def test_what_stays_is_named_each_time(tmp_path: Path) -> None:
    old = read(tmp_path, "[booth]\nscreen = 1\n")
    new = read(tmp_path, "[booth]\nscreen = 2\n")
    assert keys_that_stay(settings_in_force(old, new), new) == ["[booth] screen"]
