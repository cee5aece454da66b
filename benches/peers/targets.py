"""What Warded is to reach, as ratios to other generators, and whether it does."""
import math

# Documents whose clients are so large that compiling them is what users wait for.
LARGE = ["stripe", "github", "synthetic-1000"]
# Ratios are to the best of the others that manages the document.
GENERATION = 1 / 2
UNOPTIMISED = 3
EXPONENT = 1.1
COMPILE = {"large": {"cpu": 1 / 4, "rss": 1 / 3}, "small": {"cpu": 1 / 2, "rss": 1 / 2}}
LINES = 1 / 2
USER_SECONDS = 1.0


def best(found, key, among=None):
    """The name and figure of the best of the other generators for one document."""
    others = {tool: figure[key] for tool, figure in found.items() if tool != "warded" and key in figure}
    others = {tool: figure for tool, figure in others.items() if not among or tool == among}
    return min(others.items(), key=lambda other: other[1]) if others else None


def reached(figures):
    """A row for each target: what is compared, the figure, its limit, and whether it is met."""
    return [*generation(figures), *compilation(figures), *use(figures)]


def generation(figures):
    made, scripts = figures.get("generation", {}), figures.get("generation in a build script", {})
    for document in ("stripe", "graph"):
        found = made.get(document, {})
        yield ratio(f"generation of {document}, CPU", found, "cpu", GENERATION)
        yield ratio(f"generation of {document}, memory", found, "rss", GENERATION, among="ploidy")
        script = {**found, "warded": scripts.get(document, {}).get("warded", {})}
        text = f"generation of {document} in an unoptimised build script, CPU, to optimised peers"
        yield ratio(text, script, "cpu", GENERATION * UNOPTIMISED)
        text = f"generation of {document} in an unoptimised build script, memory, to optimised peers"
        yield ratio(text, script, "rss", GENERATION * UNOPTIMISED, among="ploidy")
    yield row("growth with the document's size, exponent", exponent(figures.get("scaling", {})), EXPONENT, "")


def compilation(figures):
    for table in ("check", "build"):
        for document, found in figures.get(table, {}).items():
            for key, limit in COMPILE["large" if document in LARGE else "small"].items():
                yield ratio(f"`cargo {table}` of {document}, {'CPU' if key == 'cpu' else 'memory'}", found, key, limit)
    for document, found in figures.get("size", {}).items():
        yield ratio(f"lines of {document}", found, "lines", LINES, among="ploidy")


def use(figures):
    for document, found in figures.get("user's next build, debug", {}).items():
        text = f"build after a change of a program that uses {document}, wall seconds"
        yield row(text, found.get("warded", {}).get("wall"), USER_SECONDS, "")
    found = figures.get("generator's dependencies", {}).get("all", {})
    yield ratio("the generator's dependencies, CPU", found, "cpu", 1, among="progenitor")


def exponent(scaling):
    """The exponent of CPU time in the number of operations: the slope of the line through the logarithms."""
    points = [
        (math.log(int(name.rpartition("-")[2])), math.log(found["warded"]["cpu"]))
        for name, found in scaling.items()
        if found.get("warded", {}).get("cpu")
    ]
    if len(points) < 2:
        return None
    x_mean, y_mean = (sum(values) / len(points) for values in zip(*points))
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)


def ratio(text, found, key, limit, among=None):
    """A row for Warded's figure over the best of the others, or over one of them."""
    other, own = best(found, key, among), found.get("warded", {}).get(key)
    return row(text, own / other[1] if own is not None and other else None, limit, other[0] if other else among or "")


def row(text, value, limit, to):
    verdict = "not measured" if value is None else "met" if value <= limit else "missed"
    return {"target": text, "to": to, "value": value and round(value, 3), "limit": round(limit, 3), "verdict": verdict}


def markdown(rows):
    """The targets as a table."""
    lines = ["## Targets", "", "| | ratio to | figure | at most | |", "|---|---|---|---|---|"]
    for found in rows:
        value = "–" if found["value"] is None else f"{found['value']:.2f}"
        lines.append(f"| {found['target']} | {found['to'] or '–'} | {value} | {found['limit']:.2f} | {found['verdict']} |")
    return "\n".join(lines) + "\n"
