"""Prints a sample of the documents of a folder: one of each N, and all that leave something out without XML.

    sample.py WARDED FOLDER N
"""
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def needs_xml(warded, path):
    with tempfile.TemporaryDirectory() as output:
        command = [warded, "generate", path, "--output", f"{output}/c", "--message-format", "json"]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return '"xml-disabled"' in run.stderr


def main(warded, folder, step):
    documents = sorted(Path(folder).rglob("*.json"))
    with ThreadPoolExecutor(2) as pool:
        of_xml = list(pool.map(lambda path: needs_xml(warded, path), documents))
    for at, (path, needs) in enumerate(zip(documents, of_xml)):
        if needs or at % int(step) == 0:
            print(path)


main(*sys.argv[1:])
