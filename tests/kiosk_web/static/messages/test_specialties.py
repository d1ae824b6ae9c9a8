"""What specialties are called, and their pictures: in the patient's language where the booth knows them."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from database.demo.names import SPECIALTIES as DEMO
from tests.checkout import ROOT
from tests.plugins.browser import violations, wait_until

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

STATIC = ROOT / "kiosk_web" / "static"
LANGUAGES = ("fr", "nl", "de", "en")
TABLE = (STATIC / "domain/specialty-table.js").read_text(encoding="utf-8")
MESSAGES = re.findall(r'message: "([^"]+)"', TABLE)
ICONS = set(re.findall(r'icon: "([^"]+)"', TABLE)) | {"health"}

ASK = """
import { SPECIALTIES } from "./domain/specialty-table.js";
import { specialtyHint, specialtyName, specialtyOf } from "./domain/specialties.js";
Object.assign(harness, { SPECIALTIES, specialtyHint, specialtyName, specialtyOf });
"""
PICTURES = """
import { SPECIALTIES } from "./domain/specialty-table.js";
import { SpecialtyIcon } from "./components/specialty-icon/specialty-icon.js";
show(() => html`<main><h1>Specialties</h1>
  ${SPECIALTIES.map(({ names: [name] }) => html`<p key=${name}><${SpecialtyIcon} name=${name} />${name}</p>`)}
  <p id="unknown"><${SpecialtyIcon} name="Chiromancie" />Chiromancie</p>
</main>`);
"""


def words(language: str) -> dict[str, dict[str, str]]:
    """Give a catalogue's specialties: the name and the hint of each."""
    text = (STATIC / "messages" / f"{language}.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^(specialty-[a-z-]+) = (.+)\n    \.hint = (.+)$", text, re.MULTILINE)
    return {key: {"name": name, "hint": hint} for key, name, hint in found}


def ask(open_component: OpenComponent, names: list[str], language: str = "fr") -> list[dict[str, Any]]:
    """Give what the page makes of names from a database."""
    page = open_component(ASK, language=language)
    made: list[dict[str, Any]] = page.evaluate(
        """names => names.map((name) => ({
             message: harness.specialtyOf(name)?.message ?? null,
             name: harness.specialtyName(name), hint: harness.specialtyHint(name) }))""",
        names,
    )
    return made


def test_every_specialty_of_the_demo_hospital_is_known(open_component: OpenComponent) -> None:
    for name, made in zip(DEMO, ask(open_component, list(DEMO)), strict=True):
        assert made["message"], name
        assert made["name"].startswith(name)
        assert made["hint"]


def test_a_known_specialty_is_said_in_the_language_of_the_page(open_component: OpenComponent) -> None:
    assert ask(open_component, ["Ophtalmologie", "Médecine générale"], "nl") == [
        {"message": "specialty-ophthalmology", "name": "Oogheelkunde", "hint": "de ogen"},
        {
            "message": "specialty-general",
            "name": "Algemene geneeskunde",
            "hint": "alle gezondheids\xadproblemen",
        },
    ]


def test_a_name_is_known_however_it_is_written(open_component: OpenComponent) -> None:
    expected = {
        "CARDIOLOGIE": "specialty-cardiology",
        "Service de cardiologie": "specialty-cardiology",
        "Dienst Cardiologie": "specialty-cardiology",
        "Gastroenterologie": "specialty-gastroenterology",
        "Gastro entérologie": "specialty-gastroenterology",
        "O.R.L.": "specialty-ent",
        "Gynécologie - Obstétrique": "specialty-gynaecology",
        "Gynécologie & obstétrique": "specialty-gynaecology",
        "Gefässchirurgie": "specialty-vascular-surgery",
        "Chirurgie cardiaque": "specialty-cardiac-surgery",
        "Médecine d’urgence": "specialty-emergency",
        "Diëtetiek": "specialty-nutrition",
    }
    made = ask(open_component, list(expected))
    assert dict(zip(expected, (one["message"] for one in made), strict=True)) == expected


def test_what_only_resembles_a_specialty_stays_as_the_hospital_has_it(
    open_component: OpenComponent,
) -> None:
    names = ["Cardiologie pédiatrique", "Cardiologie 2", "Neuro", "Chirurgie de la main", "ΩΣ", "-", ""]
    made = ask(open_component, names)
    assert made == [{"message": None, "name": name, "hint": ""} for name in names]


