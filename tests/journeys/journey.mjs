// What the journeys share: a server of Heed on a copy of the demonstration, people who look at it in a browser, steps in English.
// Every page that a person comes to is checked as they see it: no violation that axe finds at 1280 and at 375 pixels, no sideways
// scrolling at 375, nothing that the content security policy refused, no server fault.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const HEED = path.resolve(ROOT, process.env.HEED_PROGRAM || `build/${process.env.HEED_PRESET || 'quick'}/heed`);
export const LOGS = path.join(ROOT, 'build/test-logs/journeys');
const TEMPLATE = path.join(ROOT, 'build/journeys/demo');
const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const PATIENCE = Number(process.env.HEED_PATIENCE || 30_000);

const run = (program, words, options = {}) => new Promise((resolve, reject) => {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  child.stdout.on('data', (d) => { said += d; });
  child.stderr.on('data', (d) => { said += d; });
  child.on('error', reject);
  child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${path.basename(program)} ${words[0]} ended with ${code}:\n${said}`))));
});

/** Runs a command of heed; gives { code, said }. */
export const heed = (...words) => run(HEED, words).then((said) => ({ code: 0, said }), (error) => ({ code: 1, said: error.message }));

/** The demonstration, made anew; every journey then works on a copy of it. */
export async function makeDemonstration() {
  await rm(TEMPLATE, { recursive: true, force: true });
  await rm(`${TEMPLATE}.key`, { force: true });
  await mkdir(path.dirname(TEMPLATE), { recursive: true });
  await run(HEED, ['demo', '--data', TEMPLATE]);
}

/** What `heed demo` left for tests: sign-ins, names that must not leak, ids, files of the agencies. */
export class Demo {
  constructor(folder) {
    this.folder = folder;
    this.signIns = this.#lines('SIGN-INS.txt').map((line) => line.split('\t')).filter((f) => f.length >= 3)
      .map(([role, email, password]) => ({ role, email, password, key: email.split('@')[0] }));
    this.realNames = this.#lines('REAL-NAMES.txt');
    this.ids = existsSync(path.join(folder, 'demo-ids.json')) ? JSON.parse(readFileSync(path.join(folder, 'demo-ids.json'), 'utf8')) : {};
  }
  #lines(file) {
    const at = path.join(this.folder, file);
    return existsSync(at) ? readFileSync(at, 'utf8').split('\n').map((l) => l.trim()).filter((l) => l && !l.startsWith('#')) : [];
  }
  /** By what stands before the @ of their address ("coordinator", "police"), or by their role in words. */
  person(who) {
    const found = this.signIns.find((s) => s.key === who) || this.signIns.find((s) => s.role.toLowerCase().startsWith(who.toLowerCase()));
    if (!found) throw new Error(`the demonstration has nobody called ${who}`);
    return found;
  }
}

/** heed serve on a copy of a data folder. */
export class Server {
  static async start(name, { data = TEMPLATE } = {}) {
    const server = new Server();
    server.place = await mkdtemp(path.join(tmpdir(), 'heed-journey-'));
    server.data = path.join(server.place, 'data');
    await cp(data, server.data, { recursive: true });
    if (existsSync(`${data}.key`)) await cp(`${data}.key`, `${server.data}.key`);
    await mkdir(LOGS, { recursive: true });
    server.logPath = path.join(LOGS, `${name}.server.log`);
    server.log = '';
    const file = createWriteStream(server.logPath);
    server.child = spawn(HEED, ['serve', '--data', server.data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    server.ended = new Promise((resolve) => {
      server.child.on('error', (error) => resolve(error.message));
      server.child.on('close', (code, signal) => resolve(code ?? signal));
    });
    const take = (bytes) => { server.log += bytes; file.write(bytes); };
    server.child.stderr.on('data', take);
    server.address = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the server did not start:\n${server.log}`)), PATIENCE);
      server.child.stdout.on('data', (bytes) => {
        take(bytes);
        const at = /Heed is at (http:\/\/\S+)/.exec(server.log);
        if (at) { clearTimeout(late); resolve(at[1].replace(/\/$/, '')); }
      });
      server.ended.then((code) => { clearTimeout(late); reject(new Error(`the server ended with ${code}:\n${server.log}`)); });
    });
    return server;
  }
  /** Stops as a person would, and says what was wrong about how it ran. */
  async stop() {
    this.child.kill('SIGTERM');
    const code = await Promise.race([this.ended, new Promise((r) => setTimeout(() => r('no end'), PATIENCE))]);
    if (code === 'no end') this.child.kill('SIGKILL');
    await rm(this.place, { recursive: true, force: true });
    const wrong = [];
    if (code !== 0) wrong.push(`the server ended with ${code}`);
    for (const line of this.log.split('\n'))
      if (/^fault|ERROR: (Address|Leak)Sanitizer|runtime error:/.test(line)) wrong.push(`the server's log says: ${line}`);
    return wrong;
  }
}

