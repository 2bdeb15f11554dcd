import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import type { Locator } from 'playwright-core';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

interface Seated {
  readonly id: string;
  readonly name: string;
  readonly seats: readonly { readonly seat: string }[];
}

inBrowser('the steps of a parcours', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let parcours: string;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    ({ parcours } = await newcomer(omar, ['Amina', 'Modèle'], addDays(today, -300)));
    await omar.page.goto(`/parcours/${parcours}`);
  }, 3 * MINUTE);

  afterAll(async () => {
    await omar?.leave();
    await opened?.close();
  });

  /** Logs one kind of step in the sheet, and waits until the server has taken it. */
  async function log(kind: RegExp, answer: (sheet: Locator) => Promise<void>): Promise<void> {
    const { page } = omar;
    await page.getByRole('button', { name: 'Ajouter une étape' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: kind }).click();
    await answer(sheet);
    await sheet.getByRole('button', { name: 'Enregistrer' }).click();
    await sheet.waitFor({ state: 'detached' });
  }

  const check = (sheet: Locator, name: string) =>
    sheet.getByRole('radio', { name, exact: true }).check({ force: true });
  const choose = async (sheet: Locator, label: string, option: string) => {
    await sheet.getByRole('combobox', { name: label }).fill(option);
    await omar.page.getByRole('option', { name: option }).first().click();
  };
  const nothing = () => Promise.resolve();

  it(
    'are planned and answered, found and lifted, paused and taken up',
    async () => {
      await log(/^Situation à l’entrée/, async (sheet) => {
        await check(sheet, 'En recherche d’emploi');
        await choose(sheet, 'Niveau de formation', 'Niveau 3');
        expect(await omar.axe()).toEqual([]);
      });
      await log(/^Rendez-vous à venir/, (sheet) => sheet.getByLabel('Rendez-vous le').fill(addDays(today, 3)));
      await log(/^Issue d’un rendez-vous/, (sheet) => check(sheet, 'Excusé'));
      await log(/^Prochaine action/, async (sheet) => {
        await sheet.getByLabel('Que faut-il faire ?').fill('Appeler le CFA');
        await sheet.getByLabel('Pour le').fill(addDays(today, 5));
      });
      await log(/^Action faite/, nothing);
      await log(/^Frein repéré/, async (sheet) => {
        await choose(sheet, 'Quel frein ?', 'permis');
        await check(sheet, 'Oui');
      });
      await log(/^Frein levé/, nothing);
      await log(/^Pause/, async (sheet) => {
        await check(sheet, 'Famille');
        await sheet.getByLabel('Jusqu’au').fill(addDays(today, 20));
      });
      await log(/^Fin de pause/, nothing);
    },
    2 * MINUTE,
  );

  it(
    'are drawn: walked by arrows, closer and wider by keys, said again in words, and printed whole',
    async () => {
      const { page } = omar;
      await page.goto(`/parcours/${parcours}`);
      const drawing = page.locator('svg.frise-drawing');
      const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
      await drawing.locator('.mark').first().waitFor();
      await drawing.locator('.mark[tabindex="0"]').focus();
      const first = String(await focused());
      await page.keyboard.press('End');
      const last = String(await focused());
      expect([first.length > 20, last.length > 20, first === last]).toEqual([true, true, false]);
      await page.keyboard.press('Home');
      expect(await focused()).toBe(first);

      const wide = page.locator('.frise-wide');
      await page.keyboard.press('+');
      await wide.waitFor();
      await page.keyboard.press('PageUp');
      await page.getByRole('radio', { name: 'Tout' }).check({ force: true });
      await wide.waitFor({ state: 'detached' });

      await drawing.locator('.mark[tabindex="0"]').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.activeElement.classList.contains('timeline-line')");

      const asShown = await drawing.getAttribute('viewBox');
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      const printed = await drawing.getAttribute('viewBox');
      expect(printed).not.toBe(asShown);
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      await page.emulateMedia({ media: null });
      await page.locator(`svg.frise-drawing[viewBox="${asShown}"]`).waitFor();
    },
    3 * MINUTE,
  );

  it(
    'lead to a training and a job, to an exit and to what follows it',
    async () => {
      await log(/^Admission en formation/, async (sheet) => {
        await sheet.getByLabel('Intitulé de la formation').fill('CAP cuisine');
        await sheet.getByLabel('Commence le').fill(addDays(today, 10));
      });
      await log(/^Début de formation/, async (sheet) => {
        await sheet.getByLabel('Intitulé de la formation').fill('CAP cuisine');
        await sheet.getByLabel('Organisme de formation').fill('Organisme d’exemple');
        await check(sheet, 'Oui');
        await sheet.getByLabel('Fin prévue').fill(addDays(today, 200));
      });
      await log(/^Abandon de formation/, (sheet) => check(sheet, "Reprise d'emploi"));
      await log(/^Emploi signé/, (sheet) => sheet.getByLabel('Commence le').fill(addDays(today, 12)));
      const leave = async () => {
        const exit = { occurredOn: today, reason: 'moved', proof: { kind: 'none' } };
        await omar.post(`/parcours/${parcours}/steps/exits`, exit);
        // The page that is loaded next knows nothing of what was written beside it.
        await omar.get(`/parcours/${parcours}`);
        await omar.page.reload();
      };
      await leave();
      await log(/^Rouvrir le parcours/, nothing);
      await leave();
      await log(/^Situation à 6 mois/, (sheet) => check(sheet, 'Pas jointe'));
    },
    2 * MINUTE,
  );

  it(
    'are logged for the structure that who holds two acts for, and named so',
    async () => {
      const { page } = omar;
      const me = () => omar.get<{ professional: string; structures: readonly string[] }>('/auth/me');
      const plie = await opened.seated('PLIE d’exemple', 'plie');
      await opened.mandate((await me()).professional, plie);
      expect((await me()).structures).toHaveLength(2);
      await page.goto('/personnes/nouvelle');
      const acting = page.getByLabel('Vous agissez pour');
      await acting.selectOption({ label: 'PLIE d’exemple' });
      await page.getByLabel('Prénom').fill('Bruno');
      await page.getByLabel('Nom', { exact: true }).fill('Modèle');
      await page.getByRole('radio', { name: 'Aller-vers' }).check({ force: true });
      await page.getByRole('radio', { name: 'Par un document remis' }).check({ force: true });
      await page.getByText('Pour PLIE d’exemple.').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Inscrire et ouvrir le parcours' }).click();
      await page.getByRole('heading', { name: 'Bruno M.', level: 1 }).waitFor();

      await page.reload();
      expect(await acting.inputValue()).toBe(plie);
      await log(/^Contact/, (sheet) => sheet.getByText('Pour PLIE d’exemple.').waitFor());
      await page.getByRole('radio', { name: 'Liste' }).check({ force: true });
      await page.locator('.timeline-line').filter({ hasText: 'Contact' }).getByText('PLIE d’exemple').waitFor();
    },
    2 * MINUTE,
  );

  it(
    'leave nobody uninformed: who is still to be told what is kept of her is listed until it is noted',
    async () => {
      const { page } = omar;
      await page.goto('/');
      // Bruno was informed as he was registered; Amina is the other structure's to inform.
      await page.getByRole('link', { name: '1 personne à informer' }).click();
      const amina = page.getByRole('listitem').filter({ hasText: 'Amina M.' });
      await amina.getByText(/^à informer/).waitFor();
      await amina.getByText('Noter l’information donnée à Amina M.').click();
      await amina.getByRole('button', { name: 'Enregistrer' }).click();
      await amina.getByRole('alert').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await amina.getByRole('radio', { name: 'À l’oral' }).check({ force: true });
      await amina.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText(/^Enregistré à .* Amina M\. est informée\.$/).waitFor();
      await page.getByText('Personne n’attend d’être informé : tout est noté.').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'are handed back once their structure holds no seat any more: who is to be found for whom is said first',
    async () => {
      const { page } = omar;
      const { items } = await opened.admin.get<{ items: readonly Seated[] }>('/structures');
      const { id, seats } = items.find(({ name }) => name === 'PLIE d’exemple')!;
      await opened.admin.post(`/structures/${id}/seats/${seats[0]!.seat}/end`, { on: today });
      await page.goto('/');
      await page.getByRole('link', { name: '1 parcours à rendre : votre structure ne siège plus' }).click();
      await page.getByText(/^PLIE d’exemple ne siège plus depuis/).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('link', { name: 'Enregistrer la sortie : Bruno M.' }).waitFor();
      await page.getByRole('link', { name: 'Trouver un autre référent : Bruno M.' }).click();
      await page.getByRole('dialog', { name: 'Proposer une orientation' }).waitFor();
      expect(omar.complaints).toEqual([]);
    },
    3 * MINUTE,
  );
});
