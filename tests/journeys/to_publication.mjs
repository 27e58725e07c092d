// One review from the notification to the published summary, and its action afterwards, each step by the person whose step it is.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, ago, scenario } from './journey.mjs';
import { readyToSign } from './road.mjs';

await scenario('A whole review, from the notification to publication', async (j) => {
  let coordinator, chair, approver, author, review, at, edition, person;
  const declare = async (who) => {
    if (!(await who.can('button', 'Declare and continue'))) return;
    await who.choose('Do you have a connection to anybody in this review?', 'No');
    await who.press('Declare and continue');
  };

  await j.step('The coordinator records that a death was notified', async () => {
    coordinator = await j.as('coordinator');
    await coordinator.follow('Record a notification');
    await coordinator.choose('Where does the review stand?', 'A death has just been notified');
    await coordinator.complete({ 'Which partnership is responsible for the review?': 'Northmere Community Safety Partnership' });
    await coordinator.press('Save and continue');
    await declare(coordinator);
    review = /\/reviews\/([0-9a-z]{26})/i.exec(coordinator.path)[1];
    at = `/reviews/${review}`;
  });
  await j.step('Who told whom, how the person died, what is known of abuse', async () => {
    await coordinator.does(`${at}/notification/told`, { 'Who told the partnership?': 'Police', 'Who was told?': 'The chair of the partnership', 'When?': ago(400), 'Was it in writing?': 'Yes' });
    await coordinator.does(`${at}/notification/manner`, { 'What is the manner of death, as far as is known?': 'Homicide', 'Which area did the person normally live in?': 'Northmere' });
    await coordinator.does(`${at}/notification/abuse`, { 'What is known about abuse or neglect?': 'Abuse or neglect is known', 'Is anybody suspected of, or known for, abuse towards the person who died?': 'Yes, and they are listed in the people register' });
  });
  await j.step('The people, with the names by which they could be recognised', async () => {
    const add = async (part, name) => {
      await coordinator.open(`${at}/people/new`);
      await coordinator.page.locator(`form#form input[name=role][value=${part}]`).check();
      await coordinator.fill('Full name', name);
      await coordinator.press('Save and continue');
      await coordinator.expectStatus(200);
      await coordinator.open(`${at}/people`);
      const links = await coordinator.page.locator('main a[href*="/people/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      return [...new Set(links.map((l) => /\/people\/([0-9a-z]{26})/i.exec(l)?.[1]).filter(Boolean))];
    };
    [person] = await add('died', 'Theodora Blanchflower-Nkemelu');
    const second = (await add('suspected', 'Rupert Quillfeather')).find((id) => id !== person);
    await coordinator.does(`${at}/people/${person}/pseudonym`, { Pseudonym: 'Marigold', 'Who chose it?': 'the family, with their advocate', 'Who agreed it?': 'the panel' });
    await coordinator.does(`${at}/people/${person}/dates`, { 'When were they born?': '4 March 1984', 'When did they die?': ago(405) });
    await coordinator.does(`${at}/people/${second}/pseudonym`, { Pseudonym: 'Basil', 'Who chose it?': 'the independent chair', 'Who agreed it?': 'the panel' });
    await coordinator.does(`${at}/people/${second}/status`, { 'Where do things stand for them?': 'Charged' });
  });
  await j.step('Agencies are asked first to secure their records', async () => {
    await coordinator.does(`${at}/scoping/new`, { 'Which agency?': 'Northmere Police', 'When were they asked?': ago(395), 'By when should they answer?': ago(380) });
    await coordinator.open(`${at}/scoping`);
    await coordinator.sees('Northmere Police');
  });
  await j.step('The test of the guidance is answered, with what each answer rests on', async () => {
    await coordinator.open(`${at}/decision`);
    const questions = await coordinator.page.locator('main a[href*="/decision/question/"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);
    if (!questions.length) throw new Error('there is no question');
    for (const question of questions) {
      await coordinator.open(question);
      const yes = coordinator.page.locator('form#form').getByLabel(/^Yes/);
      await ((await yes.count()) ? yes.first() : coordinator.page.locator('form#form input[type=radio]').first()).check();
      await coordinator.page.locator('form#form textarea').fill('The police, in writing.');
      await coordinator.press('Save and continue');
    }
  });
  await j.step('The decision to hold a review, and who was told of it', async () => {
    await coordinator.open(`${at}/decision/new`);
    await coordinator.choose('What was decided?', 'Hold a review');
    await coordinator.press('Continue');
    await coordinator.page.locator('form#form input[type=checkbox]').first().check();
    await coordinator.complete({ 'On which day was it decided?': ago(385), 'Who decided?': 'The chair of the partnership', 'What was considered, and whose advice?': 'What agencies said, and the police.' });
    await coordinator.press('Record the decision');
    await coordinator.sees('Hold a review');
    for (;;) {
      const told = coordinator.page.locator('main').getByRole('link', { name: /^Record that/ });
      if (!(await told.count())) break;
      const before = await told.count();
      await coordinator.follow(/^Record that/, { within: 'main' });
      await coordinator.complete({ 'When?': ago(384), 'How?': 'By letter' });
      await coordinator.press('Save and continue');
      await coordinator.open(`${at}/decision`);
      if ((await told.count()) >= before) break;
    }
  });
  await j.step('Agencies, chair, terms of reference and a key line of enquiry', async () => {
    for (const agency of ['Northmere Police', 'Vale Homes'])
      await coordinator.does(`${at}/casefile/agencies/new`, { 'Which agency?': agency, 'By what authority is it asked?': agency === 'Vale Homes' ? 'It is invited' : 'It is listed in section 9(4) of the 2004 Act' });
    await coordinator.does(`${at}/casefile/appointments/new`, { 'Appointed as': 'Independent chair', Name: 'Dr Anjali Fernsby', Post: 'Independent chair and author', 'Statement of independence': 'Has never worked for an agency in Northmere.',
      'Did they declare a connection to those concerned?': 'No connection', 'Appointed on': ago(370) });
    await coordinator.does(`${at}/casefile/terms/new`, { Purpose: 'To learn.', 'What does the review look at?': 'Contact of every agency with the person who died.', 'The period under review begins': 'January 2024',
      'and ends': ago(405), 'Was the family asked about these terms?': 'Yes', 'Agreed on': ago(350), 'Agreed by': 'the panel' });
    await coordinator.does(`${at}/casefile/lines/new`, { 'What does the review ask?': 'How did agencies recognise and respond to controlling behaviour?' });
    await coordinator.open(`${at}/casefile`);
    await coordinator.sees('Dr Anjali Fernsby', 'Vale Homes', 'controlling behaviour');
  });
  await j.step('The police are asked for a chronology, and their author gets a role', async () => {
    await coordinator.open(`${at}/agencies/ask`);
    await coordinator.complete({ 'Which agency?': 'Northmere Police' });
    await coordinator.page.locator('form#form input[type=radio][value=chronology]').check();
    await coordinator.press('Continue');
    for (const field of await coordinator.page.locator('form#form select').all()) if (!(await field.inputValue())) await field.selectOption({ index: 1 });
    const due = coordinator.page.getByLabel(/^(By when|When is it due|Due)/).and(coordinator.page.locator('input')).first();
    if ((await due.count()) && !(await due.inputValue())) await due.fill(ago(-30));
    await coordinator.press('Ask for it');
    await coordinator.does(`${at}/access/give`, { 'Email address that they sign in with': 'police@heed.example', 'Which role?': 'Agency author', 'For which agency?': 'Northmere Police' });
  });
  await j.step('The author declares, uploads the chronology, and hands it in', async () => {
    author = await j.as('police');
    await author.open(`${at}/agency/${j.demo.ids.agencies.police}/return`);
    await declare(author);
    await author.open(`${at}/agency/${j.demo.ids.agencies.police}/return`);
    await author.follow(/chronology/i, { within: 'main' });
    const page = author.path;
    await author.does(`${page}/independence`, { 'Name of the author': 'Piotr Lindqvist', Post: 'Review officer', 'Is the author independent of the case?': 'Yes' }, 'Declare and continue');
    await author.open(`${page}/files`);
    await author.choose('What does the file hold?', 'The chronology');
    await author.attach('File', path.join(j.server.data, 'agency-files/police.xlsx'));
    await author.press('Upload');
    await author.open(page);
    const sections = await author.page.locator('main a[href*="/section/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    for (const section of sections) {
      await author.open(section);
      await author.page.locator('textarea').first().fill('What our records show.');
      await author.press('Save and continue');
    }
    await author.open(page);
    await author.press('Hand it in');
    // Not every kind of return needs an officer's name under it.
    if (await author.can('button', 'Record the sign-off')) {
      await author.follow('Record the sign-off');
      await author.complete({ 'Name of the senior officer': 'Constance Abara-Wells', Post: 'Head of public protection', 'On which day did they sign it off?': ago(0) });
      await author.press('Record the sign-off');
    }
    await coordinator.open(page);
    await coordinator.press('Accept it');
  });
  await j.step('Its entries join the chronology', async () => {
    await coordinator.open(`${at}/chronology/import`);
    await coordinator.complete({ "Which agency's chronology is it?": 'Northmere Police' });
    await coordinator.attach('The file', path.join(j.server.data, 'agency-files/police.xlsx'));
    await coordinator.press('Continue');
    await coordinator.press('Add to the chronology');
    await coordinator.sees('The entries have been added', 'A neighbour rang about shouting');
  });
  await j.step('A finding, a lesson, a recommendation, an action', async () => {
    await coordinator.does(`${at}/findings/new`, { 'What did the review find?': 'Officers spoke with both people together.', 'Is it good practice, from which others may learn?': 'No', 'Where does it lie?': 'Within one agency', 'Which agencies?': 'Northmere Police' });
    const first = async (name) => coordinator.page.locator(`form#form input[type=checkbox][name=${name}]`).first().check();
    await coordinator.open(`${at}/findings/lessons/new`);
    await first('findings');
    await coordinator.complete({ 'What is learned?': 'People are asked alone.', 'What should change?': 'Nobody is asked about abuse in front of the other person.', 'By when?': ago(-90), 'Where does it lie?': 'Within one agency', 'Which agencies?': 'Northmere Police' });
    await coordinator.press('Save and continue');
    await coordinator.open(`${at}/recommendations/new`);
    await first('lessons');
    await coordinator.complete({ 'What is recommended?': 'Officers should speak with each person alone.', 'At which level?': 'Local', 'Where does it come from?': 'The panel' });
    await coordinator.press('Save and continue');
    await coordinator.follow('Add an action', { within: 'main' });
    await coordinator.complete({ 'What will be done?': 'Change the first response guide', 'Which agency owns it?': 'Northmere Police', 'Which post answers for it?': 'Head of response',
      'By when?': ago(-60), 'What will be different?': 'Each person is spoken with alone.', 'How will the effect be measured?': 'A sample of fifty recordings.' });
    await coordinator.press('Save and continue');
    await coordinator.open(`${at}/recommendations`);
    await coordinator.sees('Officers should speak with each person alone', 'Change the first response guide');
  });
  await j.step('Each document is filled from what Heed holds, written, frozen and signed off', async () => {
    for (const kind of ['overview_report', 'executive_summary', 'action_plan']) {
      await coordinator.open(`${at}/report/${kind}`);
      if (await coordinator.can('button', 'Fill the empty sections')) await coordinator.press('Fill the empty sections');
      await coordinator.open(`${at}/report/${kind}`);
      const sections = await coordinator.page.locator('main a[href*="/section/"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);
      for (const section of sections) {
        await coordinator.open(section);
        const text = coordinator.page.getByLabel('Text', { exact: true });
        if (await text.inputValue()) continue;
        await text.fill('Theodora Blanchflower-Nkemelu was loved and is missed. This part tells what happened and what can be learned.');
        await coordinator.press('Save');
      }
      await coordinator.does(`${at}/report/${kind}/freeze`, {}, 'Freeze this version');
      const version = coordinator.path;
      await coordinator.does(`${version}/sign-off/family`, { 'What did they do?': /read/i, 'When?': ago(20) });
      await coordinator.does(`${version}/sign-off/panel`, { 'What did they say?': 'They agree it', 'Who signed it off?': 'Dr Anjali Fernsby', 'Their post': 'Independent chair, for the panel', 'When?': ago(19) });
      await coordinator.does(`${version}/sign-off/partnership`, { 'What did they say?': 'They agree it', 'Who signed it off?': 'Helen Marchetti', 'Their post': 'Chair of the partnership', 'When?': ago(18) });
    }
  });
  await j.step('Nothing can be released before the panel’s letter', async () => {
    await coordinator.open(`${at}/publication`);
    await coordinator.sees('Before it can be released');
  });
  await j.step('It goes to the Home Office, and the panel’s letter comes with a point that is answered', async () => {
    await coordinator.open(`${at}/assurance/check`);
    for (const group of await coordinator.page.locator('form#form fieldset').all()) await group.getByLabel('Yes', { exact: true }).first().check();
    await coordinator.press('Save');
    await coordinator.does(`${at}/assurance/submit`, { 'When was it sent?': ago(15), 'Who sent it?': 'Community safety manager' }, 'Record as sent');
    await coordinator.open(`${at}/assurance/letter`);
    await coordinator.complete({ 'When did the letter come?': ago(5), 'Its words, where there is no file, or what matters in it': 'A clear report.', 'What does it ask for?': 'Say more about what the family hoped for.' });
    await coordinator.page.locator('form#form').getByLabel(/^May be published as it is/).first().check();
    await coordinator.press('Record the letter');
    await coordinator.follow(/^Answer/, { within: 'main' });
    await coordinator.complete({ 'How is it answered?': 'It was not changed, for a reason', 'What was changed and where, or why not': 'The family asked that no more be said.' });
    await coordinator.press('Save');
  });
  await j.step('The anonymised summary is made, decided, proved, and the family told', async () => {
    edition = await readyToSign(coordinator, review, 'Executive summary');
    await coordinator.open(`${edition}/preview`);
    await coordinator.sees('Marigold');
    await coordinator.doesNotSee('Blanchflower', 'Nkemelu', 'Quillfeather');
  });
  await j.step('The partnership’s chair and the approver release it', async () => {
    for (const [who, email] of [['chair', 'chair@heed.example'], ['approver', 'approver@heed.example']]) {
      const releaser = await j.as(who);
      await releaser.open(at);
      await declare(releaser);
      await releaser.open(`${edition}/sign`);
      await releaser.sees('By signing you say');
      await releaser.press('Sign the release');
      if (releaser.status >= 400) throw new Error(`${email} could not sign`);
      if (who === 'chair') chair = releaser;
      else approver = releaser;
    }
    await approver.sees('The edition has been released');
  });
  await j.step('The public reads it, and nobody’s name stands in it', async () => {
    const visitor = await j.visitor();
    await visitor.open('/');
    await visitor.follow(/Marigold/);
    await visitor.sees('Marigold');
    await visitor.doesNotSee('Blanchflower', 'Nkemelu', 'Quillfeather', 'Theodora', 'Rupert');
    const client = new Client(j.server), page = await client.ask(visitor.path);
    const file = /href="([^"]*docx[^"]*)"/i.exec(page.text)?.[1];
    if (!file) throw new Error('there is no file to download');
    const docx = await client.ask(file);
    if (docx.status !== 200 || docx.bytes.subarray(0, 2).toString() !== 'PK') throw new Error(`the file answers ${docx.status}`);
    if (/Blanchflower|Nkemelu|Quillfeather|Theodora/i.test(docx.disposition)) throw new Error('the name of the file holds a name');
    // The PDF of the same words, as another program reads it.
    const pdf = await client.ask(file.replace(/docx$/, 'pdf'));
    if (pdf.status !== 200 || pdf.bytes.subarray(0, 5).toString() !== '%PDF-') throw new Error(`the PDF answers ${pdf.status}`);
    const place = path.join(j.server.data, 'published.pdf');
    await writeFile(place, pdf.bytes);
    const said = execFileSync('pdftotext', [place, '-']).toString() + execFileSync('pdfinfo', [place]).toString();
    if (!said.includes('Marigold') || !/Tagged:\s+yes/.test(said)) throw new Error('the PDF does not say what it should');
    if (/Blanchflower|Nkemelu|Quillfeather|Theodora|Rupert/i.test(said + pdf.disposition)) throw new Error('a name stands in the PDF');
    const feed = await client.ask('/feed.atom');
    if (feed.status === 200 && !feed.text.includes('Marigold')) throw new Error('the feed does not tell of it');
  });
  await j.step('Its action is followed: the police add what has happened', async () => {
    await author.open(`${at}/agency/${j.demo.ids.agencies.police}/actions`);
    await author.follow(/Change the first response guide/, { within: 'main' });
    await author.follow(/update/i, { within: 'main' });
    await author.complete({ 'What has happened?': 'The guide is changed and all teams are trained.', 'Which day does this tell of?': ago(0), 'How far is the action now?': /progress/i });
    await author.press('Add the update');
    await coordinator.open('/actions');
    await coordinator.sees('Change the first response guide');
  });
  await j.step('The chair withdraws it, and the public finds a notice in its place', async () => {
    await chair.does(`${edition}/withdraw`, { 'Why is it withdrawn?': 'A person could be recognised.' }, 'Withdraw it now');
    const visitor = await j.visitor();
    await visitor.open('/');
    if (await visitor.can('link', /Marigold/)) throw new Error('it is still listed');
  });
});