/** A day so many days ago, as people type it. */
export const ago = (days) => new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
const cleaned = (text) => text.replace(/\s+/g, ' ').trim();
/** "/reviews/:id/people" of "/reviews/0abc…/people?x=1". */
export const shape = (url) => url.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '').replace(/\/[0-9a-z]{26}(?=\/|$)/gi, '/:id').replace(/\/\d+(?=\/|$)/g, '/:n')
  .replace(/^\/(learning|api\/tables)\/(?!(?:fields|places|records|all\.csv)(?:\/|$))[^/]+/, '/$1/:table').replace(/^\/learning\/records\/[^/]+/, '/learning/records/:record');

/** What axe finds on the page as it is now, at one width. */
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ')})`);
}

/** The page at both widths: axe's findings and sideways scrolling. */
export async function looksRight(page) {
  const wrong = [];
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 });
    for (const finding of await axe(page)) wrong.push(`at ${width} pixels: ${finding}`);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (wide > width + 1) wrong.push(`at ${width} pixels: the page is ${wide} pixels wide`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return wrong;
}

/** Somebody at a browser. */
export class Visitor {
  constructor(journey, page, who) {
    this.journey = journey;
    this.page = page;
    this.who = who;
    page.setDefaultTimeout(PATIENCE);
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) journey.wrong.push(`${who}, ${shape(page.url())}: ${message.text()}`);
    });
    page.on('pageerror', (error) => journey.wrong.push(`${who}, ${shape(page.url())}: a script failed: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) journey.wrong.push(`${who}, ${shape(response.url())}: answered ${response.status()}`);
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) this.status = response.status();
    });
  }
  get path() { return new URL(this.page.url()).pathname; }

  /** Opens an address of this server. */
  async open(where) {
    await this.page.goto(new URL(where, this.journey.server.address).href);
    return this.arrived();
  }
  async arrived() {
    await this.page.waitForLoadState('load');
    const error = (await this.page.locator('.govuk-error-summary').count()) > 0;
    const key = `${this.who} ${shape(this.page.url())} ${error}`;
    // HEED_LOOKS=off leaves out how pages look, for somebody who works on what they do.
    if (process.env.HEED_LOOKS !== 'off' && !this.journey.seen.has(key)) {
      this.journey.seen.add(key);
      for (const finding of await looksRight(this.page)) this.journey.wrong.push(`${this.who}, ${shape(this.page.url())}: ${finding}`);
    }
    return this;
  }
  /** Does something that leads to another page, or to the same page anew. */
  async #leads(action) {
    const old = await this.page.evaluate(() => performance.timeOrigin);
    await action();
    await this.page.waitForFunction((was) => performance.timeOrigin !== was && document.readyState === 'complete', old).catch(() => {
      throw new Error(`nothing happened on ${shape(this.page.url())}`);
    });
    return this.arrived();
  }
  follow(name, options = {}) { return this.#leads(() => this.#one('link', name, options).click()); }
  press(name, options = {}) { return this.#leads(() => this.#one('button', name, options).click()); }
  #one(role, name, { within, nth = 0 } = {}) {
    const where = within ? this.page.locator(within) : this.page.locator('body');
    const named = typeof name === 'string' ? { name, exact: true } : { name };
    // A link that looks like a button says that it is one.
    return (role === 'link' ? where.getByRole('link', named).or(where.getByRole('button', named)) : where.getByRole(role, named)).nth(nth);
  }
  /** Types into the field with this label. */
  async fill(label, text, { nth = 0 } = {}) {
    const field = this.page.getByLabel(label, typeof label === 'string' ? { exact: true } : {}).and(this.page.locator('input, textarea, select')).nth(nth);
    if ((await field.evaluate((e) => e.tagName)) === 'SELECT') await field.selectOption({ label: text });
    else await field.fill(text);
    return this;
  }
  /** Picks an answer under a question: radios or checkboxes. */
  async choose(question, answer) {
    const group = this.page.getByRole('group', { name: question });
    await group.getByLabel(answer, typeof answer === 'string' ? { exact: true } : {}).first().check();
    return this;
  }
  /** Answers questions of the form on the page, each by its label or legend: a text, an option, or several options. */
  async complete(answers) {
    for (const [question, answer] of Object.entries(answers)) {
      const group = this.page.getByRole('group', { name: question, exact: true });
      if (await group.count()) for (const one of [answer].flat()) await this.choose(question, one);
      else await this.fill(question, answer);
    }
    return this;
  }
  /** Opens a form, answers it, presses its button, and expects that it was taken. */
  async does(where, answers, button) {
    await this.open(where);
    await this.expectStatus(200);
    await this.complete(answers);
    const words = button ?? (await this.page.locator('form#form button[type=submit], form#form button:not([type])').first().innerText()).trim();
    await this.press(words, { within: 'main' });
    if (await this.page.locator('.govuk-error-summary').count()) throw new Error(`${shape(where)} was refused: ${cleaned(await this.page.locator('.govuk-error-summary').innerText())}`);
    return this.expectStatus(200);
  }
  async attach(label, file) {
    await this.page.getByLabel(label).setInputFiles(file);
    return this;
  }
  async words() { return cleaned(await this.page.locator('body').innerText()); }
  async sees(...wanted) {
    const words = await this.words();
    for (const want of wanted)
      if (!(want instanceof RegExp ? want.test(words) : words.toLowerCase().includes(want.toLowerCase())))
        throw new Error(`${this.who} should see “${want}” on ${shape(this.page.url())} (status ${this.status}), and sees: ${words.slice(0, 900)}`);
    return this;
  }
  async doesNotSee(...unwanted) {
    const words = await this.words();
    for (const not of unwanted)
      if (not instanceof RegExp ? not.test(words) : words.toLowerCase().includes(not.toLowerCase()))
        throw new Error(`${this.who} should not see “${not}” on ${shape(this.page.url())}`);
    return this;
  }
  async can(role, name) { return (await this.page.getByRole(role, { name }).count()) > 0; }
  async seesError(message) {
    await this.sees('There is a problem');
    const summary = cleaned(await this.page.locator('.govuk-error-summary').innerText());
    if (!(message instanceof RegExp ? message.test(summary) : summary.includes(message))) throw new Error(`the error should say “${message}”, and says: ${summary}`);
    return this;
  }
  async valueOf(label) { return this.page.getByLabel(label, { exact: true }).and(this.page.locator('input, textarea, select')).first().inputValue(); }
  async expectStatus(...statuses) {
    if (!statuses.includes(this.status)) throw new Error(`${this.who} got ${this.status} at ${shape(this.page.url())}, not ${statuses.join(' or ')}: ${(await this.words()).slice(0, 400)}`);
    return this;
  }
  /** Signs in as a person of the demonstration. */
  async signIn(who) {
    const { email, password } = this.journey.demo.person(who);
    await this.page.goto(`${this.journey.server.address}/sign-in`);
    await this.fill('Email address', email);
    await this.page.locator('input[name=password]').fill(password);
    await this.press('Sign in', { within: 'main' });
    if (this.path === '/sign-in') throw new Error(`${who} could not sign in: ${(await this.words()).slice(0, 400)}`);
    return this;
  }
  async screenshot(file, options = {}) {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, ...options });
    return this;
  }
}

export class Journey {
  constructor(name) {
    this.name = name;
    this.passed = 0;
    this.failed = 0;
    this.wrong = [];
    this.seen = new Set();
    this.contexts = [];
  }
  async begin() {
    this.server = await Server.start(this.name);
    this.demo = new Demo(this.server.data);
    this.profile = await mkdtemp(path.join(tmpdir(), 'heed-browser-'));
    this.browser = await chromium.launch({
      executablePath: process.env.HEED_CHROMIUM || '/usr/bin/chromium', headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    });
  }
  async end() {
    if (this.browser) await this.browser.close();
    if (this.profile) await rm(this.profile, { recursive: true, force: true });
    if (this.server) for (const wrong of await this.server.stop()) this.wrong.push(wrong);
  }
  /** A browser of their own; nobody is signed in. */
  async visitor(who = 'a visitor', options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', acceptDownloads: true, ...options });
    this.contexts.push(context);
    this.last = new Visitor(this, await context.newPage(), who);
    return this.last;
  }
  /** The same, signed in. */
  async as(who, options = {}) { return (await this.visitor(who, options)).signIn(who); }
  /** A step on which the next ones do not stand: when it fails, the journey goes on. */
  async apart(name, action) {
    await this.step(name, action).catch((error) => {
      this.failed += 1;
      console.log(`FAILED ${this.name}: ${error.message}`);
    });
  }
  /** One step of the story. What the pages of the step did wrong on the side is its failure too. */
  async step(name, action) {
    const began = Date.now();
    try {
      await action();
    } catch (error) {
      this.wrong.unshift(error.message);
    }
    if (this.wrong.length === 0) {
      this.passed += 1;
      console.log(`  ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      return;
    }
    const all = [...new Set(this.wrong)];
    this.wrong = [];
    for (const context of this.contexts)
      for (const [n, page] of context.pages().entries())
        await page.screenshot({ path: path.join(LOGS, `${this.name}-${this.contexts.indexOf(context)}-${n}.png`) }).catch(() => {});
    throw new Error(`${name}\n    ${all.slice(0, 40).join('\n    ')}`);
  }
}

