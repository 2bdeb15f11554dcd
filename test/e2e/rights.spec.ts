import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

interface Entry {
  readonly type: string;
  readonly voided: boolean;
  readonly data: { readonly service?: string };
}

inBrowser('what a person is owed, and what her professionals owe each other', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let delphine: Person;
  let parcours: string;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    ({ parcours } = await newcomer(omar, ['Amina', 'Modèle'], addDays(today, -300)));
    await opened.member(opened.structure, 'nora');
    delphine = await opened.member(undefined, 'delphine', 'dpo');
  }, 3 * MINUTE);

  afterAll(async () => {
    await opened?.close();
  });

  it(
    'a wrong step is said anew, and the mistake stays struck through',
    async () => {
      await omar.post(`/parcours/${parcours}/steps/introductions`, {
        ...{ occurredOn: addDays(today, -3), company: { label: 'Crèche d’exemple' } },
      });
      const { page } = omar;
      await page.goto(`/parcours/${parcours}`);
      await page.getByRole('button', { name: /^Corriger : Mise en relation/ }).click();
      const sheet = page.getByRole('dialog');
      expect(await sheet.getByLabel('Quel employeur ?').inputValue()).toBe('Crèche d’exemple');
      expect(await omar.axePairwise()).toEqual([]);
      await sheet.getByLabel('Quel employeur ?').fill('École d’exemple');
      await sheet.getByLabel('Pourquoi la corriger ?').fill('ce n’était pas elle');
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });
      await page.getByText('École d’exemple').first().waitFor();
      await page.getByLabel('Montrer les étapes annulées').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'an orientation picks a service of the structure, which its correction keeps',
    async () => {
      const structure = await opened.seated('PLIE d’exemple', 'plie');
      const ines = await opened.member(structure, 'ines', 'structure-manager');
      const { id: service } = await ines.post<{ id: string }>('/services', {
        ...{ name: 'Accompagnement renforcé', description: 'Un référent pour un an.', structure },
        ...{ scheme: 'plie', commonLaw: true },
      });
      await ines.get(`/services/${service}`);
      const { page } = omar;
      await page.goto(`/parcours/${parcours}?etape=orientation`);
      const sheet = page.getByRole('dialog');
      const choose = async (question: string, answer: string) => {
        const field = sheet.getByRole('combobox', { name: question });
        // A list closes where the page scrolls under it: first there, then typed.
        await field.click();
        await field.pressSequentially(answer);
        await page.getByRole('option', { name: answer }).first().click();
      };
      await choose('Vers quelle structure ?', 'PLIE d’exemple');
      await choose('Service', 'Accompagnement renforcé');
      expect(await sheet.getByRole('combobox', { name: 'Dispositif' }).inputValue()).toMatch(/PLIE/);
      expect(await omar.axePairwise()).toEqual([]);
      await choose('Besoin', 'Préparer un permis');
      await sheet.getByLabel('Fiche pour la structure').fill('Cherche un emploi de cuisine.');
      for (const question of ['La personne est-elle d’accord ?', 'Le référent change-t-il ?']) {
        await sheet.getByRole('group', { name: question }).getByLabel('Non').check({ force: true });
      }
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Corriger : Orientation/ }).click();
      await sheet.getByRole('combobox', { name: 'Service' }).waitFor();
      expect(await sheet.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('Accompagnement renforcé');
      await sheet.getByLabel('Fiche pour la structure').fill('Cherche un emploi en cuisine.');
      await sheet.getByLabel('Pourquoi la corriger ?').fill('faute de frappe');
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });
      await page.getByLabel('Montrer les étapes annulées').waitFor();
      const { entries } = await omar.get<{ entries: readonly Entry[] }>(`/parcours/${parcours}`);
      const proposed = entries.filter(({ type }) => type === 'OrientationProposed');
      // What is struck through says nothing any more.
      expect(proposed.map(({ voided, data }) => [voided, data.service])).toEqual([
        [true, undefined],
        [false, service],
      ]);
    },
    3 * MINUTE,
  );

  it(
    'what she answers to a criterion is noted, and the last answer stands',
    async () => {
      const { page } = omar;
      await page.goto(`/parcours/${parcours}`);
      await page.getByRole('button', { name: 'ses critères et ses droits' }).click();
      const rights = page.getByRole('region', { name: 'Critères et droits de la personne' });
      await rights.getByText('Noter un critère').click();
      await rights.getByRole('button', { name: 'Enregistrer' }).click();
      // What is missing leads to where it is answered.
      await rights.getByRole('alert').getByRole('link', { name: 'Que répond-elle ?' }).click();
      for (const [said, read] of [
        ['Ne sait pas', /^Bénéficiaire du RSA : ne sait pas, le /],
        ['Oui', /^Bénéficiaire du RSA : oui, le .*\(vu : attestation\)$/],
      ] as const) {
        const criterion = rights.getByRole('combobox', { name: 'Quel critère ?' });
        await criterion.click();
        await criterion.pressSequentially('rsa');
        await page.getByRole('option', { name: 'Bénéficiaire du RSA' }).click();
        await rights.getByRole('radio', { name: said }).check({ force: true });
        await rights.getByLabel('Justificatif').fill('attestation');
        await rights.getByRole('button', { name: 'Enregistrer' }).click();
        await rights.getByRole('listitem').filter({ hasText: read }).waitFor();
      }
      expect(await rights.getByText(/^Bénéficiaire du RSA/).count()).toBe(1);
      expect(await omar.axePairwise()).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'she is informed, objects to profiling and takes it back',
    async () => {
      const { page } = omar;
      await page.goto(`/parcours/${parcours}`);
      await page.getByRole('button', { name: 'ses droits' }).click();
      const rights = page.getByRole('region', { name: 'Droits de la personne' });
      await rights.getByText('Noter l’information donnée').click();
      await rights.getByRole('radio', { name: 'À l’oral' }).check({ force: true });
      await rights.getByRole('button', { name: 'Enregistrer' }).first().click();
      await rights.getByText(/^Informée le .*, à l’oral/).waitFor();
      await rights.getByText('Noter une opposition').click();
      await rights.getByRole('radio', { name: 'au calcul du risque' }).check({ force: true });
      await rights.getByRole('button', { name: 'Enregistrer' }).nth(1).click();
      await rights.getByText(/S’oppose au calcul du risque de décrochage/).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await rights.getByRole('button', { name: 'Elle retire son opposition' }).click();
      await rights.getByText('Elle ne s’oppose à rien.').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'an absence has a deputy, and may be taken back',
    async () => {
      const { page } = omar;
      await page.goto('/');
      await page.getByRole('link', { name: 'Absences' }).click();
      await page.getByLabel('Au (dernier jour)').fill(addDays(today, 10));
      await page.getByRole('combobox', { name: 'Qui remplace ?' }).fill('nora');
      await page.getByRole('option', { name: /Nora/ }).click();
      await page.getByRole('button', { name: 'Déclarer l’absence' }).click();
      const declared = page.getByRole('region', { name: 'Absences déclarées : Omar Exemple' });
      await declared.getByText(/^Absence du .*\. Nora Exemple remplace\./).waitFor();
      await page.reload();
      await declared.getByText(/^Absence du .*\. Nora Exemple remplace\./).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: /^Annuler cette absence/ }).click();
      await page.getByText('Absence annulée.').waitFor();
      await page.reload();
      await page.getByText('Aucune absence n’est déclarée.').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'a professional leaves the mails, and sees that it is so',
    async () => {
      const { page } = omar;
      await page.getByRole('link', { name: 'Courriels' }).click();
      await page.getByText('vous recevez un récapitulatif chaque jour ouvré').waitFor();
      await page.getByRole('radio', { name: 'Jamais' }).check({ force: true });
      await page.getByRole('button', { name: 'Enregistrer ce choix' }).click();
      await page.getByText('vous en êtes désabonné').waitFor();
      await page.reload();
      await page.getByText('vous en êtes désabonné').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'the dpo reads who saw her, and why',
    async () => {
      await omar.page.goto(`/parcours/${parcours}`);
      await omar.page.getByRole('button', { name: 'ses droits' }).click();
      const number = await omar.page.locator('.rights-number').innerText();
      const { page } = delphine;
      await page.goto('/');
      const journal = page.getByRole('region', { name: 'Journal des accès' });
      const lines = journal.getByRole('list', { name: 'Journal des accès' });
      await lines.getByText('la fiche d’une personne').first().waitFor();
      await journal.getByLabel('Numéro de la personne vue').fill(number.slice(1));
      await journal.getByText('Ce numéro n’est pas complet').waitFor();
      await journal.getByLabel('Numéro de la personne vue').fill(number);
      await lines.getByText('une personne vue').first().click();
      await lines.getByText(number).first().waitFor();
      await lines
        .getByText(/Opérateur, Mission locale d’exemple · .*référent/)
        .first()
        .waitFor();
      expect(await delphine.axePairwise()).toEqual([]);
      await journal.getByLabel('Du', { exact: false }).first().fill(addDays(today, 1));
      await journal.getByText('Aucune lecture n’est notée').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'the dpo erases her by number alone, and sees it done',
    async () => {
      await omar.page.goto(`/parcours/${parcours}`);
      await omar.page.getByRole('button', { name: 'ses droits' }).click();
      const number = await omar.page.locator('.rights-number').innerText();
      const { page } = delphine;
      await page.goto('/');
      await page.getByRole('heading', { name: 'Effacements' }).waitFor();
      await page.getByText('Aucun effacement n’a été demandé.').waitFor();
      await page.getByLabel('Numéro de la personne', { exact: true }).fill(number.slice(0, 12));
      await page.getByRole('radio', { name: 'Demande de la personne' }).check({ force: true });
      await page.getByRole('button', { name: 'Demander l’effacement' }).click();
      await page.getByText('Ce numéro n’est pas complet').first().waitFor();
      expect(await delphine.axePairwise()).toEqual([]);
      await page.getByLabel('Numéro de la personne', { exact: true }).fill(number);
      await page.getByRole('button', { name: 'Demander l’effacement' }).click();
      await page.getByText('C’est définitif et personne ne pourra revenir en arrière.').waitFor();
      await page.getByRole('button', { name: 'Effacer pour toujours' }).click();
      await page.getByText('Étape 6 sur 6').waitFor({ timeout: MINUTE });
      expect(await delphine.axePairwise()).toEqual([]);
      expect([...omar.complaints, ...delphine.complaints]).toEqual([]);
    },
    2 * MINUTE,
  );
});
