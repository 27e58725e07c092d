// Takes the pictures of README.md from the demonstration: node tests/journeys/pictures.mjs (HEED_PROGRAM=build/release/heed).
import path from 'node:path';
import { Journey, ROOT, makeDemonstration } from './journey.mjs';
import { makeEdition } from './road.mjs';

await makeDemonstration();
const j = new Journey('pictures');
await j.begin();
try {
  const shot = (visitor, name) => visitor.page.screenshot({ path: path.join(ROOT, 'docs/pictures', `${name}.png`), clip: { x: 0, y: 0, width: 1100, height: 760 } });
  const coordinator = await j.as('coordinator');
  await coordinator.page.setViewportSize({ width: 1100, height: 760 });
  const take = async (where, name) => {
    await coordinator.open(where);
    await coordinator.page.setViewportSize({ width: 1100, height: 760 });
    await shot(coordinator, name);
  };
  const { evidence, ready } = j.demo.ids;
  await take('/reviews', 'reviews');
  await take(`/reviews/${evidence}`, 'review');
  await take(`/reviews/${evidence}/chronology`, 'chronology');
  const edition = await makeEdition(coordinator, ready, 'Executive summary');
  await coordinator.open(`${edition}/detections`);
  await coordinator.page.setViewportSize({ width: 1100, height: 760 });
  // Some are decided, one has the focus; the head of the page makes room for them.
  for (const key of ['j', 'a', 'a', 'j']) await coordinator.page.keyboard.press(key);
  await coordinator.page.waitForFunction(() => document.querySelector('[data-heed-detections]').dataset.heedWaiting === '0');
  await coordinator.page.locator('.heed-found-list').evaluate((e) => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 240));
  await shot(coordinator, 'detections');
  const visitor = await j.visitor();
  await visitor.open('/');
  await visitor.page.setViewportSize({ width: 1100, height: 760 });
  await shot(visitor, 'public');
} finally {
  await j.end();
}
process.exit(0);
