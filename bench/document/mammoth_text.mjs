// Raw text by mammoth: one file to standard output, or, with --batch, "path NUL text NUL" for each path on standard input.
// --time FILE COUNT prints the milliseconds of processor time of each of COUNT readings in one warm process.
import { readFileSync } from "node:fs";
import mammoth from "mammoth";
const args = process.argv.slice(2);
const text = async (path) => (await mammoth.extractRawText({ buffer: readFileSync(path) })).value;
if (args[0] === "--batch") {
  for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    let out = "";
    try { out = await text(path); } catch { out = ""; }
    process.stdout.write(`${path}\0${out}\0`);
  }
} else if (args[0] === "--time") {
  for (let i = 0; i < Number(args[2]); ++i) {
    const began = process.cpuUsage();
    await text(args[1]);
    const spent = process.cpuUsage(began);
    console.log((spent.user + spent.system) / 1e3);
  }
} else {
  process.stdout.write(await text(args[0]));
}
