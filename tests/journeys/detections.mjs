// Five hundred values that the anonymiser found in a report, decided by keyboard alone: accepted, kept, changed, said to be an agency's or a
// person's, some undone and decided again. What the edition then says is what was decided. Prints how quick the page is under the fingers.
import { Client, ago, csrfIn, scenario } from './journey.mjs';
import { decideAll, makeEdition } from './road.mjs';

const WANTED = Number(process.env.HEED_DETECTIONS || 500);
const DECIDED_BY = 'A word that names nobody';

/** Words that no dictionary holds, all different, that look like names. */
function invented(n) {
  const first = ['Bra', 'Cor', 'Dre', 'Fen', 'Gal', 'Hes', 'Jor', 'Kel', 'Lum', 'Mav', 'Nor', 'Pel', 'Quen', 'Rud', 'Sil', 'Tor', 'Ul', 'Ver', 'Wex', 'Zan'];
  const middle = ['va', 'ri', 'lo', 'mu', 'ne', 'do', 'sta', 'gre', 'phi', 'ka', 'bel', 'ost'], last = ['thwick', 'sby', 'nault', 'drell', 'moor', 'quist', 'vane', 'zeth', 'lorn'];
  const out = [];
  for (const f of first) for (const m of middle) for (const l of last) out.push(f + m + l);
  return out.slice(0, n);
}

const median = (all, q = 0.5) => [...all].sort((a, b) => a - b)[Math.floor(all.length * q)];

