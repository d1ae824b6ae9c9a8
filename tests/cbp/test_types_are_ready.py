"""What threads decode is ready when its module is imported.

msgspec reads a struct's fields at its first use, and shows it to other threads before it has read all of
them: a thread that decodes with it meanwhile ends the process with a segmentation fault.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PREPARED = """
import sys
{imports}
seen = []
def watch(frame, event, _):
    if event == "call" and frame.f_code.co_name == "get_class_annotations":
        seen.append(frame.f_locals["obj"].__name__)
def used(call, *arguments, **more):
    sys.setprofile(watch)
    try:
        call(*arguments, **more)
    except Exception:
        pass
    finally:
        sys.setprofile(None)
{uses}
print(seen)
"""
USES = {
    "replies and requests": (
        "from cbp.codec import COMMANDS, build_request, decode_reply\nfrom cbp.requests import SearchPage",
        """
for command in COMMANDS.values():
    used(decode_reply, b'{"status": "ok"}', command.reply)
    used(build_request, command.request)
used(build_request, SearchPage)
""",
    ),
    "the administrators' replies": (
        "from cbp.admin import ADMIN_COMMANDS\nfrom cbp.codec import decode_reply",
        """
for command in ADMIN_COMMANDS.values():
    used(decode_reply, b'{"status": "ok"}', command.reply)
""",
    ),
    "what the page sends": (
        "from kiosk_web.calls import arguments",
        """
used(arguments.entry, {})
used(arguments.ticket, {})
used(arguments.criteria, {})
used(arguments.days, {})
""",
    ),
}


def structs_read_late(imports: str, uses: str) -> str:
    program = PREPARED.format(imports=imports, uses=uses)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(("imports", "uses"), USES.values(), ids=USES)
def test_no_struct_is_read_at_its_first_use(imports: str, uses: str) -> None:
    assert structs_read_late(imports, uses) == "[]"


def test_a_struct_that_is_read_late_would_be_seen() -> None:
    imports = "import msgspec\nclass Late(msgspec.Struct):\n    one: int"
    assert structs_read_late(imports, "used(msgspec.convert, {}, Late)") == "['Late']"
