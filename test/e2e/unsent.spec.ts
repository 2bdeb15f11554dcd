import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import type { Page, Route } from 'playwright-core';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;
const NOTE = 'Sa valise est prête.';

/** Whatever happens between the press of a key and the log: one event, and the truth on the screen. */
inBrowser('a step that meets trouble on its way', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let parcours: string;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
  }, 3 * MINUTE);

  beforeEach(async () => {
    ({ parcours } = await newcomer(omar, ['Amina', 'Modèle'], addDays(today, -40)));
    await omar.get(`/parcours/${parcours}`);
  });

  afterAll(async () => {
    await omar?.leave();
    await opened?.close();
  });

  /** The contacts of the parcours that the log holds: read after something that was logged after them. */
  async function contacts(): Promise<readonly object[]> {
    const marker = { occurredOn: today, what: 'Relire', dueOn: today, who: { kind: 'person' } };
    await omar.post(`/parcours/${parcours}/steps/next-actions`, marker);
    const { entries } = await omar.get<{ entries: { type: string }[] }>(`/parcours/${parcours}`);
    return entries.filter(({ type }) => type === 'ContactAttempted');
  }

  /** A tab on the parcours, with a contact in the sheet that has a note. */
  async function typing(page: Page): Promise<void> {
    await page.goto(`/parcours/${parcours}?etape=contact`);
    await page.getByLabel('Note').fill(NOTE);
  }

  const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();

  /** What lies in the browser: how many drafts, whether any can be read as it lies, whether the key can be taken out. */
  const lying = (page: Page) =>
    page.evaluate(async (note) => {
      type Ask = { result: unknown; onsuccess: () => void };
      const { indexedDB } = globalThis as unknown as { indexedDB: { open(name: string): Ask } };
      const done = (ask: Ask) => new Promise<unknown>((resolve) => (ask.onsuccess = () => resolve(ask.result)));
      const database = (await done(indexedDB.open('jalons-drafts'))) as {
        transaction(store: string): { objectStore(name: string): { getAll(): Ask } };
        close(): void;
      };
      const all = async (store: string) =>
        (await done(database.transaction(store).objectStore(store).getAll())) as never[];
      const sealed: { data: ArrayBuffer }[] = await all('drafts');
      const sessions: { key: { extractable: boolean } }[] = await all('keys');
      database.close();
      const readable = sealed.some(({ data }) => new TextDecoder().decode(data).includes(note));
      return { drafts: sealed.length, readable, extractable: sessions.some(({ key }) => key.extractable) };
    }, NOTE);

  it(
    'is logged once though the server dies between its storing and its answer',
    async () => {
      const { page } = omar;
      await typing(page);
      let kept: unknown;
      const die = async (route: Route) => {
        await route.fetch();
        kept = await lying(page);
        await opened.product.kill('SIGKILL');
        await route.abort('connectionreset');
      };
      await page.route('**/steps/contact-attempts', die, { times: 1 });
      await save(page);
      const sheet = page.getByRole('dialog');
      await sheet.getByText('Pas encore enregistré – nouvel essai…').waitFor();
      expect(kept).toEqual({ drafts: 1, readable: false, extractable: false });
      expect(await page.getByText(/Enregistré à/).count()).toBe(0);
      expect(await omar.axePairwise()).toEqual([]);

      await opened.restart();
      await page.getByText(/Enregistré à \d\d:\d\d/).waitFor({ timeout: MINUTE });
      expect(await contacts()).toHaveLength(1);
      expect(await lying(page)).toMatchObject({ drafts: 0 });
    },
    3 * MINUTE,
  );

  it(
    'is logged once though the server was dead when it was sent, and its form closed meanwhile',
    async () => {
      const { page } = omar;
      await typing(page);
      await opened.product.kill('SIGKILL');
      await save(page);
      await page.getByText('Pas encore enregistré – nouvel essai…').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Pas encore enregistré (1) : nouvel essai…').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await opened.restart();
      await page.getByText(/Enregistré à \d\d:\d\d/).waitFor({ timeout: MINUTE });
      expect(await contacts()).toHaveLength(1);
    },
    3 * MINUTE,
  );

  it(
    'waits for a connection, survives its tab, and goes once when both are back',
    async () => {
      const { context, page } = omar;
      await typing(page);
      await context.setOffline(true);
      await save(page);
      await page.getByText('Pas encore enregistré – en attente de connexion…').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('En attente de connexion (1)', { exact: false }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      expect(await lying(page)).toEqual({ drafts: 1, readable: false, extractable: false });
      const next = await omar.freshTab();
      await context.setOffline(false);
      await next.goto('/');
      await next.getByText(/Enregistré à \d\d:\d\d/).waitFor();
      expect(await contacts()).toHaveLength(1);
      await next.reload();
      await next.getByRole('heading', { name: 'Ma file active' }).waitFor();
      expect(await contacts()).toHaveLength(1);
    },
    2 * MINUTE,
  );

  it(
    'is as many encounters as were logged in the street without a connection, though their tab was closed',
    async () => {
      const { context, page } = omar;
      await page.goto('/aller-vers');
      const place = page.getByLabel(/^Où/);
      await place.fill('Parc de la Reynerie');
      await context.setOffline(true);
      const waits = page.getByText('Pas encore enregistré – en attente de connexion…');
      const log = () => page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      await log();
      await waits.waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Noter une autre rencontre' }).click();
      await waits.waitFor({ state: 'detached' });
      await page.getByText(/une personne rencontrée · .* · Parc de la Reynerie/).waitFor();
      expect(await place.inputValue()).toBe('');
      await place.fill('Station de métro');
      await log();
      await waits.waitFor();
      expect(await lying(page)).toMatchObject({ drafts: 2, readable: false });
      const next = await omar.freshTab();
      await context.setOffline(false);
      await next.goto('/aller-vers');
      await next
        .getByText(/Enregistré à \d\d:\d\d/)
        .nth(1)
        .waitFor();
      const { items } = await omar.get<{ items: { place: string }[] }>('/outreach');
      expect(items.map(({ place: where }) => where).toSorted()).toEqual(['Parc de la Reynerie', 'Station de métro']);
      expect(await lying(next)).toMatchObject({ drafts: 0 });
    },
    2 * MINUTE,
  );

  it(
    'takes nothing from the encounter that is typed next where it arrives meanwhile, once',
    async () => {
      const { context, page } = omar;
      await page.goto('/aller-vers');
      const place = page.getByLabel(/^Où/);
      await place.fill('Gare Matabiau');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      const next = page.getByRole('button', { name: 'Noter une autre rencontre' });
      await next.waitFor();
      // Sent again as soon as the connection is back, and answered once another one is typed.
      let release = () => {};
      const typed = new Promise<void>((resolve) => (release = resolve));
      const late = async (route: Route) => {
        if (route.request().method() === 'POST') await typed;
        await route.continue();
      };
      await page.route('**/api/v1/outreach', late);
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await context.setOffline(false);
      await sent;
      await next.click();
      await place.fill('Place du Capitole');
      const arrived = page.waitForResponse((response) => response.request().method() === 'POST');
      release();
      await arrived;
      await page.getByRole('listitem').filter({ hasText: 'Gare Matabiau' }).getByText('Dire qui c’était').waitFor();
      expect(await place.inputValue()).toBe('Place du Capitole');
      await page.unroute('**/api/v1/outreach', late);
      await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      await page.getByRole('status').filter({ hasText: 'Place du Capitole' }).waitFor();
      const { items } = await omar.get<{ items: { place: string }[] }>('/outreach');
      expect(items.slice(0, 2).map(({ place: where }) => where)).toEqual(['Place du Capitole', 'Gare Matabiau']);
      expect(items.filter(({ place: where }) => where === 'Gare Matabiau')).toHaveLength(1);
    },
    2 * MINUTE,
  );

  it(
    'comes back as it was typed where its tab was closed before it was sent',
    async () => {
      await typing(omar.page);
      // What is typed is kept once the typing pauses.
      while ((await lying(omar.page)).drafts === 0) await omar.page.evaluate('new Promise(requestAnimationFrame)');
      const next = await omar.freshTab();
      await next.goto('/');
      await next.getByText('Brouillon, pas enregistré :').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      expect(await contacts()).toEqual([]);
      await next.getByRole('link', { name: /^Reprendre/ }).click();
      await next.getByText('Brouillon retrouvé, pas encore enregistré.').waitFor();
      expect(await next.getByRole('textbox', { name: 'Note' }).inputValue()).toBe(NOTE);
      await save(next);
      await next.getByText(/Enregistré à \d\d:\d\d/).waitFor();
      expect(await contacts()).toHaveLength(1);
      expect(omar.complaints).toEqual([]);
    },
    2 * MINUTE,
  );
});
