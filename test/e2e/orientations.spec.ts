import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('orientations', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let nadia: Person;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    const plie = await opened.structureWith('PLIE d’exemple', 'plie', 'nadia');
    nadia = plie.operator;
    for (const name of ['Amina', 'Bruno'] as const) {
      const { parcours } = await newcomer(omar, [name, 'Modèle'], addDays(today, -40));
      await omar.post(`/parcours/${parcours}/steps/orientations`, {
        ...{ occurredOn: addDays(today, -9), toStructure: plie.structure, scheme: 'plie', commonLaw: true },
        ...{ need: 'mobilite', personAgreed: true, transfersReferent: false },
        sheet: { summary: `${name} cherche un emploi de cuisine.` },
      });
    }
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([omar?.leave(), nadia?.leave()]);
    await opened?.close();
  });

  const row = (person: Person, name: string) => person.page.getByRole('listitem').filter({ hasText: name });

  it(
    'received are read, accepted, declined with a reason and begun from their row',
    async () => {
      const { page } = nadia;
      await page.goto('/orientations');
      const amina = row(nadia, 'Amina M.');
      await amina.getByText('réponse attendue depuis 9 jours').waitFor();
      await amina.getByText('Lire la fiche').click();
      await amina.getByText('Amina cherche un emploi de cuisine.').waitFor();
      expect(await nadia.axeEverywhere()).toEqual([]);
      await amina.getByRole('button', { name: /^Accepter/ }).click();
      await amina.getByRole('button', { name: 'Enregistrer l’acceptation' }).click();
      await page.getByText(/orientation de Amina M\. acceptée/).waitFor();
      await amina.getByText(/premier rendez-vous attendu/).waitFor();

      const bruno = row(nadia, 'Bruno M.');
      await bruno.getByRole('button', { name: /^Refuser/ }).click();
      await bruno.getByRole('button', { name: 'Enregistrer le refus' }).click();
      await bruno.getByRole('alert').waitFor();
      expect(await nadia.axeEverywhere()).toEqual([]);
      await bruno.getByRole('radio', { name: 'Pas de place' }).check({ force: true });
      await bruno.getByRole('button', { name: 'Enregistrer le refus' }).click();
      await bruno.waitFor({ state: 'detached' });

      await amina.getByRole('button', { name: /^Premier rendez-vous fait/ }).click();
      await amina.getByRole('button', { name: 'Enregistrer le premier rendez-vous' }).click();
      await page.getByText('Aucune orientation reçue n’attend votre réponse.').waitFor();
      expect(await nadia.axeEverywhere()).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'sent say how they ended',
    async () => {
      await omar.page.goto('/orientations?sens=envoyees&etat=closes');
      await row(omar, 'Bruno M.')
        .getByText(/^refusée le/)
        .waitFor();
      await row(omar, 'Amina M.')
        .getByText(/^commencée le/)
        .waitFor();
      expect(await omar.axeEverywhere()).toEqual([]);
      expect([...omar.complaints, ...nadia.complaints]).toEqual([]);
    },
    MINUTE,
  );
});
