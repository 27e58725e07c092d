// Every route with everybody who signs in, and with nobody: who gets in is what tests/route_roles.txt says, line by line, and nobody
// else does. The table is made by `node tests/journeys/routes_and_roles.mjs --update` and read by a person before it is committed.
// An address for a route is one that a page links to. Forms are sent (with a good token) only by those who must be refused.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeEdition } from './road.mjs';
import { Client, ROOT, Server, crawl, csrfIn, heed, scenario, shape } from './journey.mjs';

const GOLDEN = path.join(ROOT, 'tests/route_roles.txt');
const UPDATE = process.argv.includes('--update');
const NOBODY = 'nobody';
// Ends a session or an account on its way; what they need is in their own tests.
const NOT_SENT = new Set(['/sign-out', '/sign-in', '/account/password', '/invitation/:token']);

const asRegex = (pattern) => new RegExp(`^${pattern.split('/').map((p) => (p.startsWith('*') ? '.+' : p.startsWith(':') ? '[^/]+' : p.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('/')}$`);
const verdict = (reply) => {
  if (reply.status === 403 || reply.status === 404) return false;
  if (reply.status === 303 || reply.status === 302) return !/\/(sign-in|declare)(\?|$)/.test(reply.location);
  return true;
};

await scenario('Every route, with every role', async (j) => {
  const said = await heed('routes', '--json');
  const routes = JSON.parse(said.said);
  const people = [null, ...j.demo.signIns];
  const nameOf = (person) => (person ? person.role : NOBODY);
  const clients = new Map();
  const found = new Map();   // pattern -> an address that pages lead to
  const regexes = routes.map((r) => ({ ...r, regex: asRegex(r.pattern) }));
  const police = j.demo.ids.agencies?.police;

  await j.step('There is an edition to work on, and a return that is waited for', async () => {
    await makeEdition(await j.as('coordinator'), j.demo.ids.ready, 'Executive summary');
  });
  await j.step('Pages lead to an address for every route', async () => {
    // The review that can be published has something of everything; what it lacks comes from the others.
    const order = [j.demo.ids.ready, j.demo.ids.published, j.demo.ids.evidence, j.demo.ids.deciding, j.demo.ids.held];
    const rank = (address) => {
      const at = order.findIndex((id) => id && address.includes(id));
      return (at < 0 ? 50 : at) + (police && address.includes('/agency/') && !address.includes(police) ? 10 : 0);
    };
    for (const person of people) {
      const client = new Client(j.server);
      if (person) await client.signIn(person);
      clients.set(nameOf(person), client);
      const pages = await crawl(client, person ? ['/reviews', '/actions', '/admin', '/account', '/'] : ['/', '/sign-in'], { alike: 12, most: 900 });
      for (const page of pages) {
        // The form of a page that is its own address has no action.
        const own = /<form\b(?![^>]*\baction=)[^>]*method="post"/.test(page.reply.text) ? [page.url] : [];
        for (const href of [...page.links, ...page.actions, ...own, page.url]) {
          let at;
          try { at = new URL(href, j.server.address + page.url); } catch { continue; }
          if (at.origin !== j.server.address) continue;
          const route = regexes.find((r) => r.regex.test(at.pathname) && !(r.method === 'POST' && page.links.includes(href))) ?? regexes.find((r) => r.regex.test(at.pathname));
          if (!route) continue;
          const before = found.get(route.pattern);
          // What a new thing belongs to stands in the query of the link that leads there.
          const address = at.pathname + (route.pattern.endsWith('/new') ? at.search : '');
          if (!before || rank(address) < rank(before)) found.set(route.pattern, address);
        }
      }
    }
  });

  // A form that only a certain state shows is refused to others in every state: its address follows from the page that it belongs to.
  const KNOWN = { ':kind': 'imr', ':piece': '0', ':n': '0' };
  for (const route of regexes) {
    if (found.has(route.pattern)) continue;
    const parts = route.pattern.split('/');
    for (let n = parts.length - 1; n > 2; n -= 1) {
      const before = found.get(parts.slice(0, n).join('/'));
      const rest = parts.slice(n).map((p) => (p.startsWith(':') ? KNOWN[p] : p));
      if (!before || rest.includes(undefined)) continue;
      found.set(route.pattern, [before.split('?')[0], ...rest].join('/'));
      break;
    }
  }

  const golden = new Map();
  if (!UPDATE)
    for (const line of readFileSync(GOLDEN, 'utf8').split('\n')) {
      const at = /^(GET|POST)\s+(\S+)\s*(.*)$/.exec(line);
      if (at) golden.set(`${at[1]} ${at[2]}`, at[3].startsWith('(') ? [] : at[3].split(/\s+/).filter(Boolean));
    }

  const lines = [], wrong = [], unreached = [];
  await j.step('Everybody gets in where they may, and nowhere else', async () => {
    for (const route of regexes) {
      const key = `${route.method} ${route.pattern}`;
      // Without parameters a route is its own address; with them, one that a page led to.
      const address = found.get(route.pattern) ?? (route.pattern.includes(':') || route.pattern.includes('*') ? null : route.pattern);
      if (!address) { unreached.push(key); lines.push([key, '(no page leads here)']); continue; }
      if (NOT_SENT.has(route.pattern)) { lines.push([key, '(tested elsewhere)']); continue; }
      const expected = golden.get(key);
      if (!UPDATE && !expected) { wrong.push(`${key} is not in tests/route_roles.txt`); continue; }
      const open = [];
      for (const person of people) {
        const who = nameOf(person), client = clients.get(who);
        if (route.method === 'GET') {
          const reply = await client.ask(address);
          if (reply.status >= 500) wrong.push(`${key} as ${who}: ${reply.status}`);
          const isIn = verdict(reply);
          if (isIn) open.push(who);
          if (!UPDATE && isIn !== expected.includes(who)) wrong.push(`${key} as ${who}: ${isIn ? 'gets in' : 'is refused'} (${reply.status}), and should ${isIn ? 'not' : ''}`);
        } else {
          if (!UPDATE && expected.includes(who)) continue;
          if (UPDATE) continue;
          const token = csrfIn((await client.ask(person ? '/account' : '/sign-in')).text) || csrfIn((await client.ask('/account/password')).text);
          const reply = await client.ask(address, { method: 'POST', fields: { csrf: token } });
          // Refused is refused also when a form is wrong: 422 would say that they may.
          if (![403, 404].includes(reply.status) && !/\/(sign-in|declare)(\?|$)/.test(reply.location)) wrong.push(`${key} as ${who}: not refused (${reply.status})`);
        }
      }
      if (route.method === 'GET') lines.push([key, open.join(' ') || '(nobody)']);
      else lines.push([key, '']);
    }
    if (wrong.length) throw new Error(wrong.slice(0, 40).join('\n    '));
  });

  if (UPDATE) {
    // Who may send a form is asked on a server of its own for each person, as it may succeed.
    for (const person of people) {
      const server = await Server.start('routes-update', { data: j.server.data });
      const client = new Client(server);
      if (person) await client.signIn(person);
      const token = csrfIn((await client.ask(person ? '/account' : '/sign-in')).text) || csrfIn((await client.ask('/account/password')).text);
      for (const line of lines) {
        if (!line[0].startsWith('POST') || line[1].startsWith('(')) continue;
        const address = found.get(line[0].slice(5)) ?? line[0].slice(5);
        const reply = await client.ask(address, { method: 'POST', fields: { csrf: token } });
        if (verdict(reply)) line[1] = `${line[1]} ${nameOf(person)}`.trim();
      }
      await server.stop();
    }
    const width = Math.max(...lines.map(([key]) => key.length)) + 2;
    writeFileSync(GOLDEN, `# Who gets in where: method, route, people of the demonstration by role. Made by routes_and_roles.mjs --update, read by a person.\n${
      lines.map(([key, who]) => (key.padEnd(width) + (who || '(nobody)')).trimEnd()).join('\n')}\n`);
    console.log(`written: ${GOLDEN}`);
  }
  await j.step('No route is out of reach of the pages, but those that the table names', async () => {
    const allowed = UPDATE ? unreached : readFileSync(GOLDEN, 'utf8').split('\n').filter((l) => l.includes('(no page leads here)')).map((l) => l.split(/\s+/).slice(0, 2).join(' '));
    const news = unreached.filter((key) => !allowed.includes(key));
    if (news.length) throw new Error(`no page leads to ${news.map(shape).join(', ')}`);
  });
});
