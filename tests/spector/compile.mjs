// Compiles specs of @typespec/http-specs to OpenAPI, and lists the calls that their mock APIs expect:
//
//     node compile.mjs OUT NAME…
//
// writes OUT/NAME/<version>.json and OUT/NAME/scenarios.json. Errors of the emitter are in OUT/NAME/errors.txt: it
// writes nothing for a spec with one, which is why its documents are taken from it here, without what it leaves out.
import { NodeHost, compile, formatDiagnostic } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// The emitter looks for a parameter's examples in a plain object, where it takes the inherited `constructor` for
// examples of a parameter of that name: two scenarios of special-words.
Object.defineProperty(Object, "length", { value: 0 });

// The version of OpenAPI that says most: files of forms are `{}` in the emitter's 3.1, and items of streams and text of
// XML have words in 3.2 only.
const versions = { "payload/multipart": "3.0.0", "payload/xml": "3.2.0", "streaming/jsonl": "3.2.0", "streaming/sse": "3.2.0" };

const specs = join(import.meta.dirname, "node_modules/@typespec/http-specs");
const [out, ...names] = process.argv.slice(2);
for (const name of names) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  const program = await compile(NodeHost, join(specs, "specs", name, "main.tsp"), { noEmit: true });
  const records = await getOpenAPI3(program, { "openapi-versions": [versions[name] ?? "3.1.0"] });
  const documents = records.flatMap((record) => (record.versioned ? record.versions : [record]));
  const errors = [...program.diagnostics, ...documents.flatMap((one) => one.diagnostics)]
    .filter((one) => one.severity === "error")
    .map((one) => `${one.code}: ${formatDiagnostic(one).replace(`${specs}/`, "")}\n`);
  for (const { document, version } of documents) {
    writeFileSync(join(folder, `${version ?? "document"}.json`), JSON.stringify(document, null, 2));
  }
  writeFileSync(join(folder, "errors.txt"), errors.join(""));
  const { Scenarios } = await import(join(specs, "dist/specs", name, "mockapi.js"));
  writeFileSync(join(folder, "scenarios.json"), JSON.stringify(Scenarios, plain, 2));
}

/** Bodies as `text` or `bytes` (in Base64), where `{base}` is the server's address; functions as their source. */
function plain(key, value) {
  const config = { baseUrl: "{base}" };
  if (typeof value === "function" && value.isDyn) return value(config);
  if (typeof value === "function") return String(value);
  if (typeof value === "symbol") return String(value);
  if (value?.type === "Buffer" && Array.isArray(value.data)) return { bytes: Buffer.from(value.data).toString("base64") };
  if (typeof value?.serialize === "function") return { text: value.serialize(config) };
  return value;
}
