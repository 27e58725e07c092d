// The partnership withholds a review. The public reads a notice as bare as safety asks; the recommendations are still followed inside.
import { ago, scenario } from './journey.mjs';

await scenario('A withheld review', async (j) => {
  const review = j.demo.ids.ready;
  let chair;
  await j.step('The partnership’s chair finds the way to withhold on the publication page', async () => {
    chair = await j.as('chair');
    await chair.open(`/reviews/${review}/publication`);
    await chair.follow('Record a decision to withhold');
    await chair.sees('Publication is the rule');
  });
  await j.step('A decision without reasons is refused at each field', async () => {
    await chair.press('Save and continue');
    await chair.seesError('Choose what is withheld');
    await chair.seesError('Set out the compelling reasons');
  });
  await j.step('With reasons it is recorded', async () => {
    await chair.page.locator('input[name=scope][value=all]').check();
    await chair.page.locator('input[name=grounds]').first().check();
    await chair.complete({
      'Compelling reasons': 'The children are at school nearby and would be recognised from any account.',
      'Who decided?': "The partnership's chair, with the panel", 'When?': ago(2),
      'The family were told on': ago(2), 'The reasons were sent to the quality assurance panel on': ago(1),
      'A copy went to the Domestic Abuse Commissioner on': ago(1),
      'With whom the learning was shared': `Northmere Police; ${ago(1)}\nMere Valley NHS Foundation Trust; ${ago(1)}; ${ago(0)}`,
    });
    await chair.press('Save and continue');
    await chair.sees('The decision to withhold has been recorded', 'Northmere Police', 'not acknowledged yet', 'acknowledged');
  });
  await j.step('No edition of it can be made or signed any more', async () => {
    const coordinator = await j.as('coordinator');
    await coordinator.open(`/reviews/${review}/publication`);
    await coordinator.sees('Withheld');
    if (await coordinator.can('button', 'Make the anonymised edition')) throw new Error('an edition can still be made');
    await coordinator.open(`/reviews/${review}/recommendations`);
    await coordinator.sees('shared form');
  });
  await j.step('The public reads a notice without pseudonym, month or reasons', async () => {
    const visitor = await j.visitor();
    await visitor.open('/');
    await visitor.doesNotSee('Palesa', 'Graham', 'Signal Terrace', 'school nearby', 'NCSP-06');
    const words = await visitor.words();
    if (!/withh|not (be )?published/i.test(words)) {
      await visitor.follow(/withheld|notice|all reviews|published reviews/i, { within: 'main' });
      await visitor.sees(/withh|not (be )?published/i);
    }
  });
  await j.step('The feed says no more than the page', async () => {
    const visitor = await j.visitor();
    const reply = await visitor.page.request.get(new URL('/feed.atom', j.server.address).href);
    const text = await reply.text();
    for (const word of ['Palesa', 'NCSP-06', 'Mokoena', 'school nearby']) if (text.includes(word)) throw new Error(`the feed says ${word}`);
  });
});
