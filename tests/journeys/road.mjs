// Stretches of the road that several journeys walk: making an edition, deciding what was found, proving, telling the family, signing.
import { ago, shape } from './journey.mjs';

/** Makes the anonymised edition of a document ("Executive summary") and leaves its worker on the edition's page. */
export async function makeEdition(worker, review, document) {
  await worker.open(`/reviews/${review}/publication`);
  const form = worker.page.locator(`h2:has-text("${document}") ~ form`).first();
  const button = (await form.locator('button').innerText()).trim();
  if (!/edition/i.test(button)) throw new Error(`no edition of ${document} can be made`);
  const nth = await worker.page.getByRole('button', { name: button, exact: true }).evaluateAll((all, mine) => all.indexOf(mine), await form.locator('button').elementHandle());
  await worker.press(button, { nth: Math.max(0, nth) });
  await worker.expectStatus(200);
  return worker.path;
}

/** Decides every detection as a careful person would in bulk: doubtful words stay with a reason, all else as suggested. */
export async function decideAll(worker, edition) {
  await worker.open(`${edition}/detections?certainty=unsure`);
  const unsure = worker.page.locator('details').filter({ hasText: 'Keep all shown as they are' });
  if (await unsure.count()) {
    await unsure.locator('summary').click();
    await unsure.getByLabel('Why they stay').fill('Everyday words and names of public bodies, read one by one');
    await worker.press(/^Keep (it|all \d+)$/);
  }
  await worker.open(`${edition}/detections`);
  if (await worker.can('button', /^Accept (all \d+ suggestions|the suggestion) shown$/)) await worker.press(/^Accept (all \d+ suggestions|the suggestion) shown$/);
  if (worker.status >= 400) throw new Error(`a decision was refused at ${shape(worker.page.url())}: ${(await worker.words()).slice(0, 300)}`);
  await worker.sees('Everything has been decided');
}

export async function prove(worker, edition) {
  await worker.open(`${edition}/proof`);
  await worker.press(/^Make the file and prove it/);
  await worker.sees('The proof is clean');
}

export async function tellTheFamily(worker, edition) {
  await worker.does(`${edition}/family`, { 'When were the family told?': ago(1), 'How, and by whom?': 'By telephone, by the independent chair, with their advocate.' });
}

/** The edition's whole way to where two people can sign it. */
export async function readyToSign(worker, review, document) {
  const edition = await makeEdition(worker, review, document);
  await worker.does(`${edition}/details`, { 'Content note': 'This summary tells of a death and of violence at home.' });
  await decideAll(worker, edition);
  await prove(worker, edition);
  await tellTheFamily(worker, edition);
  return edition;
}
