"""booth.conf: every key with its range and default; every error is one line that says what to do."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest
import trustme

from cbp import Address
from inifile import ConfigError
from kiosk_web.configuration.booth import SECTIONS, SHIPPED, BoothSettings, read_settings
from kiosk_web.configuration.hospital import LEAST_CONTRAST, contrast_ratio
from kiosk_web.printing import cups

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
SVG = b'<?xml version="1.0"?>\n<!-- drawn by us -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'

WRONG = [
    ("[server]\naddress = localhost", "[server] address = localhost: must be HOST:PORT"),
    ("[server]\naddress = localhost:0", "[server] address = localhost:0: must be HOST:PORT"),
    ("[server]\naddress =", "[server] address = : must be HOST:PORT"),
    ("[server]\ntls_ca = nowhere.pem", "nowhere.pem: cannot be used: No such file"),
    ("[server]\ntls_ca = empty", "empty: cannot be used: no certificate in it"),
    ("[server]\ntls_key = key.pem", "[server] tls_certificate = : tls_certificate and tls_key go together"),
    (
        "[server]\ntls_certificate = cert.pem\ntls_key = key.pem",
        "[server] tls_ca = : must be given with tls_certificate",
    ),
    (
        "[server]\ncolour = blue",
        "[server] colour: unknown key; there are address, tls_ca, tls_certificate, tls_key",
    ),
    ("[kitchen]\nsink = 1", "[kitchen]: unknown section; there are server, booth, hospital, printer, staff"),
    ("[booth]\nlanguage = it", "[booth] language = it: must be one of fr, nl, de, en"),
    ("[booth]\nscale = 5", "[booth] scale = 5: must be auto, or a number from 1 to 4, as in 1.5"),
    ("[booth]\nscale = nan", "[booth] scale = nan: must be auto, or a number from 1 to 4, as in 1.5"),
    ("[booth]\nscreen = 16", "[booth] screen = 16: must be a whole number from 0 to 15"),
    ("[booth]\nsound = loud", "[booth] sound = loud: must be one of auto, yes, no"),
    ("[booth]\nidle_seconds = 9", "[booth] idle_seconds = 9: must be a whole number from 10 to 600"),
    ("[booth]\nidle_seconds = 601", "[booth] idle_seconds = 601: must be"),
    ("[booth]\nidle_seconds = 60 ; a minute", "[booth] idle_seconds = 60 ; a minute: must be a whole number"),
    ("[booth]\nwarning_seconds = 19", "[booth] warning_seconds = 19: must be a whole number from 20 to 120"),
    ("[booth]\nwarning_seconds = 121", "[booth] warning_seconds = 121: must be"),
    ("[booth]\nbooked_seconds = 9", "[booth] booked_seconds = 9: must be a whole number from 10 to 300"),
    ("[booth]\nbooked_seconds = 301", "[booth] booked_seconds = 301: must be"),
    (f"[hospital]\nname = {'x' * 81}", "must have at most 80 characters, has 81"),
    ("[hospital]\ncolour = blue", "[hospital] colour = blue: must be #rrggbb"),
    ("[hospital]\ncolour = #00f", "[hospital] colour = #00f: must be #rrggbb"),
    ("[hospital]\ncolour = #767676", "#767676: has 4.5:1 on white and needs 7:1"),
    ("[hospital]\ncolour = #5a5a5a", "#5a5a5a: has 6.8:1 on white and needs 7:1"),
    ("[hospital]\nlogo = nowhere.svg", "nowhere.svg: cannot be read: No such file"),
    ("[hospital]\nlogo = empty", "empty: must be an SVG or a PNG picture"),
    ("[hospital]\nlogo = page.html", "page.html: must be an SVG or a PNG picture"),
    ("[hospital]\nlogo = huge.png", "huge.png: must have at most 200 KB"),
    (f"[hospital]\nwelcome_nl = {'x' * 301}", "must have at most 300 characters"),
    ("[hospital]\nwelcome_it = Ciao", "[hospital] welcome_it: unknown key"),
    ("[hospital]\ntimezone = Europe/Brussel", "timezone = Europe/Brussel: must be a time zone, as in"),
    ("[hospital]\ntimezone = ../../etc/passwd", "must be a time zone"),
    ("[hospital]\ntimezone = Europe", "must be a time zone"),
    ("[hospital]\ntimezone =", "must be a time zone"),
    ("[printer]\nkind = fax", "[printer] kind = fax: must be one of none, cups, escpos"),
    ("[printer]\nkind = cups", "[printer] queue = : must name the queue where kind = cups"),
    ("[printer]\nqueue = -o x", "[printer] queue = -o x: must be the name of a queue"),
    (
        "[printer]\nkind = escpos",
        "[printer] host = : where kind = escpos, give either host (with port) or device",
    ),
    ("[printer]\nkind = escpos\nhost = a\ndevice = /dev/usb/lp0", "give either host (with port) or device"),
    ("[printer]\nport = 0", "[printer] port = 0: must be a whole number from 1 to 65535"),
    ("[printer]\ndevice = lp0", "[printer] device = lp0: must be a whole path"),
    ("[printer]\npaper_mm = 70", "[printer] paper_mm = 70: must be one of 58, 80"),
    ("[staff]\nexit_code = 12345", "[staff] exit_code = …: must be 6 to 12 digits"),
    ("[staff]\nexit_code = 1234567890123", "[staff] exit_code = …: must be 6 to 12 digits"),
    ("[staff]\nexit_code = 12345a", "[staff] exit_code = …: must be 6 to 12 digits"),
    ("[booth]\nidle_seconds = 60\nidle_seconds = 61", "[booth] idle_seconds: stands twice"),
    ("[booth]\n[booth]", "[booth]: stands twice"),
    ("idle_seconds = 60", "line 1: a key before any [section]"),
    ("[booth]\nidle_seconds", "line 2: neither [section] nor key = value"),
    ("[hospital]\nwelcome_fr = Bonjour\n  et bienvenue", "one key a line"),
    (f"[booth]\nscreen = {'0' * 20}99", "99: must be a whole number from 0 to 15"),
    (f"[printer]\nport = {'0' * 20}99999", "99999: must be a whole number from 1 to 65535"),
    (f"[printer]\nport = {'9' * 5000}", "must be a whole number from 1 to 65535"),
    ("[printer]\nport = ٣", "[printer] port = ٣: must be a whole number from 1 to 65535"),
    ("[server]\ntls_ca = ~nosuchuser/ca.pem", "ca.pem: there is no such home folder; give the whole path"),
    ("[hospital]\nlogo = ~nosuchuser/logo", "logo: there is no such home folder; give the whole path"),
    ("[server]\ntls_ca = ca\0.pem", "[server] tls_ca = ca␀.pem: holds a NUL"),
    ("[hospital]\nlogo = \0", "[hospital] logo = ␀: holds a NUL"),
    ("[printer]\nhost = a\0b", "[printer] host = a␀b: holds a NUL"),
    ("[printer]\ndevice = /dev/\0", "[printer] device = /dev/␀: holds a NUL"),
    ("[staff]\nexit_code = 314159\0", "[staff] exit_code = …: holds a NUL"),
    ("[staff]\nexit_code = 314159\n 2", "[staff] exit_code = …: goes on over an indented line"),
    ("[\0]\nidle_seconds = 60", "unknown section"),
    ("[a\u2028b]", "[a b]: unknown section"),
    ("[booth]\n[server] tls_ca = ca.pem", "[booth] [server] tls_ca: unknown key"),
]


def write(folder: Path, text: str) -> Path:
    path = folder / "booth.conf"
    path.write_text(text + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_wrong_configuration_is_one_line_that_names_the_way_out(
    tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "page.html").write_text("<html><svg></svg></html>")
    (tmp_path / "huge.png").write_bytes(PNG + b"\x00" * 200_000)
    config = write(tmp_path, text)
    with pytest.raises(ConfigError) as refused:
        read_settings(config)
    line = str(refused.value)
    assert line.startswith(f"{config}: ")
    assert words in line
    assert len(line.splitlines()) == 1


def test_an_error_does_not_repeat_the_exit_code(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings(write(tmp_path, "[staff]\nexit_code = 314 159"))
    assert "314" not in str(refused.value)


def test_an_error_names_a_file_that_is_missing_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.conf: cannot be read: No such file"):
        read_settings(tmp_path / "none.conf")
    (tmp_path / "latin").write_bytes("[hospital]\nname = Hôpital".encode("latin-1"))
    with pytest.raises(ConfigError, match="latin: cannot be read: not UTF-8 at byte 19"):
        read_settings(tmp_path / "latin")


def test_the_file_that_ships_has_every_key_with_its_default() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    for section, keys in SECTIONS.items():
        assert f"[{section}]" in lines
        for key in keys:
            assert f"{key.name} = {key.default}".strip() in lines
    assert read_settings(SHIPPED) == BoothSettings()


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")) == BoothSettings()


def test_every_key_of_the_file_is_read(tmp_path: Path) -> None:
    settings = read_settings(
        write(
            tmp_path,
            """
