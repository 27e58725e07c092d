// A review that began before Heed: what was still open in it is taken over as recommendations, and leaves the list of what is left.
import { scenario } from './journey.mjs';

await scenario('A review that began before Heed', async (j) => {
  const review = j.demo.ids.evidence;
  const coordinator = await j.as('coordinator');
  await j.step('The coordinator writes down what was still open', async () => {
    await coordinator.does(`/reviews/${review}/notification/past`, { 'Which actions are still open?': 'Train the contact desk\nShare the referral form' });
    await coordinator.open(`/reviews/${review}/recommendations`);
    await coordinator.sees('Still open when this review came to Heed', 'Train the contact desk', 'Share the referral form');
  });
  await j.step('One is taken over; no lesson is asked for', async () => {
    await coordinator.follow(/Take it over as a recommendation: Train the contact desk/);
    if ((await coordinator.valueOf('What is recommended?')) !== 'Train the contact desk') throw new Error('its words are not in the form');
    await coordinator.complete({ 'What is recommended?': 'Train everybody at the contact desk', 'At which level?': 'Local', 'Where does it come from?': 'The panel' });
    await coordinator.press('Save and continue');
    await coordinator.sees('Train everybody at the contact desk');
  });
  await j.step('The other is left', async () => {
    await coordinator.open(`/reviews/${review}/recommendations`);
    await coordinator.doesNotSee('Train the contact desk');
    await coordinator.sees('Train everybody at the contact desk', 'Share the referral form');
  });
});
