"""What is measured. Each part takes the bench, a document and the tools, and files its figures in the bench's tables."""
import shutil

import corpus, user
from costs import Failed, add, cargo, interleaved, measured

BUILDS = {"CARGO_INCREMENTAL": "0"}
CHECKS_AGAIN = {"CARGO_INCREMENTAL": "1"}


def generation(bench, document, path):
    """(a) From the document to files, into an empty folder."""

    def once(tool, _run):
        return bench.generate(tool, document.name, path, fresh=True)

    bench.file("generation", document.name, interleaved(bench.tools, bench.runs, once))


def size(bench, document, path):
    """(b) Lines and bytes of all Rust that is written."""
    found = {}
    for tool in bench.tools:
        try:
            bench.generate(tool, document.name, path)
        except Failed as failed:
            found[tool.name] = failed.record()
            continue
        texts = [file.read_bytes() for file in (bench.workspace(tool, document.name) / "client").rglob("*.rs")]
        found[tool.name] = {"lines": sum(text.count(b"\n") for text in texts), "bytes": sum(map(len, texts))}
    bench.file("size", document.name, found)


def compilation(bench, document, path):
    """(c) `cargo check` and `cargo build` of the crate alone: what it depends on is there, all of it is new."""
    tools, failures = ready(bench, document, path, BUILDS)
    for command, table in (("check", "check"), ("build", "build")):

        def once(tool, run):
            workspace = bench.workspace(tool, document.name)
            if run == 0:
                bench.dependencies(tool, workspace, [command], BUILDS)
            (workspace / "client/src/lib.rs").touch()
            return bench.cargo(tool, workspace, [command, "-p", "client"], BUILDS)

        bench.file(table, document.name, {**failures, **interleaved(tools, bench.runs, once)})


def ready(bench, document, path, environment):
    """The tools whose crate compiles, and what became of the others."""
    tools, failures = [], {}
    for tool in bench.tools:
        try:
            bench.generate(tool, document.name, path, fresh=True)
            bench.cargo(tool, bench.workspace(tool, document.name), ["check"], environment)
            tools.append(tool)
        except Failed as failed:
            failures[tool.name] = failed.record()
    return tools, failures


def increments(bench, document, path):
    """(d) One thing in the document is changed: from there to files, and on to a crate that is checked."""
    for kind in ("description", "field"):
        versions = corpus.edited(document, path, kind, bench.runs, bench.cache)
        if not versions:
            continue
        tools, failures = ready(bench, document, versions[0], CHECKS_AGAIN)

        def once(tool, run):
            workspace = bench.workspace(tool, document.name)
            generated = bench.generate(tool, document.name, versions[run + 1])
            return add(generated, bench.cargo(tool, workspace, ["check"], CHECKS_AGAIN))

        bench.file(f"change of a {kind}", document.name, {**failures, **interleaved(tools, bench.runs, once)})


def users(bench, document, path):
    """(e) A program that calls five operations: its first build with the client, one after a change, and its size."""
    programs(bench, document, path, "debug", [])


def released(bench, document, path):
    """(r) The same, optimised."""
    programs(bench, document, path, "release", ["--release"])


def programs(bench, document, path, profile, flags):
    """(e), (r) in one profile, with the flags of Cargo for it."""
    tools, failures = ready(bench, document, path, CHECKS_AGAIN)

    def first(tool, run):
        workspace = bench.workspace(tool, document.name)
        if run == 0:
            user.create(tool, workspace)
            bench.dependencies(tool, workspace, ["build", *flags], {})
        cargo(workspace, bench.target(tool), ["clean", "--quiet", "-p", "user", "-p", "client", *flags])
        return bench.cargo(tool, workspace, ["build", *flags], {})

    def again(tool, run):
        workspace = bench.workspace(tool, document.name)
        user.change(tool, workspace, run)
        return bench.cargo(tool, workspace, ["build", *flags], {})

    found = interleaved(tools, bench.runs, first)
    bench.file(f"user's first build, {profile}", document.name, {**failures, **found})
    built = [tool for tool in tools if "failed" not in found[tool.name]]
    bench.file(f"user's next build, {profile}", document.name, {**failures, **interleaved(built, bench.runs, again)})
    sizes = {tool.name: {"bytes": (bench.target(tool) / profile / "user").stat().st_size} for tool in built}
    bench.file(f"user's binary, {profile}", document.name, {**failures, **sizes})


def dependencies(bench):
    """(f) All that a build script with the generator depends on, built as build scripts are: unoptimised."""
    tools = [tool for tool in bench.tools if tool.library]

    def once(tool, run):
        workspace = user.script(tool, bench.work(tool) / "script", empty=True)
        if run == 0:
            cargo(workspace, bench.target(tool), ["fetch", "--quiet"])
        target = bench.work(tool) / "clean"
        shutil.rmtree(target, ignore_errors=True)
        try:
            return measured(["cargo", "build", "--quiet"], bench.timeout, workspace, {"CARGO_TARGET_DIR": str(target)})
        finally:
            shutil.rmtree(target, ignore_errors=True)

    bench.file("generator's dependencies", "all", interleaved(tools, bench.runs, once))


def scripts(bench, document, path):
    """(g) Generation by a build script, which is not optimised. The compiler's time for the script is not counted."""
    tools = [tool for tool in bench.tools if tool.library]

    def once(tool, run):
        workspace = bench.work(tool) / "run-script"
        if run == 0:
            user.script(tool, workspace)
            bench.cargo(tool, workspace, ["build"], {"DOCUMENT": ""})
        out = bench.work(tool) / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        environment = {"DOCUMENT": str(path), "OUT_DIR": str(out), "CARGO_MANIFEST_DIR": str(workspace)}
        return measured([user.built_script(bench.target(tool))], bench.timeout, workspace, environment)

    bench.file("generation in a build script", document.name, interleaved(tools, bench.runs, once))


def scaling(bench, document, path):
    """(h) Generation for one kind of document in several sizes."""

    def once(tool, _run):
        return bench.generate(tool, document.name, path, fresh=True)

    bench.file("scaling", document.name, interleaved(bench.tools, bench.runs, once))


OF_DOCUMENTS = {
    "a": generation,
    "b": size,
    "c": compilation,
    "d": increments,
    "e": users,
    "g": scripts,
    "h": scaling,
    "r": released,
}
OF_TOOLS = {"f": dependencies}
