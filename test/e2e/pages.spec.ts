import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { browserPath } from './browser.js';
import { inBrowser } from './in-browser.js';
import { openScreens, type Screens } from './screens.js';

const MINUTE = 60_000;

/** The width of an office screen at 200 %, and that of a phone (WCAG 1.4.4, 1.4.10). */
const ZOOMED = { width: 640, height: 400 };
const NARROW = { width: 320, height: 568 };

/** What is pressed or filled in and cut off at a side, where nothing scrolls to the rest of it. */
const CUT_OFF = `[...document.querySelectorAll('a, button, input, select, textarea, summary')].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  if (width < 4) return false;
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    const { overflowX, clipPath } = getComputedStyle(around);
    if (overflowX === 'auto' || overflowX === 'scroll' || clipPath !== 'none') return false;
    const edge = around.getBoundingClientRect();
    if (overflowX === 'hidden' && (right > edge.right + 1 || left < edge.left - 1)) return true;
  }
  return right > innerWidth + 1 || left < -1;
}).map((element) => element.textContent || element.name)`;

inBrowser('every page', () => {
  let screens: Screens;

  beforeAll(async () => {
    screens = await openScreens(browserPath!);
  }, 4 * MINUTE);
  afterAll(() => screens?.close());

  it(
    'is answered under a policy that lets no script and no style in but our own',
    async () => {
      for (const { name, person, path } of screens.all) {
        const answer = await person.page.goto(path);
        const policy = answer?.headers()['content-security-policy'] ?? '';
        const of = (directive: string) => policy.split(';').find((part) => part.trim().startsWith(directive)) ?? '';
        expect([name, /unsafe|\*|https?:/.test(policy)]).toEqual([name, false]);
        expect(of('default-src')).toContain("'none'");
        expect(of('script-src')).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}'$/);
        expect(of('style-src')).toMatch(/^style-src 'self' 'nonce-[\w+/=]{20,}'$/);
      }
    },
    2 * MINUTE,
  );

  it(
    'takes the style of the components that the library writes, as it carries the nonce of its page',
    async () => {
      const { person, path } = screens.named('the sheet of an orientation');
      const { page } = person;
      await page.goto(path);
      const open = page.getByRole('button', { name: 'Afficher la liste' }).first();
      await open.waitFor();
      // As the browser names it; without the nonce it would refuse the style, and the console would say so.
      await page.waitForFunction(() => {
        const { document, getComputedStyle } = globalThis as unknown as {
          document: { querySelector(selector: string): object };
          getComputedStyle(element: object): { touchAction: string };
        };
        const pressable = document.querySelector('[data-react-aria-pressable]');
        return getComputedStyle(pressable).touchAction === 'manipulation';
      });
    },
    3 * MINUTE,
  );

  it.each([
    ['at 200 %', ZOOMED],
    ['on a phone', NARROW],
  ] as const)(
    'holds %s without scrolling sideways',
    async (_, viewport) => {
      const wide: string[] = [];
      for (const { name, person, path, shows } of screens.all) {
        const { page } = person;
        await page.setViewportSize(viewport);
        await page.goto(path);
        await shows(page).waitFor();
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        if (Number(over) > 0) wide.push(`${name}: ${String(over)} px`);
        for (const cut of (await page.evaluate(CUT_OFF)) as string[]) wide.push(`${name}: cut off: ${cut}`);
      }
      expect(wide).toEqual([]);
    },
    3 * MINUTE,
  );

  it('asks nothing of another origin, and complains of nothing', () => {
    expect(screens.people.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
