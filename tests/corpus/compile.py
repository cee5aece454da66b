#!/usr/bin/env python3
"""Generates a crate for each document of a corpus, and lets the compiler check them all.

    tests/corpus/compile.py --warded target/release/warded --runtime runtime --work target/corpus
                            [--share N/M] [--only TEXT] [--most BYTES] [--clean PERCENT] [--xml] CORPUS_OR_DOCUMENT...

A document is clean if its crate compiles without errors and warnings. Exits with 1 if a crate does not, if Warded ends
otherwise than by writing a crate or by saying where the document is wrong, or if fewer than PERCENT are clean. Needs
PyYAML.
"""
import argparse, re, shutil, subprocess, sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
import workspace
from documents import paths

LOCATED = re.compile(r"-->\s*\S+\.(?:json|ya?ml):\d+:\d+")
SECONDS = 120


def main():
    parser = argparse.ArgumentParser()
    for name in ("--warded", "--runtime", "--work"):
        parser.add_argument(name, required=True, type=Path)
    parser.add_argument("--share", default="1/1", help="N/M: every M-th document from the N-th on")
    parser.add_argument("--only", help="documents with this text in their path")
    parser.add_argument("--most", type=int, help="documents of no more bytes than this")
    parser.add_argument("--clean", type=float, default=0, help="the share of clean documents that is due, in percent")
    parser.add_argument("--xml", action="store_true", help="with bodies of XML")
    parser.add_argument("places", nargs="+", type=Path)
    arguments = parser.parse_args()
    crates = (arguments.work / "crates").resolve()
    shutil.rmtree(crates, ignore_errors=True)
    crates.mkdir(parents=True)
    documents, refused, problems = {}, 0, []
    for path in (path for place in arguments.places for path in paths(place, arguments.share, arguments.only, arguments.most)):
        name = f"doc{len(documents):04}"
        state = generate(arguments, path, crates / name, name)
        if state == "generated":
            documents[name] = path
        elif state == "refused":
            refused += 1
        else:
            problems.append(f"{path}: {state}")
    found = check(crates, documents)
    problems += [f"{documents[name]}: {message}" for name, message in found.items()]
    total, clean = len(documents) + refused, len(documents) - len(found)
    for problem in problems:
        print(problem[:1000])
    percent = 100 * clean / max(total, 1)
    print(f"{total} documents, {clean} clean ({percent:.1f} %), {refused} refused, {len(problems)} problems")
    sys.exit(1 if problems or percent < arguments.clean or not total else 0)


def generate(arguments, path, folder, name):
    command = [arguments.warded, "generate", path, "--output", folder, "--crate-name", name]
    command += ["--runtime-path", arguments.runtime.resolve(), *(["--xml"] if arguments.xml else [])]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"no answer in {SECONDS} seconds"
    if run.returncode == 0:
        return "generated"
    shutil.rmtree(folder, ignore_errors=True)
    if run.returncode == 1 and LOCATED.search(run.stderr):
        return "refused"
    return f"exit {run.returncode}: {run.stderr[-600:]}"


def check(crates, documents):
    """The first message of each crate that is not clean."""
    if not documents:
        return {}
    _, messages = workspace.cargo(crates, documents, "check", "--workspace")
    checked = {message["target"]["name"] for message in messages if message["reason"] == "compiler-artifact"}
    unchecked = {name: "was not checked" for name in documents if name not in checked}
    found = workspace.found(messages, "error", "warning")
    return {name: message for name, message in {**unchecked, **found}.items() if name in documents}


main()
