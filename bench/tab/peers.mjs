// One peer's answer to lines of {"id","text"}: lines of {"id","spans"} in code points, and last {"mb_per_second"}.
// Usage: node peers.mjs wink|compromise|redact < LINES
import { createRequire } from "node:module";
import readline from "node:readline";
const require = createRequire(import.meta.url);
const name = process.argv[2];

function engine() {
  if (name === "wink") {
    const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
    const its = nlp.its;
    return (text) => {
      // Entities, and runs of proper nouns: what the package offers towards names.
      const doc = nlp.readDoc(text), spans = [];
      let at = 0;
      const values = doc.tokens().out(its.value), tags = doc.tokens().out(its.pos), before = doc.tokens().out(its.precedingSpaces);
      const places = values.map((v, i) => { at += before[i].length; const b = at; at += v.length; return [b, at]; });
      tags.forEach((t, i) => { if (t === "PROPN" || t === "NUM") spans.push(places[i]); });
      doc.entities().each((e) => { const [b, f] = e.out(its.span); spans.push([places[b][0], places[f][1]]); });
      return spans;
    };
  }
  if (name === "compromise") {
    const nlp = require("compromise");
    return (text) => nlp(text).match("(#Person|#Place|#Organization|#Date|#Value|#ProperNoun|#PhoneNumber|#Email)+").json({ offset: true }).map((m) => [m.offset.start, m.offset.start + m.offset.length]);
  }
  if (name === "redact") {
    const { SyncRedactor } = require("redact-pii");
    const redactor = new SyncRedactor({ globalReplaceWith: "\u0001" });
    return (text) => {
      // What it left stands in both texts in the same order; the rest was redacted.
      const spans = [], parts = redactor.redact(text).split("\u0001");
      let at = 0;
      parts.forEach((part, i) => {
        const begin = part ? text.indexOf(part, at) : at;
        if (i > 0 && begin > at) spans.push([at, begin]);
        at = Math.max(at, begin) + part.length;
      });
      return spans;
    };
  }
  throw new Error("wink, compromise or redact");
}

const run = engine();
let bytes = 0, seconds = 0;
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const began = performance.now();
  const spans = run(text);
  seconds += (performance.now() - began) / 1000;
  bytes += Buffer.byteLength(text);
  // UTF-16 to code points.
  const points = new Uint32Array(text.length + 1);
  for (let i = 0, n = 0; i <= text.length; i++) { points[i] = n; if (i < text.length && !(text.charCodeAt(i) >= 0xd800 && text.charCodeAt(i) < 0xdc00)) n++; }
  console.log(JSON.stringify({ id, spans: spans.map(([b, e]) => [points[Math.max(0, b)], points[Math.min(text.length, e)]]) }));
}
console.log(JSON.stringify({ mb_per_second: bytes / 1e6 / seconds }));
