// Every page of the demonstration that links lead to, as everybody who signs in and as nobody: no page fails, none is wrong for a
// screen reader or at the width of a telephone, and no real name stands where it would leave the page: addresses, titles, file
// names, the feed, the log. What another agency returned is nowhere in what an agency's author may open.
import { Client, crawl, looksRight, scenario, shape, titleOf } from './journey.mjs';

/** How a page is built, without its words: tags, classes and ARIA in pairs. Pages alike in this look alike to axe. */
function built(text) {
  const pairs = new Set();
  let before = '';
  for (const [, close, name, rest] of text.matchAll(/<(\/?)([a-z][a-z0-9-]*)([^>]*)>/g)) {
    const kept = close ? '' : [...rest.matchAll(/\b(class|role|type|scope|aria-[a-z]+|data-module)="?([^"\s>]*)/g)]
      .map(([, key, value]) => (key.startsWith('aria-') ? key : `${key}=${value}`)).sort().join(',');
    const now = `${close}${name}[${kept}]`;
    pairs.add(`${before} ${now}`);
    before = now;
  }
  return [...pairs].sort().join('\n');
}

/** Ways in which a name stands in a text: whole, or by a surname or first name that is no common word. */
function namesIn(text, names) {
  const lower = text.toLowerCase();
  const decoded = (() => { try { return decodeURIComponent(lower); } catch { return lower; } })();
  const found = [];
  for (const name of names)
    for (const part of [name, ...name.split(/\s+/).filter((p) => p.length > 4)])
      for (const form of [part.toLowerCase(), part.toLowerCase().replace(/ /g, '-'), part.toLowerCase().replace(/ /g, '+')])
        if (new RegExp(`(?<![\\p{L}])${form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u').test(decoded)) found.push(form);
  return [...new Set(found)];
}

const ALIKE = 3;  // pages of one address, but for its ids, that are looked at

await scenario('Every page, as everybody', async (j) => {
  const looked = new Set(), ofShape = new Map();
  const names = j.demo.realNames;
  const wrongWith = (page) => {
    const wrong = [], { url, reply } = page;
    if (reply.status >= 500 || (reply.status >= 400 && reply.status !== 404 && reply.status !== 403)) wrong.push(`${shape(url)} answers ${reply.status}`);
    if (reply.status === 404 || reply.status === 403) wrong.push(`a link leads to ${shape(url)}, which answers ${reply.status}`);
    for (const [what, text] of [['its address', url], ['its title', titleOf(reply.text)], ['the name of its file', reply.disposition], ['where it leads on', reply.location]])
      if (namesIn(text, names).length) wrong.push(`${shape(url)}: a real name stands in ${what}`);
    if (/html/.test(reply.type) && reply.status === 200 && !titleOf(reply.text)) wrong.push(`${shape(url)} has no title`);
    return wrong;
  };

  await j.step('The demonstration says which names are real', async () => {
    if (names.length < 10) throw new Error(`only ${names.length} names are known`);
  });

  const everybody = [null, ...j.demo.signIns];
  for (const person of everybody) {
    const who = person ? person.role.replace(/_/g, ' ') : 'nobody signed in';
    const client = new Client(j.server);
    const pages = [];
    await j.apart(`As ${who}: no page fails and no real name leaves the page`, async () => {
      if (person) await client.signIn(person);
      const starts = person ? ['/reviews', '/actions', '/account', '/help', '/'] : ['/', '/sign-in', '/about', '/get-help', '/search?q=police', '/feed.atom', '/robots.txt', '/help'];
      pages.push(...await crawl(client, starts, { alike: person?.key === 'coordinator' ? 10 : 5, most: 1000 }));
      const wrong = [...new Set(pages.flatMap(wrongWith))];
      if (wrong.length) throw new Error(wrong.slice(0, 30).join('\n    '));
      if (!person)
        for (const page of pages) if (namesIn(page.reply.text, names).length) throw new Error(`${shape(page.url)} is public and holds a real name`);
      console.log(`     ${pages.length} pages`);
    });
    await j.apart(`As ${who}: pages look right at both widths`, async () => {
      const visitor = await j.visitor(who);
      const host = new URL(j.server.address).hostname;
      await visitor.page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, domain: host, path: '/' })));
      const wrong = [];
      for (const { url, reply } of pages) {
        if (!/html/.test(reply.type) || reply.status !== 200 || reply.disposition) continue;  // what is handed out as a file is no page
        const skeleton = built(reply.text);
        if (looked.has(skeleton)) continue;
        looked.add(skeleton);
        // A page in its fourth state is made of parts that were all looked at elsewhere.
        const seen = (ofShape.get(shape(url)) ?? 0) + 1;
        ofShape.set(shape(url), seen);
        if (seen > ALIKE) continue;
        await visitor.page.goto(new URL(url, j.server.address).href);
        for (const finding of await looksRight(visitor.page)) wrong.push(`${shape(url)}: ${finding}`);
      }
      await visitor.page.context().close();
      if (wrong.length) throw new Error([...new Set(wrong)].slice(0, 30).join('\n    '));
    });
  }

  await j.apart("An agency's author finds nothing of another agency", async () => {
    const canaries = j.demo.ids.canaries ?? {};
    const authors = j.demo.signIns.filter((s) => s.role.startsWith('agency_author'));
    if (authors.length < 2) throw new Error('the demonstration has too few authors');
    for (const author of authors) {
      const client = await new Client(j.server).signIn(author);
      const pages = await crawl(client, ['/reviews', '/actions'], { alike: 12 });
      for (const [agency, id] of Object.entries(j.demo.ids.agencies ?? {})) {
        if (agency === author.key) continue;
        for (const page of pages)
          if (page.reply.bytes.includes(id) || [canaries[agency] ?? []].flat().some((word) => page.reply.bytes.includes(word)))
            throw new Error(`${author.role} finds something of ${agency} at ${shape(page.url)}`);
      }
      if (pages.some((p) => namesIn(p.reply.text, names).length)) throw new Error(`${author.role} finds a name of the people register`);
    }
  });
  await j.step('No real name stands in the server’s log', async () => {
    if (namesIn(j.server.log, names).length) throw new Error('it does');
  });
});
