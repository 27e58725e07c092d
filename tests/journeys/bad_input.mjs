// What people and machines get wrong: a message where it belongs, what was typed is kept, nothing is lost, and no page ever fails.
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { scenario } from './journey.mjs';

/** As office programs write a document with a password: an OLE file with the stream EncryptedPackage. */
function protectedDocx() {
  const bytes = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(0x3e, 24); bytes.writeUInt16LE(3, 26); bytes.writeUInt16LE(0xfffe, 28); bytes.writeUInt16LE(9, 30); bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44); bytes.writeUInt32LE(1, 48); bytes.writeUInt32LE(4096, 56); bytes.writeUInt32LE(0xfffffffe, 60); bytes.writeUInt32LE(0xfffffffe, 68);
  bytes.fill(0xff, 76, 512); bytes.writeUInt32LE(0, 76);
  bytes.fill(0xff, 512, 1024); bytes.writeUInt32LE(0xfffffffd, 512); bytes.writeUInt32LE(0xfffffffe, 516);
  ['Root Entry', 'EncryptionInfo', 'EncryptedPackage'].forEach((name, n) => {
    const at = 1024 + n * 128;
    Buffer.from(`${name}\0`, 'utf16le').copy(bytes, at);
    bytes.writeUInt16LE((name.length + 1) * 2, at + 64);
    bytes[at + 66] = n === 0 ? 5 : 2;
    bytes.fill(0xff, at + 68, at + 80);
  });
  return bytes;
}

await scenario('Bad input', async (j) => {
  const review = j.demo.ids.evidence;
  const place = await mkdtemp(path.join(tmpdir(), 'heed-bad-'));
  let coordinator;
  const upload = async (file, agency = 'Vale Homes') => {
    await coordinator.open(`/reviews/${review}/chronology/import`);
    await coordinator.complete({ "Which agency's chronology is it?": agency });
    await coordinator.attach('The file', file);
    await coordinator.press('Continue');
  };
  const keptAgency = async () => {
    const chosen = await coordinator.page.getByLabel("Which agency's chronology is it?").evaluate((s) => s.selectedOptions[0].textContent);
    if (chosen !== 'Vale Homes') throw new Error('which agency was chosen is lost');
  };
  try {
    await j.step('A date that is none: the message stands at the field, what was typed is kept', async () => {
      coordinator = await j.as('coordinator');
      await coordinator.open(`/reviews/${review}/notification/told`);
      await coordinator.complete({ 'Who was told?': 'The chair, by letter', 'When?': '31 February 2025' });
      await coordinator.press('Save and continue');
      await coordinator.expectStatus(422);
      await coordinator.sees('There is a problem');
      const field = coordinator.page.getByLabel('When?', { exact: true });
      if ((await field.inputValue()) !== '31 February 2025') throw new Error('the date that was typed is lost');
      if ((await coordinator.valueOf('Who was told?')) !== 'The chair, by letter') throw new Error('the other answer is lost');
      if (!(await coordinator.page.locator('.govuk-form-group--error').filter({ has: field }).count())) throw new Error('the message does not stand at the field');
    });
    await j.step('The error summary leads to the field', async () => {
      await coordinator.page.locator('.govuk-error-summary a').first().click();
      const focused = await coordinator.page.evaluate(() => document.activeElement?.getAttribute('name'));
      if (focused !== 'told_on') throw new Error(`it leads to ${focused}`);
    });
    await j.step('A mark that turns the direction of text in a name is refused, and the name is kept', async () => {
      await coordinator.open(`/reviews/${review}/people/new`);
      const name = 'Ada \u202Eyborrat';
      await coordinator.page.locator('form#form input[type=radio]').last().check();
      await coordinator.fill('Full name', name);
      await coordinator.press('Save and continue');
      await coordinator.expectStatus(422);
      await coordinator.seesError('hidden character');
      if ((await coordinator.valueOf('Full name')) !== name) throw new Error('what was typed is lost');
    });
    await j.step('A document with a password is told from a damaged one', async () => {
      const file = path.join(place, 'return.docx');
      await writeFile(file, protectedDocx());
      await upload(file);
      await coordinator.expectStatus(422);
      await coordinator.seesError('protected by a password');
      await keptAgency();
    });
    await j.step('A ZIP that was cut off', async () => {
      const whole = await readFile(path.join(j.server.data, 'agency-files/health.docx'));
      const file = path.join(place, 'cut.docx');
      await writeFile(file, whole.subarray(0, Math.floor(whole.length / 2)));
      await upload(file);
      await coordinator.expectStatus(422);
      await coordinator.seesError(/damaged|incomplete|cut/i);
      await keptAgency();
    });
    await j.step('A file that is no table of any kind', async () => {
      const file = path.join(place, 'picture.xlsx');
      await writeFile(file, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
      await upload(file);
      await coordinator.expectStatus(422);
      await coordinator.sees('There is a problem');
    });
    await j.step('A file of 300 MB is refused in words, and the server goes on', async () => {
      const file = path.join(place, 'large.docx');
      const handle = await open(file, 'w');
      await handle.truncate(300 * 1024 * 1024);
      await handle.close();
      await coordinator.open(`/reviews/${review}/chronology/import`);
      await coordinator.complete({ "Which agency's chronology is it?": 'Vale Homes' });
      await coordinator.attach('The file', file);
      coordinator.page.setDefaultTimeout(120_000);
      await coordinator.press('Continue');
      coordinator.page.setDefaultTimeout(30_000);
      await coordinator.sees(/smaller than \d+ MB|too large/i);
      if (coordinator.status >= 500) throw new Error(`it answered ${coordinator.status}`);
      await coordinator.open('/reviews');
      await coordinator.expectStatus(200);
    });
    await j.step('An unknown column is asked about, and a formula is only words', async () => {
      const file = path.join(place, 'odd.csv');
      await writeFile(file, 'Date,Zebra,What happened\n22.05.16,striped,"=HYPERLINK(""http://example.org"",""click"")"\n31.02.17,spotted,Called at the door\n');
      await upload(file);
      await coordinator.expectStatus(200);
      await coordinator.sees('What was recognised', 'Zebra', '=HYPERLINK');
      if (await coordinator.page.locator('main a[href*="example.org"]').count()) throw new Error('the formula has become a link');
      await coordinator.sees('31.02.17');
      await coordinator.press('Add to the chronology');
      await coordinator.sees('The entries have been added');
    });
    await j.step('In the file that goes out, no cell begins as a formula', async () => {
      const reply = await coordinator.page.request.get(new URL(`/reviews/${review}/chronology/export/csv`, j.server.address).href);
      const text = await reply.text();
      if (reply.status() !== 200 || !text.includes('HYPERLINK')) throw new Error(`the export does not hold the entry (${reply.status()})`);
      if (/(^|,)"?[=+@]/m.test(text)) throw new Error('a cell of the export begins as a formula');
    });
    await j.step('Addresses that nobody would type are answered with “not found”', async () => {
      for (const where of ['/reviews/not-an-id', `/reviews/${review}/people/00000000000000000000000000`, `/reviews/${review}/chronology?page=-1&from=xyz`, '/search?q=%22%22%28', '/published/none', '/reviews/%00', '/assets/../../etc/passwd']) {
        const reply = await coordinator.page.request.get(`${j.server.address}${where}`);
        if (reply.status() >= 500) throw new Error(`${where} answers ${reply.status()}`);
      }
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
