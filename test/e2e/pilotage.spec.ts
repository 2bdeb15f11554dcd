import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, OFFICE, Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('the figures of the coordinator', () => {
  let opened: OpenedProduct;
  let claire: Person;
  let omar: Person;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    [claire, omar] = [await opened.arrive('coordinator'), await opened.arrive('operator')];
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([claire?.leave(), omar?.leave()]);
    await opened?.close();
  });

  it(
    'say that there is nothing yet, then count what was recorded, with everything that goes with it',
    async () => {
      const { page } = claire;
      await page.goto('/');
      await page.getByRole('heading', { name: 'Pilotage', level: 1 }).waitFor();
      await page.getByText('Rien n’est compté dans cette période').waitFor();
      expect(await claire.axePairwise()).toEqual([]);

      const entered = addDays(today, -200);
      for (const [name, reason] of [
        ['Amina', 'abandonment'],
        ['Bruno', 'unknown'],
        ['Carla', undefined],
      ] as const) {
        const { parcours } = await newcomer(omar, [name, 'Modèle'], entered);
        if (reason === undefined) continue;
        await omar.post(`/parcours/${parcours}/steps/exits`, { occurredOn: today, reason, proof: { kind: 'none' } });
      }
      await page.reload();
      const exits = page.getByRole('region', { name: 'Sorties', exact: true });
      await exits.getByText('2', { exact: true }).waitFor();
      const rate = page.getByRole('region', { name: 'Taux de sorties dynamiques' }).first();
      await rate.getByText('0 sur 2 personnes sorties').waitFor();
      await rate.getByText(/1 de motif inconnu/).waitFor();
      await rate.getByText(/Part des personnes sorties dans la période/).waitFor();
      await exits.getByText('Voir les parcours comptés').click();
      const counted = exits.getByRole('list', { name: 'Parcours comptés : Sorties' });
      await counted.getByText('compté').nth(1).waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      // Each of them is closed to her, until she breaks the glass: then she is at the entry that decides.
      expect(await counted.getByRole('link').count()).toBe(0);
      await counted
        .getByRole('button', { name: /^Accès exceptionnel : Dossier [0-9A-F]{8}$/ })
        .first()
        .click();
      const safety = page.getByRole('radio', { name: 'Mise en sécurité de la personne' });
      await safety.check({ force: true });
      await page.getByRole('button', { name: 'Ouvrir l’accès' }).click();
      await page.getByText('Accès exceptionnel : lecture seule').waitFor();
      expect(page.url()).toMatch(/\/parcours\/[0-9a-f-]{36}#/);
      await page.goBack();
      await page.getByRole('heading', { name: 'Pilotage', level: 1 }).waitFor();
    },
    2 * MINUTE,
  );

  it(
    'are those known on another day, by an address that can be sent',
    async () => {
      const { page } = claire;
      await page.setViewportSize(OFFICE);
      await page.getByLabel('Tel que connu le').fill(addDays(today, -1));
      const exits = page.getByRole('region', { name: 'Sorties', exact: true });
      await exits.getByText('0', { exact: true }).waitFor();
      expect(new URL(page.url()).searchParams.get('connu')).toBe(addDays(today, -1));
      await page.getByLabel('au', { exact: true }).fill('2020-01-01');
      await page.getByText('La fin précède le début.').waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await page.reload();
      await page.getByRole('button', { name: 'Revenir à maintenant' }).click();
      await exits.getByText('2', { exact: true }).waitFor();
      await page.getByLabel('Tendance de').selectOption({ label: 'Sorties' });
      await page.getByRole('img', { name: /^Sorties : 0 au T\d \d{4}, 2 au T\d \d{4}/ }).waitFor();
      await page.getByRole('table', { name: 'Sorties, par trimestre' }).waitFor();
    },
    2 * MINUTE,
  );

  it('are not for an operator, who is told whom to ask', async () => {
    await omar.page.goto('/pilotage');
    await omar.page.getByText('Le pilotage est ouvert à la coordination').waitFor();
    expect(await omar.axePairwise()).toEqual([]);
    expect([...claire.complaints, ...omar.complaints]).toEqual([]);
  });
});
