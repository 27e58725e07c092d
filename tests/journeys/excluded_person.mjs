// Somebody with a role in a review who is kept out of it by name finds no trace of it, and the review's coordinator can see that.
import { scenario } from './journey.mjs';

await scenario('An excluded person', async (j) => {
  const review = j.demo.ids.evidence;
  let gareth, coordinator;
  await j.step('A panel member who is on the exclusion list signs in and sees no review', async () => {
    gareth = await j.as('excluded');
    await gareth.doesNotSee('NCSP-02');
  });
  await j.step('Its address does not exist for them, whatever page of it they ask for', async () => {
    for (const rest of ['', '/people', '/participants', '/chronology', '/chronology/export/csv', '/findings', '/report', '/declare', '/who-can-see', '/history', '/agencies']) {
      await gareth.open(`/reviews/${review}${rest}`);
      await gareth.expectStatus(404);
      await gareth.doesNotSee('NCSP-02', 'Amara');
    }
  });
  await j.step('They do not stand among those who can see it', async () => {
    coordinator = await j.as('coordinator');
    await coordinator.open(`/reviews/${review}`);
    await coordinator.sees('NCSP-02');
    await coordinator.follow('Who can see this?');
    await coordinator.sees('Oluwaseun Hartley', 'Dr Anjali Fernsby');
    await coordinator.doesNotSee('Gareth Pemberton-Shaw');
  });
  await j.step('The coordinator sees who is kept out and why', async () => {
    await coordinator.open(`/reviews/${review}/access`);
    await coordinator.sees('Kept out of this review', 'Gareth Pemberton-Shaw', 'Worked with a relative');
  });
  await j.step('Somebody who knew the family is kept out, and the review closes to them at once', async () => {
    const dilys = await j.as('panel');
    await dilys.open(`/reviews/${review}`);
    await dilys.sees('NCSP-02');
    await coordinator.follow('Keep somebody out');
    await coordinator.fill('Email address', 'panel@heed.example');
    await coordinator.fill('Why must they not see this review?', 'She treated a relative.');
    await coordinator.press('Keep out');
    await coordinator.sees('She treated a relative.');
    await dilys.open(`/reviews/${review}`);
    await dilys.expectStatus(404);
    await dilys.open('/reviews');
    await dilys.doesNotSee('NCSP-02');
  });
});
