import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('the alerts', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let claire: Person;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    [omar, claire] = [await opened.arrive('operator'), await opened.arrive('coordinator')];
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([omar?.leave(), claire?.leave()]);
    await opened?.close();
  });

  /** Somebody who has not been heard of for a long time. */
  async function silent(name: [string, string], worry?: string): Promise<string> {
    const { parcours } = await newcomer(omar, name, addDays(today, -200));
    if (worry !== undefined) {
      await omar.post(`/parcours/${parcours}/steps/concerns`, { occurredOn: today, note: worry });
    }
    return parcours;
  }

  it(
    'come live to the navigation and to the file active, with their level in a word',
    async () => {
      const { page } = omar;
      const live = page.waitForResponse((response) => response.url().endsWith('/live'));
      await page.goto('/');
      await page.getByText('Votre file active est vide').waitFor();
      await live;
      await silent(['Karim', 'Modèle'], 'Ne répond plus, sa sœur s’inquiète.');
      await silent(['Amina', 'Benali']);
      await page.getByRole('link', { name: /^Alertes 2 alertes non lues$/ }).waitFor();
      await page.getByRole('row', { name: /Karim M\..*Critique/ }).waitFor();
      await page.getByRole('button', { name: /^À risque 2$/ }).click();
      await page.getByRole('row', { name: /Amina B\..*À risque/ }).waitFor();
      expect(new URL(page.url()).search).toBe('?vue=atRisk');
      expect(await omar.axePairwise()).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'are read, taken in charge, and closed with an outcome in two presses, the contact logged in the same gesture',
    async () => {
      const { page } = omar;
      await page.goto('/alertes');
      await page.getByRole('heading', { name: 'Critique' }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      const karim = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Karim M.' }) });
      await karim.getByRole('button', { name: /^Lire pourquoi/ }).click();
      await karim.getByText(/Ce qui lèverait l’alerte/).waitFor();
      await karim
        .getByText(/Aucun contact/)
        .first()
        .waitFor();
      await page.getByRole('link', { name: /^Alertes 1 alerte non lue$/ }).waitFor();
      await karim.getByRole('button', { name: 'Prendre en charge' }).click();
      await karim.getByText(/prise en charge par/).waitFor();
      expect(await omar.axePairwise()).toEqual([]);

      await karim.getByRole('radio', { name: 'Contact repris' }).check({ force: true });
      await karim.getByRole('button', { name: 'Clore l’alerte' }).click();
      await page.getByText('Alerte de Karim M. close : Contact repris.').waitFor();
      await page.getByRole('button', { name: /^Terminées$/ }).click();
      await page.getByText(/close par .* : Contact repris/).waitFor();
      await page.getByRole('link', { name: 'Karim M.' }).click();
      await page.getByText('Contact par téléphone').first().waitFor();
    },
    3 * MINUTE,
  );

  it(
    'lead from the panel of a parcours to its evidence, and to why on any day',
    async () => {
      const { page } = omar;
      await page.goto('/?vue=atRisk');
      await page.getByRole('link', { name: 'Amina B.' }).click();
      const panel = page.getByRole('region', { name: /Risque de décrochage : à risque/ });
      await panel.getByText(/Aucun contact/).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await panel
        .getByRole('link', { name: /l’étape du/ })
        .first()
        .click();
      await page.waitForFunction("document.activeElement?.id.startsWith('etape-')");
      await panel.getByRole('link', { name: 'Pourquoi ?' }).click();
      await page.getByRole('heading', { name: 'Pourquoi pas les autres règles' }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByLabel('À quelle date ?').fill(addDays(today, -30));
      // Opened today for a day long past: nobody knew of it then.
      await page.getByText(/ce parcours n’était pas encore connu/).waitFor();
      expect(new URL(page.url()).search).toBe(`?le=${addDays(today, -30)}`);
    },
    3 * MINUTE,
  );

  it(
    'are put off until a day, and closed as lost lead to the exit',
    async () => {
      const { page } = omar;
      await page.goto('/alertes');
      const amina = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Amina B.' }) });
      await amina.getByRole('button', { name: /^Lire pourquoi/ }).click();
      await amina.getByRole('button', { name: 'Mettre de côté', exact: true }).click();
      await amina.getByRole('button', { name: 'Mettre de côté jusque-là' }).click();
      await amina.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Mises de côté 1$/ }).click();
      await amina.getByRole('button', { name: /^Lire pourquoi/ }).click();
      await amina.getByRole('radio', { name: 'Perdue de vue' }).check({ force: true });
      await amina.getByRole('button', { name: 'Clore l’alerte' }).click();
      await page.getByRole('link', { name: 'Saisir la sortie' }).click();
      const sheet = page.getByRole('dialog', { name: 'Sortie du parcours' });
      await sheet.getByText(/Amina B\. sort du parcours : (?!…)/).waitFor();
      expect(omar.complaints).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'show the coordinator what nobody has opened, by case number',
    async () => {
      const { page } = claire;
      await page.goto('/alertes');
      await page.getByText('Toutes les alertes ont été ouvertes à temps.').waitFor();
      await page.getByText('Aucune personne n’a deux accompagnements de même nature.').waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      expect(claire.complaints).toEqual([]);
    },
    3 * MINUTE,
  );
});