/** A scenario: run when its file is run; ends in a line "N passed, N failed". */
export async function scenario(title, story) {
  const name = path.basename(process.argv[1], '.mjs');
  if (!existsSync(TEMPLATE)) await makeDemonstration();
  console.log(title);
  const journey = new Journey(name);
  let failed = 0;
  try {
    await journey.begin();
    await story(journey);
  } catch (error) {
    failed = 1;
    console.log(`FAILED ${name}: ${error.message || error}`);
    if (process.env.HEED_TRACE) console.log(error.stack);
  }
  try {
    await journey.end();
  } catch (error) {
    journey.wrong.push(error.message);
  }
  if (journey.wrong.length) {
    failed += 1;
    console.log(`FAILED ${name}: afterwards\n    ${journey.wrong.slice(0, 20).join('\n    ')}`);
  }
  failed += journey.failed;
  console.log(`${journey.passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

/** Asks without a browser, as the person whose cookie it is; follows nothing. */
export class Client {
  constructor(server) { this.server = server; this.cookies = new Map(); }
  async ask(where, { method = 'GET', fields } = {}) {
    const headers = {};
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    let body;
    if (fields) {
      body = new URLSearchParams(fields).toString();
      headers['content-type'] = 'application/x-www-form-urlencoded';
    }
    const reply = await fetch(new URL(where, this.server.address), { method, headers, body, redirect: 'manual' });
    for (const cookie of reply.headers.getSetCookie?.() ?? [reply.headers.get('set-cookie')].filter(Boolean)) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (!key) continue;
      if (/max-age=0/i.test(cookie)) this.cookies.delete(key);
      else this.cookies.set(key, value);
    }
    const type = reply.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, type, location: reply.headers.get('location') ?? '', disposition: reply.headers.get('content-disposition') ?? '',
      headers: reply.headers, bytes, text: /text|xml|json|javascript/.test(type) ? bytes.toString('utf8') : '' };
  }
  async signIn({ email, password }) {
    const page = await this.ask('/sign-in');
    const reply = await this.ask('/sign-in', { method: 'POST', fields: { csrf: csrfIn(page.text), email, password } });
    if (reply.status !== 303 && reply.status !== 302) throw new Error(`${email} could not sign in: ${reply.status}`);
    return this;
  }
}

export const csrfIn = (text) => /name="csrf"[^>]*value="([^"]*)"/.exec(text)?.[1] ?? /value="([^"]*)"[^>]*name="csrf"/.exec(text)?.[1] ?? '';
const unescaped = (text) => text.replace(/&amp;/g, '&').replace(/&#x27;|&#39;/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>');

/** Every page that links lead to from `starts`: { url, reply, links, actions }. Of addresses alike but for ids at most `alike` are asked. */
export async function crawl(client, starts, { alike = 8, most = 1500, onPage = () => {} } = {}) {
  const waiting = [...starts], known = new Set(starts), counts = new Map(), pages = [];
  while (waiting.length && pages.length < most) {
    const url = waiting.shift();
    const reply = await client.ask(url);
    const page = { url, reply, links: [], actions: [] };
    if (/html|atom/.test(reply.type)) {
      for (const [, href] of reply.text.matchAll(/<(?:a|link)\b[^>]*?\bhref="([^"]*)"/g)) page.links.push(unescaped(href));
      for (const [, href] of reply.text.matchAll(/<form\b[^>]*?\baction="([^"]*)"/g)) page.actions.push(unescaped(href));
    }
    if (reply.location) page.links.push(reply.location);
    pages.push(page);
    await onPage(page);
    for (const link of page.links) {
      let next;
      try { next = new URL(link, client.server.address + url); } catch { continue; }
      if (next.origin !== client.server.address) continue;
      const address = next.pathname + next.search;
      if (known.has(address) || next.pathname.startsWith('/assets/')) continue;
      const like = shape(address) + (next.search ? '?' : '');
      counts.set(like, (counts.get(like) ?? 0) + 1);
      if (counts.get(like) > alike) continue;
      known.add(address);
      waiting.push(address);
    }
  }
  return pages;
}

export const titleOf = (text) => cleaned(unescaped(/<title>([^<]*)<\/title>/.exec(text)?.[1] ?? ''));
export { readFile, writeFile, run };
