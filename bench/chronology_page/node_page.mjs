// The chronology page for Node, as one would write it there: Express, better-sqlite3, nunjucks, the same CSS and the same HTML. It does for
// each request what Heed does: who is asking, may they, the review, a hundred entries with their counts, the reading on disk before the
// answer leaves. Readings that come together are written together, as Heed's are. node node_page.mjs DATABASE SHELL
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import express from 'express';
import nunjucks from 'nunjucks';

const [, , file, shellFile, entriesWanted] = process.argv;
const ENTRIES = Number(entriesWanted), PAGE = 100;
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE session(key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE account(id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE membership(id TEXT PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX membership_by_account ON membership(account);
  CREATE TABLE declaration(review TEXT, account TEXT, body TEXT NOT NULL, PRIMARY KEY(review, account)) STRICT;
  CREATE TABLE review(id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE entry(id TEXT PRIMARY KEY, review TEXT NOT NULL, agency TEXT NOT NULL, sort TEXT NOT NULL, doubtful INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX entry_in_order ON entry(review, sort, id);
  CREATE INDEX entry_by_agency ON entry(review, agency);
  CREATE TABLE reading(number INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT NOT NULL, review TEXT NOT NULL, what TEXT NOT NULL) STRICT;`);

const id = () => randomBytes(16).toString('hex').slice(0, 26);
const account = id(), review = id(), token = randomBytes(32).toString('hex');
const what = ['Home visit; the family was well.', 'Telephone call about an appointment.', 'Letter sent about support that is available.',
  'Seen at the surgery; she spoke of being tired.', 'A colleague passed on a worry.', 'Meeting of the professionals around the family.'];
const agencies = ['Northmere Police', 'Mere Valley NHS Foundation Trust', 'Vale Homes'];
db.transaction(() => {
  db.prepare('INSERT INTO session VALUES(?, ?)').run(token, JSON.stringify({ account, csrf: randomBytes(32).toString('hex'), seen: new Date().toISOString() }));
  db.prepare('INSERT INTO account VALUES(?, ?)').run(account, JSON.stringify({ name: 'Oluwaseun Hartley', active: true }));
  for (let i = 0; i < 4; i += 1) db.prepare('INSERT INTO membership VALUES(?, ?, ?)').run(id(), account, JSON.stringify({ role: i ? 'panel_member' : 'coordinator', review: i ? id() : '' }));
  db.prepare('INSERT INTO declaration VALUES(?, ?, ?)').run(review, account, JSON.stringify({ conflict: false }));
  db.prepare('INSERT INTO review VALUES(?, ?)').run(review, JSON.stringify({ reference: 'NCSP-02', pseudonym: 'Amara' }));
  const put = db.prepare('INSERT INTO entry VALUES(?, ?, ?, ?, 0, ?)');
  for (let i = 0; i < ENTRIES; i += 1) {
    const day = new Date(Date.UTC(2015, 0, 5 + ((i * 37) % 3600)));
    const words = day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    const agency = agencies[i % 3];
    put.run(id(), review, agency, day.toISOString(), JSON.stringify({ date: words, agency, source: 'Record', what: `${what[i % 6]} Entry ${i + 1}.`,
      action: 'Noted, and shared where the guidance asks for it.', staff_role: 'Worker', place: `sheet Contacts, row ${i + 2}`,
      original: `Date: ${words}\nEvent: ${what[i % 6]}` }));
  }
})();

const get = {
  session: db.prepare('SELECT body FROM session WHERE key = ?'), account: db.prepare('SELECT body FROM account WHERE id = ?'),
  memberships: db.prepare('SELECT body FROM membership WHERE account = ?'), declaration: db.prepare('SELECT body FROM declaration WHERE review = ? AND account = ?'),
  review: db.prepare('SELECT body FROM review WHERE id = ?'), total: db.prepare('SELECT count(*) AS n FROM entry WHERE review = ?'),
  doubtful: db.prepare('SELECT count(*) AS n FROM entry WHERE review = ? AND doubtful = 1'),
  agencies: db.prepare('SELECT agency, count(*) AS n FROM entry WHERE review = ? GROUP BY agency'),
  page: db.prepare('SELECT id, body FROM entry WHERE review = ? ORDER BY sort, id LIMIT ? OFFSET ?'),
};
const putReading = db.prepare('INSERT INTO reading(at, account, review, what) VALUES(?, ?, ?, ?)');
let waiting = [];
const flush = db.transaction((all) => { for (const one of all) putReading.run(...one.reading); });
function afterReading(reading, then) {
  waiting.push({ reading, then });
  if (waiting.length > 1) return;
  setImmediate(() => {
    const all = waiting;
    waiting = [];
    flush(all);
    for (const one of all) one.then();
  });
}

const env = new nunjucks.Environment(null, { autoescape: true });
const template = nunjucks.compile(readFileSync(shellFile, 'utf8'), env);
const app = express();
app.disable('x-powered-by');
app.get('/reviews/:review/chronology', (request, response) => {
  const key = /(?:^|; )heed=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1];
  const held = key && get.session.get(key);
  if (!held) return response.redirect(303, '/sign-in');
  const session = JSON.parse(held.body), person = JSON.parse(get.account.get(session.account).body);
  const memberships = get.memberships.all(session.account).map((row) => JSON.parse(row.body));
  const found = get.review.get(request.params.review);
  const may = found && memberships.some((m) => m.role === 'coordinator') && get.declaration.get(request.params.review, session.account);
  if (!may) return response.status(404).send('Page not found');
  const page = Math.max(1, Number(request.query.page) || 1);
  const rows = get.page.all(request.params.review, PAGE, (page - 1) * PAGE).map((row) => ({ id: row.id, ...JSON.parse(row.body) }));
  const html = template.render({ rows, review: request.params.review, csrf: session.csrf, name: person.name, total: get.total.get(request.params.review).n,
    doubtful: get.doubtful.get(request.params.review).n, agencies: get.agencies.all(request.params.review) });
  afterReading([new Date().toISOString(), session.account, request.params.review, 'chronology'], () => {
    response.set({ 'Cache-Control': 'no-store', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer', 'Content-Type': 'text/html; charset=utf-8' });
    response.send(html);
  });
  return undefined;
});
app.set('etag', false);
const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port, path: `/reviews/${review}/chronology`, cookie: `heed=${token}` })));
