#!/usr/bin/env python3
"""Sends every example of OpenAPI documents through the types that Warded generates, and back.

    tests/corpus/roundtrip.py --warded target/release/warded --runtime runtime --work target/roundtrip
                              [--share N/M] [--only TEXT] [--most BYTES] CORPUS_OR_DOCUMENT...

Examples of JSON bodies and of named schemas that are valid for their schema (by openapi-schema-validator; where `type`
is missing, `properties` mean an object) must deserialize, and serialize to the same JSON: numbers by value, everything else by text. Members may be lost that the
schema neither declares nor forbids, and nothing else. Exits with 1 if an example fails or if there is none. Needs PyYAML
and openapi-schema-validator.
"""
import argparse, json, shutil, subprocess, sys
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
import workspace
from documents import Document, generate, paths
from examples import examples
from values import differences

MAIN = """//! Reads lines of a type's number and a JSON text; answers with what the type makes of it.
use std::io::BufRead as _;

use warded::{{serde, serde_json}};

fn main() {{
    for line in std::io::stdin().lock().lines() {{
        let line = line.expect("standard input can be read");
        let (number, text) = line.split_once('\\t').expect("a number, a tab, JSON");
        let answer = match number {{
{arms}            _ => unreachable!(),
        }};
        match answer {{
            Ok(text) => println!("ok\\t{{text}}"),
            Err(error) => println!("error\\t{{}}", error.to_string().replace('\\n', " ")),
        }}
    }}
}}

fn again<T: serde::Serialize + serde::de::DeserializeOwned>(text: &str) -> Result<String, serde_json::Error> {{
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}}
"""


def main():
    parser = argparse.ArgumentParser()
    for name in ("--warded", "--runtime", "--work"):
        parser.add_argument(name, required=True, type=Path)
    parser.add_argument("--share", default="1/1", help="N/M: every M-th document from the N-th on")
    parser.add_argument("--only", help="documents with this text in their path")
    parser.add_argument("--most", type=int, help="documents of no more bytes than this")
    parser.add_argument("places", nargs="+", type=Path)
    arguments = parser.parse_args()
    crates = (arguments.work / "crates").resolve()
    shutil.rmtree(crates, ignore_errors=True)
    crates.mkdir(parents=True)
    documents = {}
    for place in arguments.places:
        for path in paths(place, arguments.share, arguments.only, arguments.most):
            name = f"doc{len(documents):04}"
            cases = prepare(arguments, path, crates / name, name)
            documents[name] = (path, cases)
    _, messages = workspace.cargo(crates, [name for name, (_, cases) in documents.items() if cases], "build", "--workspace", "--examples")
    errors = workspace.found(messages, "error")
    counts = Counter()
    for name, (path, cases) in documents.items():
        if cases:
            report(path, cases, run(workspace.TARGET / "debug" / "examples" / name, cases, errors), counts)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    sys.exit(1 if counts["failed"] or not counts["passed"] else 0)


def prepare(arguments, path, folder, name):
    """Generates the crate and a program in it that uses its types; the examples, each with its type."""
    summary = generate(arguments.warded, path, folder, name, arguments.runtime.resolve())
    cases = list(examples(Document(path), summary)) if summary else []
    if not cases:
        shutil.rmtree(folder, ignore_errors=True)
        return cases
    types = sorted({case.type for case in cases})
    for case in cases:
        case.number = types.index(case.type)
    arms = "".join(f'            "{number}" => again::<{used(ty, name)}>(text),\n' for number, ty in enumerate(types))
    program = folder / "examples" / f"{name}.rs"
    program.parent.mkdir()
    program.write_text(MAIN.format(arms=arms))
    manifest = folder / "Cargo.toml"
    # Nothing is sent, so that no transport is needed.
    manifest.write_text(manifest.read_text().replace("warded = { path", "warded = { default-features = false, features = [\"both-directions\"], path"))
    return cases


def used(ty, name):
    return ty.replace("types::", f"{name}::types::")


def run(program, cases, errors):
    """An answer for each case."""
    if program.name in errors or not program.exists():
        return [("error", errors.get(program.name, "the program was not built").replace("\n", " "))] * len(cases)
    lines = "".join(f"{case.number}\t{json.dumps(case.value)}\n" for case in cases)
    answers = subprocess.run([program], input=lines, capture_output=True, text=True).stdout.splitlines()
    answers += ["error\tno answer"] * (len(cases) - len(answers))
    return [answer.split("\t", 1) for answer in answers]


def report(path, cases, answers, counts):
    failed = []
    for case, (kind, text) in zip(cases, answers):
        problems = [text] if kind == "error" else list(differences(case, json.loads(text), counts))
        counts["failed" if problems else "passed"] += 1
        failed += [f"{case.place} as {case.type}: {problem}" for problem in problems[:2]]
    counts["documents"] += 1
    counts["documents without a failure"] += not failed
    for problem in failed[:8]:
        print(f"{path}: {problem[:400]}")


main()
