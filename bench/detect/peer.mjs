// One peer over one text file: how long it took, and how much it read. Reading the file and loading the package do not count.
// Usage: node peer.mjs wink|compromise|redact FILE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(import.meta.url);
const [name, file] = process.argv.slice(2);
const engines = {
  wink() {
    const nlp = require("wink-nlp")(require("wink-eng-lite-web-model")), its = nlp.its;
    return (text) => {
      const doc = nlp.readDoc(text);
      return doc.tokens().out(its.pos).filter((tag) => tag === "PROPN").length + doc.entities().out(its.detail).length;
    };
  },
  compromise() {
    const nlp = require("compromise");
    return (text) => nlp(text).match("(#Person|#Place|#Organization|#Date|#Value|#ProperNoun|#PhoneNumber|#Email)+").json({ offset: true }).length;
  },
  redact() {
    const { SyncRedactor } = require("redact-pii");
    const redactor = new SyncRedactor();
    return (text) => redactor.redact(text).length;
  },
};
if (!engines[name]) throw new Error("wink, compromise or redact");
const run = engines[name](), texts = readFileSync(file, "utf8").split("\f");
run("Ada Tarrowby moved to Penrith on 12 May 2019."); // the first call builds tables
const began = performance.now();
let found = 0, bytes = 0;
for (const text of texts) found += run(text), bytes += Buffer.byteLength(text);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, bytes, found }));
