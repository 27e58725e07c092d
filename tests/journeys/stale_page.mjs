// Two people have the same form open. The second who saves is told what changed, and keeps what they typed.
import { scenario } from './journey.mjs';

await scenario('A stale page', async (j) => {
  const form = `/reviews/${j.demo.ids.evidence}/notification/manner`;
  const area = 'Which area did the person normally live in?';
  const known = 'What is known about how the person died?';
  let coordinator, chair;
  await j.step('The coordinator and the independent chair open the same form', async () => {
    coordinator = await j.as('coordinator');
    chair = await j.as('independent');
    await coordinator.open(form);
    await chair.open(form);
  });
  await j.step('The coordinator saves', async () => {
    await coordinator.fill(area, 'Harbour ward');
    await coordinator.press('Save and continue');
    await coordinator.open(form);
    if ((await coordinator.valueOf(area)) !== 'Harbour ward') throw new Error('the answer was not saved');
  });
  await j.step('The chair saves too, and is told what changed', async () => {
    await chair.fill(area, 'Quarry ward');
    await chair.fill(known, 'A neighbour called for help.');
    await chair.press('Save and continue');
    await chair.expectStatus(409);
    await chair.sees('Somebody else changed this while you had it open', 'Harbour ward', 'Quarry ward');
  });
  await j.step('What the chair typed is kept, and nothing was saved over the coordinator', async () => {
    if ((await chair.valueOf(area)) !== 'Quarry ward') throw new Error('the area that was typed is lost');
    if ((await chair.valueOf(known)) !== 'A neighbour called for help.') throw new Error('what was typed is lost');
    await coordinator.open(form);
    if ((await coordinator.valueOf(area)) !== 'Harbour ward') throw new Error("the coordinator's answer was overwritten");
  });
  await j.step('Having seen it, the chair saves again', async () => {
    await chair.press('Save my answers');
    await chair.open(form);
    if ((await chair.valueOf(area)) !== 'Quarry ward') throw new Error('the answer was not saved');
  });
});
