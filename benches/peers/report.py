"""The figures: as JSON, which they are merged into, and as Markdown, which is made of that."""
import datetime, json, os, subprocess

import targets
from tools import TOOLS, write

PARTS = {
    "generation": "From the document to files, in an empty folder.",
    "size": "Of all Rust that is written.",
    "check": "`cargo check` of the generated crate alone: what it depends on was built before. `CARGO_INCREMENTAL=0`.",
    "build": "`cargo build` of the same, in the debug profile.",
    "change of a description": "One description in the document is changed: generation and incremental `cargo check`.",
    "change of a field": "One field is added in the document: the same.",
    "user's first build, debug": "A program that calls five operations, and the client: what both depend on was built before.",
    "user's next build, debug": "The same program after a change of its own code.",
    "user's binary, debug": "The program, not stripped.",
    "user's first build, release": "As in debug.",
    "user's next build, release": "As in debug.",
    "user's binary, release": "As in debug.",
    "generator's dependencies": "All that a build script with the generator depends on, and the generator, from nothing.",
    "generation in a build script": "Generation by a build script, in the profile that build scripts have: not optimised.",
    "scaling": "Generation for documents of one kind, with 500 to 4,000 operations.",
}
# A key of a figure, what it is called, and what it is divided by.
MEASURES = [("cpu", "CPU s", 1), ("wall", "wall s", 1), ("rss", "MB", 1e6), ("lines", "lines", 1), ("bytes", "kB", 1e3)]
HEAD = """# Benchmarks

Warded and other generators, on the same documents and the same machine. Made by `benches/peers/run`; the same figures are
in [benchmarks.json](benchmarks.json).

{machine}. Last measured on {date}. {versions}.{note}

A figure is the median of {runs} runs, in which the tools took turns. CPU is user and system time of a command and all that
it started. MB is the peak of the largest process, not of their sum; what needs less than some 7 is said to need that. In
brackets is the ratio to the best of the other generators that managed the document. A client that does not compile has
no figures but the number of its errors; `–` was not measured.
"""


def load(docs, note):
    """The figures so far. A new note about the circumstances takes the place of the last."""
    path = docs / "benchmarks.json"
    found = json.loads(path.read_text()) if path.exists() else {}
    here = machine()
    # Figures of another machine or compiler are no comparison.
    figures = found["figures"] if found.get("machine") == here else {}
    return {"machine": here, "note": note or found.get("note", ""), "figures": figures}


def machine():
    """What the figures depend on beside the tools."""
    with open("/proc/meminfo") as file:
        kilobytes = int(file.readline().split()[1])
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    return {"cores": os.cpu_count(), "memory_gb": round(kilobytes / 1e6), "rustc": rustc}


def merge(results, table, document, found, versions):
    """Puts figures of one table and document in their place, each with its date and version; other tools' stay."""
    today = datetime.date.today().isoformat()
    place = results["figures"].setdefault(table, {}).setdefault(document, {})
    for tool, figure in found.items():
        rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in figure.items()}
        place[tool] = {**rounded, "date": today, "version": versions[tool]}


def save(results, docs):
    """Writes both files."""
    results["targets"] = targets.reached(results["figures"])
    write(docs / "benchmarks.json", json.dumps(results, indent=1, sort_keys=True) + "\n")
    write(docs / "benchmarks.md", markdown(results))


def short(figure):
    """A figure in a line of progress."""
    if "failed" in figure:
        return figure["failed"]
    return " ".join(f"{figure[key] / unit:.5g} {unit_name}" for key, unit_name, unit in MEASURES if key in figure)


def markdown(results):
    figures = results["figures"]
    every = [found for documents in figures.values() for tools in documents.values() for found in tools.items()]
    runs = sorted({figure["runs"] for _, figure in every if "runs" in figure})
    versions = {tool.name: sorted({figure["version"] for name, figure in every if name == tool.name}) for tool in TOOLS}
    here = results["machine"]
    head = HEAD.format(
        machine=f"{here['cores']} cores, {here['memory_gb']} GB, rustc {here['rustc']}",
        date=max(figure["date"] for _, figure in every),
        versions=", ".join(f"{name} {many(found)}" for name, found in versions.items() if found),
        note=results["note"] and f" {results['note']}",
        runs=" or ".join(map(str, runs)) or "no",
    )
    tables = [table(name, text, figures[name]) for name, text in PARTS.items() if name in figures]
    return "\n".join([head, targets.markdown(results["targets"]), *tables])


def many(versions):
    """The versions of a tool whose figures are in the tables."""
    return " and ".join(versions) if len(versions) < 3 else "of several commits, which stand with the figures"


def table(name, text, documents):
    """A table of one part: a row for each document and measure, a column for each tool."""
    tools = [tool.name for tool in TOOLS if any(tool.name in found for found in documents.values())]
    lines = [f"## {name[0].upper()}{name[1:]}", "", text, ""]
    lines += ["| document | | " + " | ".join(tools) + " |", "|---|---|" + "---|" * len(tools)]
    for document, found in documents.items():
        measured = [measure for measure in MEASURES if any(measure[0] in figure for figure in found.values())]
        for number, measure in enumerate(measured or MEASURES[:1]):
            cells = [cell(found, tool, measure, number == 0) for tool in tools]
            lines.append(f"| {document} | {measure[1]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def cell(found, tool, measure, is_first):
    """One figure with its ratio, or, once for a document, why there is none."""
    key, _, unit = measure
    figure = found.get(tool)
    if figure is None or "failed" in figure:
        return "–" if figure is None else figure["failed"].replace("|", "\\|") if is_first else ""
    best = targets.best(found, key)
    ratio = f" ({figure[key] / best[1]:.2f}×)" if best and best[1] else ""
    warnings = int(figure.get("warnings", 0))
    return f"{amount(figure[key] / unit)}{ratio}" + (f", {warnings} warnings" if warnings and is_first else "")


def amount(value):
    """Three digits, and all that stand before the point."""
    return next((f"{value:,.{digits}f}" for digits, least in enumerate([100, 10, 1]) if value >= least), f"{value:.3f}")
