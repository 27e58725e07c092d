// A release that must not happen does not: while a hold is open, before the panel's letter, and by somebody who worked on the edition.
import { Client, ago, csrfIn, scenario } from './journey.mjs';
import { readyToSign } from './road.mjs';

await scenario('A refused release', async (j) => {
  const { held, ready } = j.demo.ids;
  let coordinator, chair, edition;
  await j.step('A review with an open hold and no letter says so on its publication page', async () => {
    coordinator = await j.as('coordinator');
    await coordinator.open(`/reviews/${held}/publication`);
    await coordinator.sees('Before it can be released', 'hold', 'letter');
  });
  await j.step('Its edition is made, decided and proved, and still nobody can sign it', async () => {
    edition = await readyToSign(coordinator, held, 'Executive summary');
    chair = await j.as('chair');
    await chair.open(`${edition}/sign`);
    await chair.sees('What stands in the way', 'hold', 'letter');
    if (await chair.can('button', 'Sign the release')) throw new Error('the button to sign is there');
  });
  await j.step('Sending the form by hand changes nothing', async () => {
    const client = await new Client(j.server).signIn(j.demo.person('chair'));
    const page = await client.ask('/account');
    const hash = /[0-9a-f]{64}/.exec((await client.ask(`${edition}/proof`)).text)?.[0] ?? '';
    const reply = await client.ask(`${edition}/sign`, { method: 'POST', fields: { csrf: csrfIn(page.text), hash } });
    if (reply.status < 400) throw new Error(`the signature was taken (${reply.status})`);
    await chair.open(edition);
    await chair.sees('0 of 2 have signed');
  });
  await j.step('The hold ends without the investigating officer’s view, and that still stands in the way', async () => {
    await coordinator.open(`/reviews/${held}/casefile`);
    await coordinator.follow(/^Change or end/);
    await coordinator.complete({ 'When did the hold end?': ago(1), 'Why did it end?': 'The trial has ended.' });
    await coordinator.press('Save and continue');
    await coordinator.open(`/reviews/${held}/publication`);
    await coordinator.sees("investigating officer's view", 'letter');
  });
  await j.step('Of a review that may be published, the coordinator makes the edition', async () => {
    edition = await readyToSign(coordinator, ready, 'Executive summary');
  });
  await j.step('The administrator makes the coordinator a publication approver as well', async () => {
    const administrator = await j.as('administrator');
    await administrator.open('/admin/people');
    await administrator.follow('Oluwaseun Hartley');
    await administrator.follow(/role/i, { within: 'main' });
    await administrator.complete({ 'Which role?': 'Publication approver' }).catch(() => administrator.page.getByLabel('Publication approver').check());
    for (const select of await administrator.page.locator('form#form select').all()) await select.selectOption({ label: 'Northmere Community Safety Partnership' });
    const partnership = administrator.page.locator('form#form').getByLabel('Northmere Community Safety Partnership');
    if ((await partnership.count()) && (await partnership.first().getAttribute('type')) === 'radio') await partnership.first().check();
    await administrator.page.locator('form#form button').first().click();
    await administrator.page.waitForLoadState('load');
    await administrator.sees('Publication approver');
  });
  await j.step('Having worked on the edition, the coordinator cannot release it', async () => {
    await coordinator.open(`${edition}/sign`);
    await coordinator.sees('You worked on this edition');
    if (await coordinator.can('button', 'Sign the release')) throw new Error('the button to sign is there');
    const client = await new Client(j.server).signIn(j.demo.person('coordinator'));
    const page = await client.ask('/account');
    const hash = /[0-9a-f]{64}/.exec((await client.ask(`${edition}/proof`)).text)?.[0] ?? '';
    const reply = await client.ask(`${edition}/sign`, { method: 'POST', fields: { csrf: csrfIn(page.text), hash } });
    if (reply.status < 400) throw new Error(`the signature was taken (${reply.status})`);
  });
  await j.step('One person cannot release it twice', async () => {
    await chair.open(`${edition}/sign`);
    await chair.press('Sign the release');
    await chair.open(`${edition}/sign`);
    await chair.sees('You have signed this edition already');
    await chair.open(edition);
    await chair.sees('1 of 2 have signed');
  });
  await j.step('Nothing of it is public', async () => {
    const visitor = await j.visitor();
    await visitor.open('/');
    await visitor.doesNotSee('Palesa', 'Samira');
  });
});
