// The public library as plain files, served by a server that knows nothing: pages, tables and downloads lead where they say, search
// finds paragraphs in the browser, and without scripts one can still browse.
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { heed, looksRight, scenario, shape } from './journey.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json', '.csv': 'text/csv' };

/** Files of a folder under /library/, as any web server gives them. */
async function serve(folder) {
  const missing = [];
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://any').pathname);
    let file = path.join(folder, path.normalize(asked.replace(/^\/library/, '')));
    try {
      if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
      const bytes = await readFile(file);
      response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      if (!asked.endsWith('favicon.ico')) missing.push(asked);
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/library/`, missing, stop: () => server.close() };
}

await scenario('The library as plain files', async (j) => {
  const place = await mkdtemp(path.join(tmpdir(), 'heed-static-'));
  const folder = path.join(place, 'site');
  const made = await heed('library', 'export', '--data', j.server.data, '--static', folder);
  if (made.code !== 0) throw new Error(made.said);
  const site = await serve(folder);
  const reader = await j.visitor('a reader');
  const { page } = reader;

  await j.step('The front page leads to a document, and back', async () => {
    await reader.open(site.address);
    await reader.sees('Published');
    await page.locator('main a[href*="published/"]').first().click();
    await reader.arrived();
    await page.getByRole('link', { name: 'Published reviews' }).first().click();
    await reader.arrived();
    if (page.url() !== site.address) throw new Error(`home is ${page.url()}`);
  });

  await j.step('A table of what is learned can be read and taken as CSV', async () => {
    await reader.open(`${site.address}learning/`);
    await page.locator('main a[href*="victims-by-sex"]').first().click();
    await reader.arrived();
    const csv = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
    const answer = await fetch(new URL(csv, page.url()));
    if (answer.status !== 200 || !(await answer.text()).startsWith('table,')) throw new Error('the CSV is not there');
  });

  await j.step('Search finds paragraphs, marks the words and leads to them', async () => {
    await reader.open(`${site.address}search/?q=review`);
    await page.waitForSelector('#static-results li');
    const first = page.locator('#static-results li').first();
    if (!/review/i.test(await first.locator('mark').first().innerText())) throw new Error('the word is not marked');
    for (const wrong of await looksRight(page)) j.wrong.push(`results: ${wrong}`);
    const to = await first.locator('a').getAttribute('href');
    await first.locator('a').click();
    await reader.arrived();
    const anchor = to.split('#')[1];
    if (anchor && !(await page.locator(`[id="${anchor}"]`).count())) throw new Error(`${to} leads to no paragraph`);
  });

  await j.step('Search says when nothing was found, and by the form as well as by the address', async () => {
    await reader.open(`${site.address}search/`);
    await page.getByRole('searchbox').fill('qqxyzzy');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /Nothing was found/.test(document.body.innerText));
  });

  await j.step('Without scripts the page says so, and browsing goes on', async () => {
    const plain = await j.visitor('a reader without scripts', { javaScriptEnabled: false });
    await plain.page.goto(`${site.address}search/`);
    await plain.sees('needs JavaScript');
  });

  await j.step('Every link of the site leads to a file', async () => {
    const seen = new Set(), waiting = [site.address];
    site.missing.length = 0;  // words that no report has are asked for above, and are not there
    while (waiting.length && seen.size < 600) {
      const at = waiting.shift();
      if (seen.has(at)) continue;
      seen.add(at);
      const answer = await fetch(at);
      if (!/html/.test(answer.headers.get('content-type'))) continue;
      for (const [, href] of (await answer.text()).matchAll(/(?:href|src|action)="([^"]*)"/g)) {
        const to = new URL(href.replace(/&amp;/g, '&'), at);
        to.hash = '';
        if (to.origin === new URL(site.address).origin && !seen.has(to.href)) waiting.push(to.href);
      }
    }
    if (site.missing.length) throw new Error(`not there: ${[...new Set(site.missing)].map(shape).slice(0, 10).join(', ')}`);
    console.log(`     ${seen.size} addresses`);
  });
  site.stop();
  await rm(place, { recursive: true, force: true });
});
