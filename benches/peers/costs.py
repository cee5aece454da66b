"""What a command costs: one run, and the median of several that take turns."""
import json, os, statistics, subprocess, sys, tempfile
from pathlib import Path

from tools import HERE


class Failed(Exception):
    """A tool that did not do its job: it ended with an error, or its output does not compile."""

    def __init__(self, reason, **more):
        super().__init__(reason)
        self.more = more

    def record(self):
        """What is filed instead of figures."""
        return {"failed": str(self), **self.more}


def measured(command, timeout, folder, environment=None, output=None):
    """What one run of a command costs. Its standard output goes to the file `output`, if there is one."""
    with tempfile.TemporaryDirectory() as temporary:
        result, errors = Path(temporary) / "result", Path(temporary) / "errors"
        helper = [sys.executable, "-I", "-S", HERE / "measure.py", result, str(timeout)]
        with open(errors, "wb") as stderr, open(output or os.devnull, "wb") as stdout:
            environment = {**os.environ, **(environment or {})}
            subprocess.run([*helper, *command], cwd=folder, env=environment, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL)
        sample = json.loads(result.read_text())
        if sample.pop("code") != 0:
            raise Failed(reason(errors.read_text(errors="replace")))
        return sample


def reason(text):
    """The line of a program's messages that says why it failed, without this machine's paths."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    panics = [after for line, after in zip(lines, lines[1:]) if "panicked at" in line]
    errors = [line for line in lines if "error" in line.lower()]
    line = f"panics: {panics[0]}" if panics else (errors or lines or ["no message"])[0]
    return " ".join(word for word in line.split() if "/" not in word)[:120]


def cargo(workspace, target, arguments):
    """Runs Cargo without measuring."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    subprocess.run(["cargo", *arguments], cwd=workspace, env=environment, check=True)


def diagnostics(path, package):
    """How many errors and warnings Cargo's messages have about a package; summaries are left out."""
    counts = {"error": 0, "warning": 0}
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        message = entry.get("message")
        if entry["reason"] == "compiler-message" and entry["target"]["name"] == package and (message["spans"] or message["code"]):
            counts[message["level"]] = counts.get(message["level"], 0) + 1
    return counts["error"], counts["warning"]


def interleaved(tools, runs, once):
    """Medians of `once(tool, run)`: all tools have their first turn before any has its second. Who fails is out."""
    samples, failures = {tool.name: [] for tool in tools}, {}
    for run in range(runs):
        for tool in tools:
            if tool.name in failures:
                continue
            try:
                samples[tool.name].append(once(tool, run))
            except Failed as failed:
                failures[tool.name] = failed.record()
    return {name: failures.get(name) or median(found) for name, found in samples.items()}


def median(samples):
    """The median of each figure, and how many runs it is of."""
    return {key: statistics.median(sample[key] for sample in samples) for key in samples[0]} | {"runs": len(samples)}


def add(first, second):
    """The cost of one thing after the other: times add up, memory does not. What else is known of the second stays."""
    return {**second, "cpu": first["cpu"] + second["cpu"], "wall": first["wall"] + second["wall"], "rss": max(first["rss"], second["rss"])}