def test_every_listed_name_leads_to_its_own_specialty(open_component: OpenComponent) -> None:
    page = open_component(ASK)
    astray = page.evaluate(
        """() => harness.SPECIALTIES.flatMap((one) =>
             one.names.filter((name) => harness.specialtyOf(name) !== one))"""
    )
    assert astray == []


def test_a_specialty_is_known_by_what_each_language_calls_it(open_component: OpenComponent) -> None:
    for language in LANGUAGES:
        names = {key: word["name"] for key, word in words(language).items()}
        plain = {key: re.sub(r" \([A-Z]+\)$", "", name) for key, name in names.items()}
        made = ask(open_component, list(plain.values()))
        assert {one["message"] for one in made} == set(plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_names_and_explains_every_specialty_once(language: str) -> None:
    found = words(language)
    assert list(found) == MESSAGES
    for what in ("name", "hint"):
        said = Counter(word[what] for word in found.values())
        assert [word for word, times in said.items() if times > 1] == []
    for word in found.values():
        assert len(word["hint"]) <= 42, word


def test_every_specialty_has_a_picture_and_others_a_general_one(open_component: OpenComponent) -> None:
    page = open_component(PICTURES)
    wait_until(page, "document.querySelector('#unknown path')")  # the drawings come after the page
    drawn = page.locator("svg").evaluate_all(
        "pictures => pictures.map((one) => [one.getBBox().width, one.getBBox().height, one.ariaHidden])"
    )
    assert len(drawn) == len(MESSAGES) + 1
    for width, height, hidden in drawn:
        assert 150 <= max(width, height) <= 480
        assert hidden == "true"
    colours = page.evaluate(
        """() => { document.querySelector("#unknown").style.setProperty("color", "rgb(1, 2, 3)");
                   return getComputedStyle(document.querySelector("#unknown path")).fill; }"""
    )
    assert colours == "rgb(1, 2, 3)"
    assert violations(page) == []


def test_the_pictures_are_those_that_are_used_and_small() -> None:
    module = (STATIC / "vendor" / "healthicons.js").read_text(encoding="utf-8")
    drawn = json.loads(module.partition("ICONS = ")[2].rstrip().removesuffix(";"))
    assert set(drawn) == ICONS
    assert len(module.encode()) <= 40 * 1024


def drawn_by_vendor(folder: Path, *icons: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", "script/healthicons.mjs", str(folder), *icons],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_icon_that_the_package_lacks_ends_the_installation() -> None:
    done = drawn_by_vendor(ROOT / "node_modules" / "healthicons", "body/eye", "body/halo")
    assert done.returncode == 1
    assert "body/halo" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "shape",
    [
        '<circle cx="1" cy="1" r="1" fill="currentColor"/>',
        '<path d="M1 1L2 2Z" fill="#f00"/>',
        '<path d="M1 1L2 2Z" fill="currentColor" transform="scale(2)"/>',
        '<path d="M1 1A1 1 0 0 0 2 2Z" fill="currentColor"/>',
        '<path d="M1 1L2" fill="currentColor"/>',
        "",
    ],
)
def test_an_icon_that_the_page_could_not_draw_ends_the_installation(tmp_path: Path, shape: str) -> None:
    folder = tmp_path / "public" / "icons" / "svg" / "outline" / "body"
    folder.mkdir(parents=True)
    (folder / "odd.svg").write_text(f'<svg viewBox="0 0 48 48">{shape}</svg>', encoding="utf-8")
    done = drawn_by_vendor(tmp_path, "body/odd")
    assert done.returncode == 1
    assert "body/odd" in done.stderr


def test_path_data_is_written_in_whole_relative_tenths(tmp_path: Path) -> None:
    folder = tmp_path / "public" / "icons" / "svg" / "outline" / "body"
    folder.mkdir(parents=True)
    path = '<path d="M1.04 2L3 2.5H4V1ZM10 10C10 11 12.26 12 13 13Z" fill="currentColor"/>'
    (folder / "odd.svg").write_text(f'<svg viewBox="0 0 48 48">{path}</svg>', encoding="utf-8")
    done = drawn_by_vendor(tmp_path, "body/odd")
    assert '"m10 20 20 5h10v-15zm90 80c0 10 23 20 30 30z"' in done.stdout
