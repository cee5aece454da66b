"""Builds workspaces of generated crates in the project's own target folder, with its profile and its versions: the
dependencies that the project's tests have compiled are not compiled again.
"""
import json, os, shutil, subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
TARGET = TARGET if TARGET.is_absolute() else ROOT / TARGET

MANIFEST = """[workspace]
resolver = "3"
members = [{members}]

[profile.dev]
debug = 0
incremental = false

# As the project has it.
[profile.dev.package."*"]
debug = "line-tables-only"
"""


def cargo(folder, members, *command):
    """Runs cargo in a workspace of these crates: its exit code, and its messages."""
    listed = ", ".join(f'"{name}"' for name in members)
    (folder / "Cargo.toml").write_text(MANIFEST.format(members=listed))
    if not (folder / "Cargo.lock").exists():
        shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")
    command = ["cargo", *command, "--keep-going", "--quiet", "--message-format=json"]
    environment = {**os.environ, "CARGO_TARGET_DIR": str(TARGET)}
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


def found(messages, *levels):
    """The first message of these levels of each crate that has one."""
    first = {}
    for message in messages:
        if message["reason"] == "compiler-message" and message["message"]["level"] in levels:
            first.setdefault(message["target"]["name"], message["message"]["rendered"])
    return first
