// An agency author's day: what is asked, independence, a file that cannot be used, the chronology, the sections, handing in, the
// officer's sign-off; the coordinator sends it back and then accepts it. Nothing of another agency is ever in sight.
import path from 'node:path';
import { ago, scenario } from './journey.mjs';

await scenario("An agency author's day", async (j) => {
  const review = j.demo.ids.evidence;
  let kwame, coordinator, page;
  await j.step('The author signs in and finds what is asked of their agency', async () => {
    kwame = await j.as('housing');
    await kwame.sees('NCSP-02', 'Vale Homes');
    await kwame.doesNotSee('Northmere Police', 'Mere Valley');
    await kwame.follow(/NCSP-02/);
    await kwame.sees('What is asked of Vale Homes');
    await kwame.follow(/summary report/i, { within: 'main' });
    page = kwame.path;
  });
  await j.step('They declare that they are independent of the case', async () => {
    await kwame.follow('Declare independence');
    await kwame.complete({ 'Name of the author': 'Kwame Brightwell', Post: 'Neighbourhood manager', 'Is the author independent of the case?': 'Yes' });
    await kwame.press('Declare and continue');
  });
  await j.step('They upload the chronology as their system gives it', async () => {
    await kwame.open(`${page}/files`);
    await kwame.choose('What does the file hold?', 'The chronology');
    await kwame.attach('File', path.join(j.server.data, 'agency-files/housing.csv'));
    await kwame.press('Upload');
    await kwame.sees('Added', 'CSV');
  });
  await j.step('They write each section', async () => {
    await kwame.open(page);
    const sections = await kwame.page.locator('main a[href*="/section/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    if (!sections.length) throw new Error('no section is asked for');
    for (const section of sections) {
      await kwame.open(section);
      await kwame.page.locator('textarea').first().fill('What our records show, read by somebody who had no part in the case.');
      await kwame.press('Save and continue');
    }
  });
  await j.step('They hand it in, and record the officer’s sign-off', async () => {
    await kwame.open(page);
    await kwame.press('Hand it in');
    await kwame.sees('handed in');
    await kwame.follow('Record the sign-off');
    await kwame.complete({ 'Name of the senior officer': 'Lorraine Okafor-Hale', Post: 'Director of housing', 'On which day did they sign it off?': ago(0) });
    await kwame.press('Record the sign-off');
  });
  await j.step('The coordinator sees it among who owes what, and sends it back', async () => {
    coordinator = await j.as('coordinator');
    await coordinator.open(`/reviews/${review}/agencies`);
    await coordinator.sees('Vale Homes');
    await coordinator.open(page);
    await coordinator.follow('Send it back for amendment');
    await coordinator.complete({ 'What should be amended, and why?': 'Say when the repairs desk was told of the door.' });
    await coordinator.press('Send it back');
  });
  await j.step('The author reads why, amends it and hands it in again', async () => {
    await kwame.open(page);
    await kwame.sees('Sent back for amendment', 'Say when the repairs desk was told of the door.');
    await kwame.press('Hand it in');
    await kwame.follow('Record the sign-off');
    await kwame.complete({ 'Name of the senior officer': 'Lorraine Okafor-Hale', Post: 'Director of housing', 'On which day did they sign it off?': ago(0) });
    await kwame.press('Record the sign-off');
  });
  await j.step('The coordinator accepts it, and its chronology goes in', async () => {
    await coordinator.open(page);
    await coordinator.press('Accept it');
    await coordinator.sees('accepted');
    await coordinator.open(`/reviews/${review}/chronology/import`);
    await coordinator.complete({ "Which agency's chronology is it?": 'Vale Homes' });
    await coordinator.attach('The file', path.join(j.server.data, 'agency-files/housing.csv'));
    await coordinator.press('Continue');
    await coordinator.sees('What was recognised', 'Nothing has been added yet');
    await coordinator.press('Add to the chronology');
    await coordinator.sees('The entries have been added to the chronology', 'Repairs operative');
  });
  await j.step('Other pages of the review do not exist for the author', async () => {
    for (const rest of ['', '/people', '/participants', '/chronology', '/chronology/export/csv', '/agencies', '/findings', '/report', `/agency/${j.demo.ids.agencies.police}/return`, '/who-can-see']) {
      await kwame.open(`/reviews/${review}${rest}`);
      await kwame.expectStatus(404, 403);
      await kwame.doesNotSee('Amara', 'Okonkwo', 'Northmere Police');
    }
  });
  await j.step('There is nobody in the author’s list to whom they are not a colleague', async () => {
    await kwame.open(page);
    await kwame.follow('Who can see this?');
    await kwame.doesNotSee('Piotr Lindqvist', 'Sunita Vandermeer');
  });
});
