import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

/** Two rows that stand, and three that do not: a day that does not exist, somebody else's structure, a NIR. */
const PEOPLE = `personne;prénom;nom;date de naissance;structure;entrée;sortie;motif de sortie
P1;Zoé;Exemple;03/04/1990;;05/01/2024;;
P2;Ali;Essai;1985-12-31;;2024-02-01;2024-06-30;Déménagement
P3;Léa;Erreur;31/02/1990;;2024-02-01;;
P4;Tom;Ailleurs;1991-01-01;Le PLIE;2024-02-01;;
P5;2 84 05 31 555 123;Numéro;1991-01-01;;2024-02-01;;
`;
const ELSEWHERE = 'ident;patronyme;arrivee\nQ1;Modèle;2024-03-01\n';

const csv = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

inBrowser('the import of a structure’s own files', () => {
  let opened: OpenedProduct;
  let marie: Person;

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    marie = await opened.member(opened.structure, 'marie', 'structure-manager');
  }, 3 * MINUTE);

  afterAll(async () => {
    await marie?.leave();
    await opened?.close();
  });

  const seen = async () => expect(await marie.axePairwise()).toEqual([]);

  it(
    'shows what is wrong cell by cell, writes the rest, and takes all of it back',
    async () => {
      const { page } = marie;
      await page.goto('/');
      await page.getByRole('navigation').getByRole('link', { name: 'Import' }).click();
      await page.getByText('Aucun import pour l’instant.', { exact: false }).waitFor();
      await seen();
      await page.getByRole('button', { name: 'Nouvel import' }).click();
      await page.getByLabel('Choisissez un ou plusieurs fichiers').setInputFiles([csv('personnes.csv', PEOPLE)]);
      await page.getByRole('button', { name: 'Retirer : personnes.csv' }).waitFor();
      await seen();
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();

      const preview = page.getByRole('region', { name: 'Ce qui serait écrit' });
      await preview.getByText('5 lignes lues').waitFor();
      const cell = preview.getByRole('row').filter({ hasText: 'date de naissance' });
      await cell.getByText('personnes.csv').waitFor();
      await cell.getByRole('cell', { name: '4', exact: true }).waitFor();
      expect(await preview.getByRole('row').count()).toBe(4);
      expect(await preview.innerText()).not.toMatch(/Zoé|Erreur|555|1990/);
      await seen();

      await page.getByRole('button', { name: 'Importer 2 lignes' }).click();
      await page.getByRole('region', { name: 'Ce qui a été écrit' }).waitFor();
      await seen();
      await page.getByRole('navigation').getByRole('link', { name: 'Ma file active' }).click();
      await page.getByRole('link', { name: 'Zoé E.' }).waitFor();

      await page.goBack();
      await page.getByRole('button', { name: 'Annuler cet import' }).click();
      await page.getByRole('button', { name: /sûr/ }).click();
      await page.getByText(/saisies sont annulées/).waitFor();
      await seen();
      await page.getByRole('link', { name: 'Tous les imports' }).click();
      await page.getByRole('listitem').filter({ hasText: 'Marie Exemple' }).getByText('Annulé').waitFor();
      await seen();
      await page.getByRole('navigation').getByRole('link', { name: 'Ma file active' }).click();
      await page.getByRole('link', { name: 'Zoé E.' }).waitFor({ state: 'detached' });
    },
    3 * MINUTE,
  );

  it(
    'asks which column is which where no format knows the file',
    async () => {
      const { page } = marie;
      await page.goto('/imports');
      await page.getByRole('button', { name: 'Nouvel import' }).click();
      await page.getByLabel('Choisissez un ou plusieurs fichiers').setInputFiles([csv('autre.csv', ELSEWHERE)]);
      await page.getByRole('button', { name: 'Retirer : autre.csv' }).waitFor();
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      const form = page.getByRole('form', { name: 'Faire correspondre les colonnes' });
      await form.getByLabel('Format des fichiers').selectOption({ label: 'Format de Jalons' });
      await form.getByLabel('Ce tableau est').selectOption('people-and-parcours');
      await form.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await form.getByRole('alert').waitFor();
      await seen();
      await form.getByLabel('personne', { exact: true }).selectOption('ident');
      await form.getByLabel('nom', { exact: true }).selectOption('patronyme');
      await form.getByLabel('entrée', { exact: true }).selectOption('arrivee');
      await form.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await page.getByRole('region', { name: 'Ce qui serait écrit' }).getByText('Une ligne lue').waitFor();
      await page.getByRole('button', { name: 'Abandonner' }).click();
      await page.getByText('Cet import a été abandonné').waitFor();
      await seen();
    },
    2 * MINUTE,
  );

  it(
    'is for the manager alone, and says so where the server is out of reach',
    async () => {
      const { page, context } = marie;
      await context.setOffline(true);
      await page.getByRole('link', { name: 'Tous les imports' }).click();
      await page.getByText('Hors connexion.', { exact: false }).waitFor();
      await seen();
      await context.setOffline(false);
      await page.getByRole('button', { name: 'Nouvel import' }).waitFor();

      const omar = await opened.arrive('operator');
      await omar.page.goto('/imports');
      await omar.page.getByText('L’import est réservé au responsable').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await omar.leave();
      expect(marie.complaints).toEqual([]);
    },
    3 * MINUTE,
  );
});
