import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('the file active', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let claire: Person;
  /** Whom another structure follows. */
  let lina: Awaited<ReturnType<typeof newcomer>>;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    await newcomer(omar, ['Amina', 'Benali'], addDays(today, -40), '1990-05-04');
    const { parcours } = await newcomer(omar, ['Joël', 'Martin'], addDays(today, -30));
    await omar.post(`/parcours/${parcours}/steps/next-actions`, {
      occurredOn: addDays(today, -5),
      what: 'Appeler',
      dueOn: today,
      who: { kind: 'person' },
    });
  }, 3 * MINUTE);

  afterAll(async () => {
    await omar?.leave();
    await opened?.close();
  });

  it(
    'is filtered by what is to do, by an address that can be kept',
    async () => {
      const { page } = omar;
      await page.goto('/');
      await page.getByRole('button', { name: /^Suivies 2$/ }).waitFor();
      await page.getByRole('button', { name: /^Action en retard 1$/ }).click();
      await page.getByRole('link', { name: 'Joël M.' }).waitFor();
      await page.getByRole('link', { name: 'Amina B.' }).waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('?vue=late');
      expect(await omar.axePairwise()).toEqual([]);
      await page.reload();
      await page.getByRole('link', { name: 'Joël M.' }).waitFor();
      await page.getByRole('button', { name: /^Sorties 0$/ }).click();
      await page.getByText('Personne ne correspond à ce filtre.').waitFor();
    },
    3 * MINUTE,
  );

  it(
    'is walked by keys, which log a contact from a row in two presses and Enter, tell themselves, and may be turned off',
    async () => {
      const { page } = omar;
      await page.goto('/');
      const names = page.locator('tr[data-parcours] .file-name');
      await names.nth(1).waitFor();
      await names.first().focus();
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction("document.activeElement === document.querySelectorAll('.file-name')[1]");
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('e');
      await page.getByRole('dialog', { name: 'Ajouter une étape' }).waitFor();
      await page.keyboard.press('1');
      await page.getByRole('dialog', { name: 'Contact' }).getByText('Ce qui sera enregistré').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText(/Enregistré à \d\d:\d\d/).waitFor();
      await page.getByText('Contact par téléphone').first().waitFor();

      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
      await help.getByRole('checkbox').uncheck();
      await help.getByRole('button', { name: 'Fermer' }).click();
      await page.keyboard.press('e');
      await page.keyboard.press('?');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.getByRole('button', { name: 'Raccourcis clavier' }).click();
      await help.getByRole('checkbox').check();
      await page.keyboard.press('Escape');
    },
    3 * MINUTE,
  );

  it(
    'finds somebody by the beginning of a name, and from anywhere by Ctrl K',
    async () => {
      const { page } = omar;
      await page.goto('/');
      await page.getByRole('searchbox', { name: 'Rechercher une personne' }).fill('ben am');
      await page.getByRole('link', { name: 'Amina Benali' }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.keyboard.press('Control+k');
      const field = page.getByRole('combobox', { name: 'Personne ou page' });
      await field.fill('joel');
      await page.getByRole('option', { name: /Joël Martin/ }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await field.press('Enter');
      await page.getByRole('heading', { name: 'Joël M.', level: 1 }).waitFor();
      // Nothing of what was looked for stays in an address.
      expect(page.url()).not.toMatch(/jo|martin/i);
    },
    3 * MINUTE,
  );

  it(
    'says while a newcomer is typed that she is known already',
    async () => {
      const { page } = omar;
      await page.goto('/personnes/nouvelle');
      await page.getByLabel('Prénom').fill('Amina');
      await page.getByLabel('Nom', { exact: true }).fill('Benali');
      await page.getByLabel('Date de naissance').fill('1990-05-04');
      await page.getByText('Peut-être est-elle déjà suivie.').waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('link', { name: 'Amina Benali' }).click();
      await page.getByRole('heading', { name: 'Amina B.', level: 1 }).waitFor();
      expect(omar.complaints).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'corrects how somebody is reached where it is read, and opens another parcours for who comes back',
    async () => {
      const { page } = omar;
      const lea = await newcomer(omar, ['Léa', 'Garnier'], addDays(today, -200), '1992-07-08');
      const lone = { givenName: 'Ysé', familyName: 'Lefort', qpv: { code: null, evidence: 'declared' } };
      await omar.post('/beneficiaries', lone);
      await page.goto(`/parcours/${lea.parcours}`);
      await page.getByRole('button', { name: 'afficher l’identité' }).click();
      const identity = page.getByRole('region', { name: 'Identité' });
      await identity.getByText('Changer les coordonnées').click();
      await identity.getByLabel('Téléphone').fill('à demander');
      await identity.getByRole('button', { name: 'Enregistrer' }).click();
      await identity.getByRole('alert').getByRole('link', { name: 'Téléphone' }).click();
      expect(
        await identity.getByLabel('Téléphone').evaluate((field) => field === field.ownerDocument.activeElement),
      ).toBe(true);
      await identity.getByText('Changer l’adresse').click();
      await identity.getByText('Corriger l’identité').click();
      expect(await omar.axePairwise()).toEqual([]);
      await identity.getByLabel('Téléphone').fill('06 12 34 56 78');
      await identity.getByRole('button', { name: 'Enregistrer' }).nth(1).click();
      await identity.getByRole('link', { name: '06 12 34 56 78' }).waitFor();
      await identity.getByRole('radio', { name: 'Femme' }).check({ force: true });
      await identity.getByRole('button', { name: 'Enregistrer' }).first().click();
      await identity.getByRole('definition').filter({ hasText: 'Femme' }).waitFor();

      const exit = { occurredOn: today, reason: 'moved', proof: { kind: 'none' } };
      await omar.post(`/parcours/${lea.parcours}/steps/exits`, exit);
      await omar.get(`/parcours/${lea.parcours}`);
      await page.reload();
      await page.getByText('Ouvrir un nouveau parcours').click();
      expect(await omar.axePairwise()).toEqual([]);
      await page.goto('/');
      await page.getByRole('searchbox', { name: 'Rechercher une personne' }).fill('garnier');
      const found = page.getByRole('listitem').filter({ hasText: 'Léa Garnier' });
      await found.getByText('Ouvrir un nouveau parcours').click();
      await found.getByRole('radio', { name: 'Venue spontanée' }).check({ force: true });
      expect(await omar.axePairwise()).toEqual([]);
      await found.getByRole('button', { name: 'Ouvrir le parcours' }).click();
      await page.getByRole('heading', { name: 'Léa G.', level: 1 }).waitFor();
      await page
        .getByText(/^Accompagnement depuis/)
        .first()
        .waitFor();
      expect(page.url()).not.toContain(lea.parcours);

      // Whose parcours was never opened is found all the same.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Personne ou page' }).fill('lefort');
      await page.getByRole('option', { name: /Ysé Lefort/ }).click();
      await page.getByRole('listitem').filter({ hasText: 'Ysé Lefort' }).getByText('Ouvrir un parcours').waitFor();
      expect(page.url()).not.toMatch(/lefort/i);
    },
    2 * MINUTE,
  );

  it(
    'opens somebody whom another structure follows as a last resort, for reading alone; the coordinator sees who and why',
    async () => {
      const { operator: nadia } = await opened.structureWith('PLIE d’exemple', 'plie', 'nadia');
      lina = await newcomer(nadia, ['Lina', 'Perrin'], addDays(today, -20), '1988-02-03');
      await nadia.get(`/parcours/${lina.parcours}`);
      const { page } = omar;
      await page.goto('/personnes/nouvelle');
      await page.getByLabel('Prénom').fill('Lina');
      await page.getByLabel('Nom', { exact: true }).fill('Perrin');
      await page.getByLabel('Date de naissance').fill('1988-02-03');
      await page.getByText('Déjà connue de PLIE d’exemple.').waitFor();
      await page.getByRole('button', { name: 'Accès exceptionnel : Lina Perrin' }).click();
      const form = page.getByRole('dialog', { name: 'Accès exceptionnel : Lina Perrin' });
      await form.getByText('La coordination le voit.').waitFor();
      await form.getByRole('button', { name: 'Ouvrir l’accès' }).click();
      await form.getByRole('link', { name: 'Pour quel motif ?' }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await form.getByRole('radio', { name: 'Mise en sécurité de la personne' }).check({ force: true });
      await form.getByRole('button', { name: 'Ouvrir l’accès' }).click();
      await page.getByRole('heading', { name: 'Lina P.', level: 1 }).waitFor();
      await page.getByText('Accès exceptionnel : lecture seule').waitFor();
      expect(await page.getByRole('button', { name: 'Ajouter une étape' }).count()).toBe(0);
      await page.keyboard.press('e');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await omar.axePairwise()).toEqual([]);

      claire = await opened.arrive('coordinator');
      await claire.page.goto('/alertes');
      const line = claire.page.getByRole('list', { name: 'Accès exceptionnels' }).getByRole('listitem');
      await line.getByText(/Omar Exemple, Mission locale d’exemple – Dossier [0-9A-F]{8}/).waitFor();
      await line.getByText(/^Mise en sécurité de la personne · du /).waitFor();
      expect(await line.innerText()).not.toContain('Lina');
      expect(await claire.axePairwise()).toEqual([]);
      expect(claire.complaints).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'leaves two records of two structures to the coordinator, who opens both and merges them',
    async () => {
      const own = await newcomer(omar, ['Lina', 'Perin'], addDays(today, -3), '1988-02-03');
      await omar.get(`/people/${own.beneficiary}`);
      await omar.post(`/beneficiaries/${own.beneficiary}/duplicates`, { other: lina.beneficiary });
      await omar.get('/duplicates');
      await omar.page.goto('/doublons');
      await omar.page.getByRole('heading', { name: 'Lina Perin / Lina Perrin' }).waitFor();
      await omar.page.getByText(/^Votre structure ne suit pas les deux fiches\./).waitFor();
      expect(await omar.page.getByRole('radio', { name: 'Oui, la même' }).count()).toBe(0);

      const { page } = claire;
      await page.goto('/alertes');
      await page.getByRole('link', { name: 'Examiner les doublons possibles' }).click();
      const closed = page.getByRole('button', { name: /^Accès exceptionnel : Une personne suivie ailleurs \(fiche / });
      for (const left of [2, 1]) {
        await closed.nth(left - 1).waitFor();
        expect(await claire.axePairwise()).toEqual([]);
        await closed.first().click();
        await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir l’accès' }).click();
        await page.getByRole('heading', { name: /^Lina P\./, level: 1 }).waitFor();
        await page.goto('/doublons');
      }
      const merged = async () => {
        await page.getByRole('heading', { name: 'Lina Perin / Lina Perrin' }).waitFor();
        await page.getByRole('radio', { name: 'Oui, la même' }).check({ force: true });
        await page.getByRole('radio', { name: /^Lina Perrin \(fiche / }).check({ force: true });
        await page.getByRole('button', { name: 'Réunir les deux fiches', exact: true }).click();
        await page.getByRole('button', { name: 'Oui, réunir les deux fiches' }).click();
        await page.getByText('Les deux fiches sont réunies sous celle de Lina Perrin.').waitFor();
      };
      await merged();
      // She may take it back, on the parcours that she still reads.
      await page.goto(`/parcours/${lina.parcours}`);
      await page.getByRole('button', { name: 'ses droits' }).click();
      await page.getByRole('button', { name: /^Séparer la fiche / }).click();
      await page.getByRole('heading', { name: 'Fiches réunies' }).waitFor({ state: 'detached' });
      await page.goto('/doublons');
      await merged();
      expect(claire.complaints).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'leads to records that may be one person: they are merged, parted again, and told apart',
    async () => {
      const born = '1979-09-09';
      const one = await newcomer(omar, ['Rosa', 'Nunez'], addDays(today, -12), born);
      const other = await newcomer(omar, ['Rosa', 'Nunes'], addDays(today, -11), born);
      await omar.get(`/people/${other.beneficiary}`);
      await omar.post(`/beneficiaries/${one.beneficiary}/duplicates`, { other: other.beneficiary });
      await omar.get('/duplicates');
      const { page } = omar;
      await page.goto('/');
      await page.getByRole('link', { name: 'Examiner les doublons possibles' }).click();
      await page.getByRole('heading', { name: 'Rosa Nunez / Rosa Nunes' }).waitFor();
      await page.getByRole('radio', { name: 'Oui, la même' }).check({ force: true });
      await page.getByRole('radio', { name: /^Rosa Nunez \(fiche / }).check({ force: true });
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Réunir les deux fiches', exact: true }).click();
      await page.getByRole('button', { name: 'Oui, réunir les deux fiches' }).click();
      await page.getByText('Les deux fiches sont réunies sous celle de Rosa Nunez.').waitFor();
      await page.getByText('Aucun doublon n’est à examiner.').waitFor();

      await page.goto(`/parcours/${other.parcours}`);
      await page.getByRole('button', { name: 'ses droits' }).click();
      await page.getByRole('heading', { name: 'Fiches réunies' }).waitFor();
      expect(await omar.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: /^Séparer la fiche / }).click();
      await page.getByRole('heading', { name: 'Fiches réunies' }).waitFor({ state: 'detached' });

      await page.goto('/doublons');
      await page.getByRole('radio', { name: 'Non, deux personnes' }).check({ force: true });
      expect(await page.getByLabel('Pourquoi ?').inputValue()).toBe('deux personnes différentes');
      await page.getByRole('button', { name: 'Garder les deux fiches' }).click();
      await page.getByText('Aucun doublon n’est à examiner.').waitFor();
      expect(omar.complaints).toEqual([]);
    },
    3 * MINUTE,
  );
});