[server]
address = [fd00::7]:50000
[booth]
language = nl
screen = 1
scale = 1.5
sound = no
idle_seconds = 90
warning_seconds = 30
booked_seconds = 45
[hospital]
name = Hôpital Saint-Luc
phone = 02 555 12 34
colour = #00558C
welcome_fr = Bienvenue ; touchez l’écran # 1
arrival_de = Halle A
address = Rue de l’Église 1, 1000 Bruxelles
timezone = Europe/London
[printer]
kind = escpos
host = 10.0.0.9
port = 9101
paper_mm = 58
[staff]
exit_code = 271828
""",
        )
    )
    assert settings.servers == (Address("fd00::7", 50_000),)
    assert (settings.language, settings.screen, settings.scale) == ("nl", 1, 1.5)
    assert settings.sound == "no"
    assert (settings.times.idle, settings.times.warning, settings.times.booked) == (90, 30, 45)
    hospital = settings.hospital
    assert (hospital.name, hospital.phone, hospital.colour) == (
        "Hôpital Saint-Luc",
        "02 555 12 34",
        "#00558c",
    )
    assert hospital.welcome == {"fr": "Bienvenue ; touchez l’écran # 1", "nl": "", "de": "", "en": ""}
    assert hospital.arrival["de"] == "Halle A"
    assert hospital.timezone == "Europe/London"
    assert (settings.printer.host, settings.printer.port, settings.printer.paper_mm) == (
        "10.0.0.9",
        9101,
        58,
    )
    assert settings.exit_code == "271828"
    assert "271828" not in repr(settings)


@pytest.mark.parametrize(
    ("content", "kind"), [(PNG, "image/png"), (SVG, "image/svg+xml")], ids=["png", "svg"]
)
def test_the_logo_is_taken_from_the_files_folder_as_a_data_url(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    (tmp_path / "logo").write_bytes(content)
    logo = read_settings(write(tmp_path, "[hospital]\nlogo = logo")).hospital.logo
    assert logo == f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_the_authority_is_taken_from_the_files_folder(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    tls = read_settings(write(tmp_path, "[server]\ntls_ca = ca.pem")).tls
    assert tls is not None
    assert len(tls.get_ca_certs()) == 1


def test_a_printer_behind_cups_needs_its_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = write(tmp_path, "[printer]\nkind = cups\nqueue = desk")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match=r"kind = cups: .* install the package cups-client"):
        read_settings(config)
    for program in cups.PROGRAMS:
        shutil.copy("/bin/true", tmp_path / program)
    assert read_settings(config).printer.queue == "desk"


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#595959", 7.0), ("#00558c", 7.8)],
)
def test_contrast_ratio_follows_wcag(colour: str, ratio: float) -> None:
    assert contrast_ratio(colour, "#ffffff") == pytest.approx(ratio, abs=0.05)


def test_the_lightest_grey_that_can_be_read_is_accepted(tmp_path: Path) -> None:
    assert contrast_ratio("#595959", "#ffffff") >= LEAST_CONTRAST
    assert read_settings(write(tmp_path, "[hospital]\ncolour = #595959")).hospital.colour == "#595959"
