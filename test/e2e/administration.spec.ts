import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { browserPath, Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('the administration', () => {
  let opened: OpenedProduct;
  let nadia: Person;

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    nadia = await Person.arrive(browserPath!, opened.origin);
  }, 3 * MINUTE);

  afterAll(async () => {
    await nadia?.leave();
    await opened?.close();
  });

  it(
    'adds a structure and a colleague, who comes in by a link',
    async () => {
      const { page } = opened.admin;
      await page.goto('/');
      await page.getByRole('heading', { name: 'Administration', level: 1 }).waitFor();
      const structures = page.getByRole('region', { name: 'Structures' });
      await structures.getByText('Ajouter une structure').first().click();
      await structures.getByLabel('Nom de la structure').fill('PLIE d’exemple');
      await structures.getByRole('combobox', { name: 'Type de structure' }).fill('PLIE');
      await page.getByRole('option', { name: 'PLIE' }).first().click();
      await structures.getByRole('button', { name: 'Ajouter une structure' }).click();
      await structures.getByRole('listitem').filter({ hasText: 'PLIE d’exemple siège' }).waitFor();

      const people = page.getByRole('region', { name: 'Professionnels' });
      await people.getByText('Ajouter un professionnel').first().click();
      await people.getByLabel('Prénom').fill('Nadia');
      await people.getByLabel('Nom', { exact: true }).fill('Exemple');
      await people.getByLabel('Adresse électronique').fill('nadia@exemple.fr');
      await people.getByRole('button', { name: 'Ajouter un professionnel' }).click();
      const row = people.getByRole('listitem').filter({ hasText: 'Nadia Exemple' });
      await row.getByText('aucun mandat en cours').waitFor();
      await row.getByText('Donner un mandat').click();
      await row.getByLabel('Pour la structure').selectOption({ label: 'PLIE d’exemple' });
      await row.getByRole('button', { name: 'Donner ce mandat' }).click();
      await row.getByText(/Opérateur, PLIE d’exemple, depuis/).waitFor();
      await row.getByRole('button', { name: /^Inviter par un lien/ }).click();
      const link = await row.getByText(/lien#/).innerText();
      await row.getByText('Corriger le nom ou l’adresse').click();
      await row.getByLabel('Nom', { exact: true }).fill('Modèle');
      await row.getByRole('button', { name: 'Enregistrer la correction' }).click();
      await people.getByText('Nadia Modèle', { exact: true }).waitFor();
      await page
        .getByRole('region', { name: 'Courriels' })
        .getByText('Aucun serveur de courriel n’est réglé')
        .waitFor();
      expect(await opened.admin.axePairwise()).toEqual([]);

      await nadia.page.goto(link);
      await nadia.page.getByLabel('Adresse électronique').fill('nadia@exemple.fr');
      await nadia.page.getByLabel('Mot de passe').fill('quatre mots au hasard');
      await nadia.page.getByRole('button', { name: 'Ouvrir mon compte' }).click();
      await nadia.page.getByRole('heading', { name: 'Ma file active', level: 1 }).waitFor();
    },
    2 * MINUTE,
  );

  it(
    'takes a mandate back, and is for nobody else',
    async () => {
      const row = opened.admin.page.getByRole('listitem').filter({ hasText: 'Nadia Modèle' });
      await row.getByRole('button', { name: /^Mettre fin/ }).click();
      await row.getByRole('button', { name: /^Mettre fin aujourd’hui/ }).click();
      await row.getByText('aucun mandat en cours').waitFor();
      const omar = await opened.arrive('operator');
      await omar.page.goto('/administration');
      await omar.page.getByText('L’administration est réservée').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      expect([...opened.admin.complaints, ...omar.complaints]).toEqual([]);
      await omar.leave();
    },
    3 * MINUTE,
  );
});
