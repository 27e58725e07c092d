// Runs every scenario of this folder, two at a time, each in a process of its own. node tests/journeys/run.mjs [NAME …]
import { spawn } from 'node:child_process';
import { readdir, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LOGS, ROOT, makeDemonstration } from './journey.mjs';

const here = path.join(ROOT, 'tests/journeys');
const helpers = ['journey.mjs', 'run.mjs', 'pictures.mjs', 'road.mjs'];
const longest = ['every_page.mjs', 'to_publication.mjs', 'routes_and_roles.mjs'];
const wanted = process.argv.slice(2);
const files = (await readdir(here)).filter((f) => f.endsWith('.mjs') && !helpers.includes(f) && (!wanted.length || wanted.some((w) => f.includes(w))))
  .sort((a, b) => (longest.includes(b) - longest.includes(a)) || a.localeCompare(b));

await mkdir(LOGS, { recursive: true });
let passed = 0, failed = 0;
try {
  await makeDemonstration();
} catch (error) {
  console.log(`FAILED the demonstration could not be made: ${error.message}\n0 passed, 1 failed`);
  process.exit(1);
}

async function one(file) {
  const began = Date.now();
  const child = spawn(process.execPath, [path.join(here, file)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (d) => { said += d; });
  child.stderr.on('data', (d) => { said += d; });
  const late = setTimeout(() => child.kill('SIGKILL'), 900_000);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(late);
  const counted = [...said.matchAll(/^(\d+) passed, (\d+) failed$/gm)].pop();
  if (counted) { passed += +counted[1]; failed += +counted[2]; }
  if (code !== 0 && !(counted && +counted[2])) {
    failed += 1;
    said += `\nFAILED ${file}: ended with ${code}`;
  }
  console.log(`${said.trimEnd()}\n  (${((Date.now() - began) / 1000).toFixed(0)} s)\n`);
  await writeFile(path.join(LOGS, file.replace('.mjs', '.log')), said);
}
const waiting = [...files];
await Promise.all([0, 1].map(async () => { while (waiting.length) await one(waiting.shift()); }));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
