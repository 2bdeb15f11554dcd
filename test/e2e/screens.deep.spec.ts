import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { browserPath } from './browser.js';
import { inBrowser } from './in-browser.js';
import { openScreens, type Screens } from './screens.js';

const MINUTE = 60_000;

/** The whole grid: each screen, at 320 and 1440 px, light and dark, in French and in English. */
inBrowser('axe finds nothing', () => {
  let screens: Screens;

  beforeAll(async () => {
    screens = await openScreens(browserPath!);
  }, 4 * MINUTE);
  afterAll(() => screens?.close());

  it.each(['fr', 'en'])(
    'on any screen, in %s',
    async (locale) => {
      const found: string[] = [];
      for (const { name, person, path } of screens.all) {
        const { page } = person;
        await page.addInitScript(`localStorage.setItem('jalons.locale', '${locale}')`);
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle').catch(() => undefined);
        for (const violation of await person.axeEverywhere()) found.push(`${name}, ${violation}`);
      }
      expect(found).toEqual([]);
    },
    6 * MINUTE,
  );
});
