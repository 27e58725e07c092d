// Serves the same page from Heed and from Node, one after the other, three rounds, and prints what each did and the ratio.
// script/bench [--entries N] [--rate N] [--seconds N] [--rounds N]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.resolve(here, '../..');
const option = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : Number(process.argv[at + 1]); };
const entries = option('entries', 5000), rate = option('rate', 500), seconds = option('seconds', 10), rounds = option('rounds', 3);
const heed = path.join(root, 'build/release/heed'), place = mkdtempSync(path.join(tmpdir(), 'heed-bench-'));
const load = path.join(place, 'load');
execFileSync('g++', ['-std=c++20', '-O2', path.join(here, 'load.cc'), '-o', load]);

const started = (program, words, wanted) => new Promise((resolve, reject) => {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (d) => { said += d; const found = wanted(said); if (found) resolve({ child, found }); });
  child.on('close', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
});
const stop = (child) => new Promise((resolve) => { child.removeAllListeners('close'); child.on('close', resolve); child.kill('SIGTERM'); });

async function startHeed(data) {
  const { child, found } = await started(heed, ['serve', '--data', data, '--listen', '127.0.0.1:0'], (said) => /Heed is at http:\/\/[^:]+:(\d+)/.exec(said)?.[1]);
  const base = `http://127.0.0.1:${found}`, jar = new Map();
  const ask = async (where, options = {}) => {
    const reply = await fetch(base + where, { redirect: 'manual', ...options, headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '), ...options.headers } });
    for (const c of reply.headers.getSetCookie()) { const [, k, v] = /^([^=]+)=([^;]*)/.exec(c); jar.set(k, v); }
    return reply;
  };
  const csrf = /name="csrf"[^>]*value="([^"]*)"/.exec(await (await ask('/sign-in')).text())?.[1];
  const [, email, password] = readFileSync(path.join(data, 'SIGN-INS.txt'), 'utf8').split('\n').map((l) => l.split('\t')).find((f) => f[0] === 'coordinator');
  await ask('/sign-in', { method: 'POST', body: new URLSearchParams({ csrf, email, password }), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const review = JSON.parse(readFileSync(path.join(data, 'demo-ids.json'), 'utf8')).evidence, where = `/reviews/${review}/chronology`;
  const page = await ask(where);
  if (page.status !== 200) throw new Error(`Heed's page answers ${page.status}`);
  return { child, port: found, path: where, cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '), html: await page.text() };
}

/** Heed's own page with its rows taken out and a loop put in: what surrounds them is plain text for Node. */
function shellOf(html) {
  const safe = (text) => text.replace(/\{\{|\{%|\{#/g, '');
  const from = html.indexOf('<tbody', html.indexOf('heed-chronology')), to = html.indexOf('</tbody>', from);
  if (from < 0 || to < 0) throw new Error('the page holds no table');
  const row = `{% for e in rows %}<tr class="govuk-table__row"><td class="govuk-table__cell heed-chronology__date"><a class="govuk-link" href="/reviews/{{ review }}/chronology/entry/{{ e.id }}">{{ e.date }}</a></td>
<td class="govuk-table__cell"><strong class="govuk-tag govuk-tag--grey">{{ e.agency }}</strong></td>
<td class="govuk-table__cell heed-chronology__what">{{ e.what }}{% if e.people %}<br><strong>Person concerned:</strong> {{ e.people }}{% endif %}{% if e.staff_role %}<br><strong>By:</strong> {{ e.staff_role }}{% endif %}{% if e.seen %}<br><strong>Seen:</strong> {{ e.seen }}{% endif %}{% if e.action %}<br><strong>Action or outcome:</strong> {{ e.action }}{% endif %}{% if e.comment %}<br><strong>Comment:</strong> {{ e.comment }}{% endif %}</td>
<td class="govuk-table__cell heed-chronology__source">{{ e.source }}{% if e.place %}<br><span class="govuk-hint heed-inline">{{ e.place }}</span>{% endif %}</td></tr>{% endfor %}`;
  return `${safe(html.slice(0, from))}<tbody class="govuk-table__body">${row}${safe(html.slice(to))}`;
}

const measure = (target, connections, atRate) => JSON.parse(execFileSync(load, [target.port, target.path, target.cookie, connections, seconds, atRate].map(String), { encoding: 'utf8' }));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const spread = (list, digits = 1) => `${median(list).toFixed(digits)} (${Math.min(...list).toFixed(digits)} to ${Math.max(...list).toFixed(digits)})`;

const data = path.join(place, 'data');
try {
  console.log(`==> Making a chronology of ${entries} entries`);
  execFileSync(heed, ['demo', '--data', data, '--entries', String(entries)], { stdio: 'ignore' });
  const results = { heed: { fixed: [], flat: [] }, node: { fixed: [], flat: [] } };
  for (let round = 1; round <= rounds; round += 1) {
    for (const who of ['heed', 'node']) {
      let target;
      if (who === 'heed') {
        target = await startHeed(data);
        writeFileSync(path.join(place, 'shell.njk'), shellOf(target.html));
      } else {
        const { child, found } = await started(process.execPath, [path.join(here, 'node_page.mjs'), path.join(place, `node-${round}.db`), path.join(place, 'shell.njk'), String(entries)],
          (said) => (said.includes('\n') ? JSON.parse(said) : null));
        target = { child, ...found };
      }
      execFileSync(load, [target.port, target.path, target.cookie, 8, 2, 0].map(String));  // warm
      const fixed = measure(target, 64, rate), flat = measure(target, 64, 0);
      results[who].fixed.push(fixed);
      results[who].flat.push(flat);
      for (const one of [fixed, flat]) if (one.errors) throw new Error(`${who}: ${one.errors} answers were not the page`);
      console.log(`round ${round} ${who}: at ${rate}/s p50 ${fixed.p50} p99 ${fixed.p99} ms, ${fixed.unanswered} unanswered; flat out ${flat.per_second}/s, p99 ${flat.p99} ms; ${Math.round(flat.bytes_each / 1024)} KiB a page`);
      await stop(target.child);
    }
  }
  const p99 = (who) => results[who].fixed.map((r) => r.p99), flat = (who) => results[who].flat.map((r) => r.per_second);
  console.log(`\nThe first 100 of ${entries} entries, signed in, reading log on; ${cpus().length} processors shared with the load; Node in one process. Median (least to most) of ${rounds} rounds.`);
  console.log(`                        Heed                         Node`);
  console.log(`p99 at ${rate}/s, ms      ${spread(p99('heed')).padEnd(28)} ${spread(p99('node'))}`);
  console.log(`flat out, pages a s     ${spread(flat('heed'), 0).padEnd(28)} ${spread(flat('node'), 0)}`);
  const ratios = flat('heed').map((n, i) => n / flat('node')[i]);
  console.log(`Heed serves ${spread(ratios, 2)} times as many pages as Node.`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
process.exit(0);
