"""Crates that use a generator: a program that calls five operations, and a build script."""
from costs import Failed
from tools import HERE, write

# What programs call; `calls/` has one for each tool.
MANIFEST = """[package]
name = "user"
version = "0.1.0"
edition = "2024"

[dependencies]
client = { path = "../client" }
tokio = { version = "1", features = ["macros", "rt"] }
"""
SCRIPT = """[package]
name = "script"
version = "0.1.0"
edition = "2024"

[build-dependencies]
{library}
{more}

[workspace]
"""


def create(tool, workspace):
    """Makes the program that calls the client."""
    text = source(tool)
    write(workspace / "user/Cargo.toml", MANIFEST)
    write(workspace / "Cargo.toml", (workspace / "Cargo.toml").read_text().replace('["client"]', '["client", "user"]'))
    write(workspace / "user/src/main.rs", text)


def change(tool, workspace, number):
    """Changes a function of the program's own."""
    text = source(tool).replace('"paper"', f'"paper {number}"')
    write(workspace / "user/src/main.rs", text)


def source(tool):
    path = HERE / f"calls/{tool.name}.rs"
    if not path.exists():
        raise Failed("no program in calls/")
    return path.read_text()


def script(tool, workspace, empty=False):
    """Makes a crate whose build script has the generator: an empty one only depends on it."""
    write(workspace / "Cargo.toml", SCRIPT.format(library=tool.library, more="" if empty else tool.script))
    write(workspace / "src/lib.rs", "")
    build = "fn main() {}\n" if empty else (HERE / f"build_scripts/{tool.name}.rs").read_text()
    write(workspace / "build.rs", build)
    return workspace


def built_script(target):
    """The build script's program."""
    found = target.glob("debug/build/script-*/build-script-build")
    return max(found, key=lambda path: path.stat().st_mtime)
