"""The generators: where each comes from, how it is run, and what its output needs to be a crate."""
import os, subprocess, sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent


def nothing(_folder):
    """What a tool needs whose output is a crate by itself."""


@dataclass(frozen=True)
class Tool:
    """One generator.

    `package` is the crate that `cargo install` takes; `command` gives the command line for a program, a document and a
    folder; `complete` makes a crate of what that writes. `library` is the generator as a dependency of a build script, if
    it can be used so, and `script` is what else such a script needs.
    """

    name: str
    version: str
    package: str
    command: Callable
    complete: Callable = nothing
    library: str = ""
    script: str = ""


def write(path, text):
    """Writes a file unless it is the same: Cargo goes by the time of a change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def from_module(folder):
    """openapi-to-rust writes a module, and a list of what that depends on."""
    write(folder / "src/lib.rs", "pub mod generated;\n")
    needed = (folder / "src/generated/REQUIRED_DEPS.toml").read_text()
    write(folder / "Cargo.toml", '[package]\nname = "client"\nversion = "0.1.0"\nedition = "2024"\n\n' + needed)


TOOLS = [
    Tool(
        "warded",
        "",
        "",
        lambda program, document, out: [program, "generate", document, "--output", out, "--crate-name", "client"]
        + ["--runtime-path", REPOSITORY / "runtime"],
        library=f'warded-codegen = {{ path = "{REPOSITORY}/codegen" }}',
    ),
    Tool(
        "progenitor",
        "0.15.1",
        "cargo-progenitor",
        lambda program, document, out: [program, "progenitor", "-i", document, "-o", out, "-n", "client", "-v", "0.1.0"],
        library='progenitor-impl = "=0.15.1"',
        script='openapiv3 = "2"\nprettyplease = "0.3"\nserde_json = "1"\nsyn = "3"',
    ),
    Tool(
        "ploidy",
        "0.15.0",
        "ploidy",
        lambda program, document, out: [program, "generate", "rust", document, "-o", out, "--name", "client"],
        library='ploidy-codegen-rust = "=0.15.0"\nploidy-core = "=0.15.0"',
    ),
    Tool(
        "openapi-to-rust",
        "0.23.0",
        "openapi-to-rust",
        lambda program, document, out: [program, "generate", document, "--output-dir", out / "src/generated"],
        from_module,
        'openapi-to-rust = { version = "=0.23.0", default-features = false }',
    ),
    Tool(
        "oas3-gen",
        "0.29.0",
        "oas3-gen",
        lambda program, document, out: [program, "generate", "client-mod", "-i", document, "-o", out, "--workspace"],
    ),
    Tool(
        "openapi-generator",
        "7.26.0",
        "",
        # It refuses large documents in YAML without this.
        lambda program, document, out: ["env", "JAVA_TOOL_OPTIONS=-DmaxYamlCodePoints=99999999"]
        + [program, "generate", "-g", "rust", "-i", document, "-o", out]
        + ["--additional-properties=packageName=client,library=reqwest", "--skip-validate-spec"],
    ),
]


class Programs:
    """The programs of the tools, in a cache folder."""

    def __init__(self, cache, warded=None):
        self.cache = cache
        self.warded = warded

    def path(self, tool):
        """The program of a tool."""
        if tool.name == "warded":
            target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
            return (self.warded or target / "release/warded").resolve()
        if tool.package:
            return self.cache / "cargo/bin" / tool.package
        return self.cache / "venv/bin/openapi-generator-cli"

    def install(self, tools):
        """Installs what is not there in its version; what is there costs next to nothing."""
        if not (self.cache / "venv").exists():
            subprocess.run([sys.executable, "-m", "venv", self.cache / "venv"], check=True)
        pip = [self.cache / "venv/bin/pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)
        for tool in tools:
            if tool.package:
                command = ["cargo", "install", "--locked", "--quiet", "--root", self.cache / "cargo"]
                environment = {**os.environ, "CARGO_TARGET_DIR": str(self.cache / "build")}
                command += ["--version", tool.version, tool.package]
                subprocess.run(command, check=True, env=environment)
            elif tool.name == "warded" and not self.warded:
                command = ["cargo", "build", "--quiet", "--release", "-p", "warded-cli"]
                subprocess.run(command, check=True, cwd=REPOSITORY)

    def version(self, tool):
        """The version, which is a commit for Warded."""
        if tool.version:
            return tool.version
        command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()
