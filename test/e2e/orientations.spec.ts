import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { pick } from './hands.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

const FOCUSED = (element: { ownerDocument: { activeElement: unknown } }) =>
  element === element.ownerDocument.activeElement;

inBrowser('orientations', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let nadia: Person;
  let claire: Person;
  let plie: string;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    claire = await opened.arrive('coordinator');
    ({ structure: plie, operator: nadia } = await opened.structureWith('PLIE d’exemple', 'plie', 'nadia'));
    for (const name of ['Amina', 'Bruno'] as const) {
      const { parcours } = await newcomer(omar, [name, 'Modèle'], addDays(today, -40));
      await omar.post(`/parcours/${parcours}/steps/orientations`, {
        ...{ occurredOn: addDays(today, -9), toStructure: plie, scheme: 'plie', commonLaw: true },
        ...{ need: 'mobilite', personAgreed: true, transfersReferent: false },
        sheet: { summary: `${name} cherche un emploi de cuisine.` },
      });
    }
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([omar?.leave(), nadia?.leave(), claire?.leave()]);
    await opened?.close();
  });

  const row = (person: Person, name: string) => person.page.getByRole('listitem').filter({ hasText: name });

  it(
    'received are read, accepted, declined with a reason and begun from their row',
    async () => {
      const { page } = nadia;
      await page.goto('/orientations');
      const amina = row(nadia, 'Amina M.');
      await amina.getByText(/réponse attendue depuis (9|10) jours/).waitFor();
      await amina.getByText('Lire la fiche').click();
      await amina.getByText('Amina cherche un emploi de cuisine.').waitFor();
      expect(await nadia.axePairwise()).toEqual([]);
      await amina.getByRole('button', { name: /^Accepter/ }).click();
      await amina.getByRole('button', { name: 'Enregistrer l’acceptation' }).click();
      await page.getByText(/orientation de Amina M\. acceptée/).waitFor();
      await amina.getByText(/premier rendez-vous attendu/).waitFor();

      const bruno = row(nadia, 'Bruno M.');
      await bruno.getByRole('button', { name: /^Refuser/ }).click();
      await bruno.getByRole('button', { name: 'Enregistrer le refus' }).click();
      await bruno.getByRole('alert').waitFor();
      expect(await nadia.axePairwise()).toEqual([]);
      await bruno.getByRole('radio', { name: 'Pas de place' }).check({ force: true });
      await bruno.getByRole('button', { name: 'Enregistrer le refus' }).click();
      await bruno.waitFor({ state: 'detached' });

      await amina.getByRole('button', { name: /^Premier rendez-vous fait/ }).click();
      await amina.getByRole('button', { name: 'Enregistrer le premier rendez-vous' }).click();
      await page.getByText('Aucune orientation reçue n’attend votre réponse.').waitFor();
      expect(await nadia.axePairwise()).toEqual([]);
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
      expect(await omar.axePairwise()).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'name services that the coordinator adds to the directory, changes, closes and opens again',
    async () => {
      const { page } = claire;
      await page.goto('/pilotage');
      await page.getByRole('link', { name: 'Annuaire' }).click();
      await page.getByText('L’annuaire est vide.', { exact: false }).waitFor();
      await page.getByRole('link', { name: 'Ajouter un service' }).click();
      await page.getByRole('button', { name: 'Ajouter à l’annuaire' }).click();
      await page.getByRole('alert').getByText('4 réponses sont à corriger').waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await pick(page.getByRole('combobox', { name: 'Structure' }), 'PLIE d’exemple');
      await page.getByLabel('Nom du service').fill('École de la mobilité');
      await page.getByLabel('Ce qu’il apporte').fill('Prépare au permis.');
      await pick(page.getByRole('combobox', { name: /^Dispositif/ }), 'PLIE');
      for (const need of ['Préparer un permis', 'Financer ma mobilité']) {
        await pick(page.getByRole('combobox', { name: /^Besoins/ }), need);
        await page.getByRole('button', { name: need }).waitFor();
      }
      await page.getByRole('button', { name: 'Financer ma mobilité : retirer' }).click();
      expect(await page.getByRole('list', { name: 'Réponses choisies : Besoins' }).evaluate(FOCUSED)).toBe(true);
      await page.getByRole('checkbox', { name: 'Tous publics' }).check({ force: true });
      await page.getByLabel('Places libres').fill('6');
      expect(await claire.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Ajouter à l’annuaire' }).click();
      await page.getByRole('heading', { name: 'École de la mobilité', level: 1 }).waitFor();
      const facts = page.getByRole('main');
      for (const said of ['Préparer un permis', 'Tous publics', '6 places']) await facts.getByText(said).waitFor();

      await page.getByRole('button', { name: 'Modifier' }).click();
      await page.getByLabel('Ce qu’il apporte').fill('Prépare au code et au permis.');
      await page.getByRole('button', { name: 'Enregistrer, et confirmer aujourd’hui' }).click();
      await page.getByText('Prépare au code et au permis.').waitFor();
      await page.getByText('Retirer de l’annuaire').click();
      await page.getByLabel(/^Pourquoi/).fill('Plus financé');
      await page.getByRole('button', { name: 'Retirer ce service' }).click();
      await page.getByText('Retiré de l’annuaire : ne prend plus personne', { exact: false }).waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Annuler le retrait' }).click();
      await page.getByText('service remis dans l’annuaire.', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Modifier' }).waitFor();
    },
    2 * MINUTE,
  );

  it(
    'are helped by a directory that is searched, cut down, and confirmed by who works there',
    async () => {
      const old = { structure: plie, description: 'Une place pour les enfants.', commonLaw: false };
      const garde = { ...old, name: 'Garde d’enfants', topics: ['famille--garde-denfants'], on: addDays(today, -100) };
      const { id } = await claire.post<{ id: string }>('/services', garde);
      const { page } = omar;
      await page.goto('/');
      await page.getByRole('heading', { name: 'Ma file active' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Personne ou page' }).fill('annu');
      await page.keyboard.press('Enter');
      await page.getByText('2 services', { exact: true }).waitFor();
      await row(omar, 'Garde d’enfants').getByText('à confirmer').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('searchbox', { name: 'Chercher un service' }).fill('permis');
      await page.getByText('1 service', { exact: true }).waitFor();
      await row(omar, 'École de la mobilité').getByText('droit commun · PLIE · 6 places').waitFor();
      await page.getByRole('searchbox', { name: 'Chercher un service' }).fill('');
      await page.getByText('Plus de filtres').click();
      await pick(page.getByRole('combobox', { name: 'Besoin' }), 'Garde d’enfants');
      await row(omar, 'École de la mobilité').waitFor({ state: 'detached' });
      await page.getByRole('radio', { name: 'Droit commun seul' }).check({ force: true });
      await page.getByText('Aucun service ne correspond.').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.reload();
      await page.getByText('Plus de filtres (1 choisi)').waitFor();
      await page.getByRole('button', { name: 'Effacer les filtres' }).click();
      await page.getByText('2 services', { exact: true }).waitFor();

      await page.goto(`/annuaire/${id}`);
      await page.getByText('appelez avant d’orienter', { exact: false }).waitFor();
      expect(await page.getByRole('button', { name: 'C’est exact aujourd’hui' }).count()).toBe(0);
      await nadia.page.goto(`/annuaire/${id}`);
      await nadia.page.getByLabel('Places libres').fill('2');
      await nadia.page.getByRole('button', { name: 'C’est exact aujourd’hui' }).click();
      await nadia.page.getByText('service confirmé.', { exact: false }).waitFor();
      await nadia.page.getByText('2 places').waitFor();
      expect(await nadia.axePairwise()).toEqual([]);
      expect([...omar.complaints, ...nadia.complaints, ...claire.complaints]).toEqual([]);
    },
    2 * MINUTE,
  );
});