await scenario('Detections are decided by keyboard', async (j) => {
  const review = j.demo.ids.ready, words = invented(WANTED);
  const coordinator = await j.as('coordinator');
  const { page } = coordinator;
  let edition, total = 0;
  const said = new Map();  // word -> what the edition must say in its place; null: the word itself
  const key = (k) => page.keyboard.press(k);
  // The page goes on to the next hundred by itself: what was asked in between is asked again.
  const asked = async (what) => {
    for (;;) {
      try {
        return await what();
      } catch (error) {
        if (!/context was destroyed|navigation/i.test(error.message)) throw error;
        await page.waitForLoadState('load');
      }
    }
  };
  const rowWithFocus = () => asked(() => page.evaluate(() => document.activeElement?.closest?.('.heed-found')?.id ?? ''));
  const valueWithFocus = () => asked(() => page.evaluate(() => document.activeElement?.closest?.('.heed-found')?.querySelector('.heed-found__value strong')?.textContent ?? ''));
  const settled = () => asked(() => page.waitForFunction(() => (document.querySelector('[data-heed-detections]')?.dataset.heedWaiting ?? '0') === '0'));
  const measured = [];

  await j.step(`A report in which ${WANTED} words could be names`, async () => {
    await coordinator.open(`/reviews/${review}/report/executive_summary`);
    const sections = await page.locator('main a[href*="/section/"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);
    await coordinator.open(sections.at(-1));
    const text = words.map((word) => `The panel read a letter that ${word} had sent to the practice.`).join('\n\n');
    await page.locator('form#form textarea').first().fill(text);
    await coordinator.press('Save');
    await coordinator.open(`/reviews/${review}/report/executive_summary/freeze`);
    if (await page.locator('form#form textarea, form#form input[name=note]').count()) await page.locator('form#form textarea, form#form input[name=note]').first().fill('A longer section.');
    await coordinator.press('Freeze this version');
    await coordinator.expectStatus(200);
    edition = await makeEdition(coordinator, review, 'Executive summary');
  });

  await j.step('The page shows them a hundred at a time, with every key on it', async () => {
    await coordinator.open(`${edition}/detections`);
    total = Number(/of (\d+) decided/.exec(await coordinator.words())[1]);
    if (total < WANTED) throw new Error(`only ${total} values were found`);
    if ((await page.locator('.heed-found').count()) !== 100) throw new Error('a page does not show a hundred values');
    await coordinator.sees('accept the suggestion', 'Keys are on');
    // What happens between a key and the picture with the next row in it.
    await page.addInitScript(() => {
      window.heedTimes = [];
      let pressed = 0;
      document.addEventListener('keydown', (event) => { if (['a', 'g', 'Enter'].includes(event.key)) pressed = performance.now(); }, true);
      document.addEventListener('focusin', (event) => {
        if (!pressed || !event.target.classList?.contains('heed-found__row')) return;
        const from = pressed;
        pressed = 0;
        requestAnimationFrame(() => requestAnimationFrame(() => window.heedTimes.push(performance.now() - from)));
      });
    });
    await coordinator.open(`${edition}/detections`);
  });

  await j.step('Every value is decided without the mouse', async () => {
    const began = Date.now();
    let n = 0, agencies = 0, undone = 0;
    await key('j');
    const collect = async () => measured.push(...(await asked(() => page.evaluate(() => window.heedTimes.splice(0)))));
    while (n < total * 2) {
      if (!(await rowWithFocus())) {
        await settled();
        await asked(() => page.waitForFunction(() => document.activeElement?.closest?.('.heed-found') || !document.querySelector('.heed-found:not(.heed-found--decided)'), undefined, { timeout: 10_000 }));
        if (!(await rowWithFocus())) break;
      }
      const before = await rowWithFocus(), value = await valueWithFocus();
      const ours = words.includes(value), turn = n % 10;
      n += 1;
      if (ours && turn === 3) {
        await key('e');
        await page.keyboard.type(DECIDED_BY);
        await key('Enter');
        said.set(value, null);
      } else if (ours && turn === 5) {
        await key('c');
        await page.keyboard.type(`somebody ${n}`);
        await key('Enter');
        said.set(value, `somebody ${n}`);
      } else if (ours && turn === 7 && agencies < 5) {
        agencies += 1;
        await key('g');
        said.set(value, null);
      } else {
        await key('a');
        if (ours) said.set(value, 'accepted');
      }
      // The last of a page goes nowhere: the next page comes, once everything is saved.
      if (n % 20 === 0) await collect();
      await asked(() => page.waitForFunction((was) => document.activeElement?.closest?.('.heed-found')?.id !== was ||
        document.getElementById('heed-progress')?.value === document.getElementById('heed-progress')?.max, before, { timeout: 10_000, polling: 'raf' }));
      if (await asked(() => page.evaluate(() => document.getElementById('heed-progress')?.value === document.getElementById('heed-progress')?.max))) break;
      if (ours && n % 60 === 20) {
        await settled();
        await asked(() => page.waitForFunction(() => document.activeElement?.closest?.('.heed-found')));
        const place = await rowWithFocus();
        await key('u');
        // What came back may stand on another page of the list, which is then shown.
        await asked(() => page.waitForFunction((want) => document.activeElement?.closest?.('.heed-found')?.querySelector('.heed-found__value strong')?.textContent === want, value, { timeout: 15_000 }))
          .catch(async () => { throw new Error(`undoing ${value} led to “${await valueWithFocus()}”`); });
        await settled();
        if ((await page.locator(`#${before}`).getAttribute('class')).includes('decided')) throw new Error(`${value} was not undone`);
        await key('c');
        await page.keyboard.type(`second thought ${n}`);
        await key('Enter');
        said.set(value, `second thought ${n}`);
        undone += 1;
        await page.waitForFunction((at) => document.activeElement?.closest?.('.heed-found')?.id === at, place, { timeout: 10_000 });
      }
    }
    await settled();
    await collect();
    const seconds = (Date.now() - began) / 1000;
    await coordinator.open(`${edition}/detections`);
    await coordinator.sees(`${total} of ${total} decided`, 'Everything has been decided');
    if (undone < 3) throw new Error(`only ${undone} were undone`);
    console.log(`     ${total} values decided and ${undone} undone in ${seconds.toFixed(1)} s of keys pressed by the test; key to painted next row: ` +
      `median ${median(measured).toFixed(1)} ms, 95th of a hundred ${median(measured, 0.95).toFixed(1)} ms, slowest ${Math.max(...measured).toFixed(1)} ms (${measured.length} measured)`);
  });

  await j.step('What was decided is what the edition says', async () => {
    const client = await new Client(j.server).signIn(j.demo.person('coordinator'));
    const text = (await client.ask(`${edition}/preview`)).text;
    const wrong = [];
    for (const [word, want] of said) {
      const stands = new RegExp(`that ${word} had`).test(text);
      if (want === null && !stands) wrong.push(`${word} was kept and is gone`);
      if (want !== null && stands) wrong.push(`${word} still stands`);
      if (want !== null && want !== 'accepted' && !text.includes(`that ${want} had`)) wrong.push(`“${want}” does not stand in the place of ${word}`);
    }
    if (said.size < WANTED) wrong.push(`only ${said.size} of ${WANTED} words were met`);
    if (wrong.length) throw new Error(wrong.slice(0, 20).join('\n    '));
  });

  // A word that was said to be an agency's is not found again.
  const accepted = words.find((word) => said.get(word) === 'accepted');

  await j.step('Everybody can see who decided what, and undo it long after', async () => {
    // The latest stand first, fifty to a page; how many came after the last undoing depends on what the report holds.
    for (let at = 1; at < 15; at += 1) {
      await coordinator.open(`${edition}/decisions?page=${at}`);
      if ((await coordinator.words()).includes('Undone by')) break;
    }
    await coordinator.sees('Undone by');
    await coordinator.open(`${edition}/decisions`);
    await coordinator.sees(DECIDED_BY);
    await coordinator.press(/^Undo/, { within: 'main' });
    await coordinator.sees('The decision has been undone');
    await coordinator.open(`${edition}/detections`);
    await coordinator.sees(`${total - 1} of ${total} decided`);
    await key('j');
    await key('a');
    await settled();
  });

  await j.step('The keys can be switched off, and stay so', async () => {
    await coordinator.open(`${edition}/detections?show=all`);
    await page.getByRole('button', { name: /^Keys are on/ }).press('Enter');
    await coordinator.open(`${edition}/detections?show=all`);
    await coordinator.sees('Keys are off');
    await key('j');
    if (await rowWithFocus()) throw new Error('a key did something though keys are off');
    await page.getByRole('button', { name: /^Keys are off/ }).press('Enter');
    await key('j');
    if (!(await rowWithFocus())) throw new Error('the keys did not come back');
    await key('o');
    await page.waitForSelector('.heed-places');
    const everywhere = await page.locator('[data-heed-places]').first().getAttribute('href');
    await key('/');
    await page.keyboard.type('a');
    if ((await page.evaluate(() => document.activeElement.id)) !== 'words') throw new Error('a letter typed into the search was taken for a key');
    await coordinator.open(everywhere);
    await coordinator.sees('Where it stands');
  });

  await j.step('What stands in the place of dates, ages and staff is chosen once for the review', async () => {
    await coordinator.open(`/reviews/${review}/publication`);
    await coordinator.sees('The month and the year', 'By what they do');
    await coordinator.follow('Change what stands in their place');
    await coordinator.choose('What stands in the place of an exact date?', 'The year alone');
    await coordinator.choose('How are ages given?', 'In bands');
    await coordinator.press('Save and continue');
    await coordinator.sees('The year alone', 'In bands', 'make it again');
    await coordinator.open(`${edition}/proof`);
    await coordinator.press(/^Make the file and prove it/);
    await coordinator.sees('Another choice for dates, ages and staff was made');
    await coordinator.open(`/reviews/${review}/publication`);
    await coordinator.press('Make it again from the latest version');
    await coordinator.open(edition);
    await coordinator.sees('The year alone', 'In bands', 'By what they do');
    // Ages that nobody had to decide about before are found now.
    await decideAll(coordinator, edition);
  });

  await j.step('Without scripts the same page decides by its forms', async () => {
    const plain = await j.as('coordinator', { javaScriptEnabled: false }).catch(() => null);
    const client = await new Client(j.server).signIn(j.demo.person('coordinator'));
    if (plain) await plain.page.context().close();
    const list = await client.ask(`${edition}/detections?show=all&words=${accepted}`);
    const field = (name) => new RegExp(`>${accepted}</strong>[\\s\\S]*?class="heed-found__act"[\\s\\S]*?name="${name}" value="([^"]*)"`).exec(list.text)?.[1] ?? '';
    const reply = await client.ask(`${edition}/detections`, { method: 'POST', fields: { csrf: csrfIn(list.text), act: 'one', found: field('found'), _version: field('_version'), verdict: 'keep', text: 'Read again', show: 'all' } });
    if (reply.status !== 303 || !reply.location.includes('detections?show=all')) throw new Error(`the form answers ${reply.status} ${reply.location} for ${field('found') || 'no row'}: ${/error-summary[\s\S]{0,600}/.exec(reply.text)?.[0].replace(/<[^>]*>/g, ' ') ?? ''}`);
    if (!(await client.ask(`${edition}/detections?show=all&words=${accepted}`)).text.includes('Read again')) throw new Error('the form decided nothing');
    const undone = await client.ask(`${edition}/detections`, { method: 'POST', fields: { csrf: csrfIn(list.text), act: 'undo', show: 'all' } });
    if (undone.status !== 303) throw new Error(`undoing answers ${undone.status}`);
    const stale = await client.ask(`${edition}/detections`, { method: 'POST', fields: { csrf: csrfIn(list.text), act: 'one', found: field('found'), _version: field('_version'), verdict: 'accept' } });
    if (stale.status !== 409) throw new Error(`a stale form answers ${stale.status}`);
  });

  await j.step('It proves clean, and the log is for those who release alone', async () => {
    await coordinator.open(`${edition}/proof`);
    await coordinator.press(/^Make the file and prove it/);
    await coordinator.sees('The proof is clean');
    await coordinator.open(`${edition}/log`);
    await coordinator.expectStatus(403);
    const approver = await j.as('approver');
    await approver.open(`${edition}/log`);
    if (await approver.can('button', 'Declare and continue')) {
      await approver.choose('Do you have a connection to anybody in this review?', 'No');
      await approver.press('Declare and continue');
      await approver.open(`${edition}/log`);
    }
    await approver.expectStatus(200);
    await approver.sees('What stood there', accepted);
    const auditor = await j.as('auditor');
    await auditor.open(`/reviews/${review}/readings`);
    if (auditor.status === 200) await auditor.sees('log of replacements');
  });
});
