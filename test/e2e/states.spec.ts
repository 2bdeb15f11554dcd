import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { browserPath } from './browser.js';
import { inBrowser } from './in-browser.js';
import { openScreens, type Screen, type Screens } from './screens.js';

const MINUTE = 60_000;

/** What the pages read, but for who is signed in and the live stream. */
const READ = /\/api\/v1\/(?!auth\/|live)/;

const PROBLEM = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status: 503, code: 'starting', title: 'Patience', detail: 'Jalons démarre. Réessayez.' }),
};

/** Screens that show something read from the server. */
const READING = [
  ...[
    'file active',
    'new person',
    'parcours',
    'orientations',
    'hand-over',
    'people to inform',
    'imports',
    'administration',
  ],
  ...['alerts', 'alerts of the coordinator', 'why', 'absences', 'mails', 'privacy', 'rules', 'a version of the rules'],
  ...['directory', 'a service', 'outreach'],
];

inBrowser('a screen whose data do not come', () => {
  let screens: Screens;

  beforeAll(async () => {
    screens = await openScreens(browserPath!);
    for (const { page } of [...screens.people, screens.named('administration').person]) await page.clock.install();
  }, 4 * MINUTE);
  afterAll(() => screens?.close());

  const under = async ({ person, path }: Screen, answer: (route: Route) => Promise<void>) => {
    const { page } = person;
    await page.route(READ, answer);
    await page.goto(path);
    return page;
  };
  /** The page asks twice more by itself, after one second and after two: its own time passes faster meanwhile. */
  const atLast = async (page: Page, said: Locator) => {
    while (!(await said.isVisible())) await page.clock.runFor(250);
  };
  const comesBack = async (page: Page, { shows }: Screen) => {
    await page.unroute(READ);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await shows(page).waitFor();
  };

  it.each(READING)(
    'says that it loads, in words, then what went wrong and the way out: %s',
    async (name) => {
      const screen = screens.named(name);
      let answer: () => void = () => {};
      const later = new Promise<void>((resolve) => (answer = resolve));
      const page = await under(screen, (route) => later.then(() => route.fulfill(PROBLEM)));
      await page
        .getByText(/^(Chargement…|Le parcours arrive…)$/)
        .first()
        .waitFor();
      expect(await screen.person.axePairwise()).toEqual([]);
      answer();
      await atLast(page, page.getByText('Jalons démarre. Réessayez.'));
      expect(await screen.person.axePairwise()).toEqual([]);
      await comesBack(page, screen);

      await under(screen, (route) => route.abort('connectionrefused'));
      await atLast(page, page.getByRole('heading', { name: 'Le serveur ne répond pas', level: 1 }));
      // The same page wherever it comes.
      if (name === READING[0]) expect(await screen.person.axePairwise()).toEqual([]);
      await comesBack(page, screen);
    },
    2 * MINUTE,
  );

  it(
    'and that is not the reader’s says whom to ask',
    async () => {
      const { page } = screens.omar;
      for (const path of ['/imports', '/pilotage', '/administration', '/regles']) {
        await page.goto(path);
        await page.getByText(/Demandez/).waitFor();
        expect(await screens.omar.axePairwise()).toEqual([]);
      }
    },
    3 * MINUTE,
  );
});
