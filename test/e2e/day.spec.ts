import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { keyboard, mouse, type Hands } from './hands.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('the day of an operator', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let nadia: Person;
  let ines: Person;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    [{ operator: nadia }, ines] = await Promise.all([
      opened.structureWith('PLIE d’exemple', 'plie', 'nadia'),
      opened.member(opened.structure, 'ines'),
    ]);
    await newcomer(omar, ['Amina', 'Benali'], addDays(today, -90), '1990-05-04');
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([omar?.leave(), nadia?.leave(), ines?.leave()]);
    await opened?.close();
  });

  it.each(['mouse', 'keyboard'] as const)(
    'goes from a newcomer to a hand-over, by %s',
    async (how) => {
      const handsOf = (person: Person): Hands => (how === 'mouse' ? mouse : keyboard)(() => person.page);
      const hands = handsOf(omar);
      const { page } = omar;
      const name = how === 'mouse' ? 'Zélie' : 'Yanis';
      const main = page.getByRole('main');
      const sheet = page.getByRole('dialog');
      const seen = async () => expect(await omar.axePairwise()).toEqual([]);

      // Somebody comes in; she is known already, and found as she is typed.
      await page.goto('/');
      await page.getByRole('link', { name: 'Amina B.' }).waitFor();
      await seen();
      await hands.press(main.getByRole('link', { name: 'Nouvelle personne' }));
      await hands.type(page.getByLabel('Prénom'), 'Amina');
      await hands.type(page.getByLabel('Nom', { exact: true }), 'Benali');
      await hands.date(page.getByLabel('Date de naissance'), '1990-05-04');
      await page.getByText('Peut-être est-elle déjà suivie.').waitFor();
      await seen();
      await hands.press(page.getByRole('link', { name: 'Amina Benali' }));
      await page.getByRole('heading', { name: 'Amina B.', level: 1 }).waitFor();

      // Somebody who is not.
      await hands.press(page.getByRole('navigation').getByRole('link', { name: 'Nouvelle personne' }));
      await hands.type(page.getByLabel('Prénom'), name);
      await hands.type(page.getByLabel('Nom', { exact: true }), 'Modèle');
      await hands.date(page.getByLabel('Date de naissance'), '1999-02-03');
      await page.getByText('Personne n’est déjà connu sous ce nom').waitFor();
      await hands.check(page.getByRole('radio', { name: 'Aller-vers' }));
      await hands.check(page.getByRole('radio', { name: 'Date…' }));
      await hands.date(page.getByLabel('Date', { exact: true }), addDays(today, -20));
      await hands.press(page.getByRole('button', { name: 'Inscrire et ouvrir le parcours' }));
      await page.getByRole('heading', { name: `${name} M.`, level: 1 }).waitFor();
      await seen();

      // She is sent on, and the other structure takes her.
      await hands.press(main.getByRole('button', { name: 'Orienter' }));
      await hands.choose(sheet.getByRole('combobox', { name: 'Vers quelle structure ?' }), 'PLIE d’exemple');
      await hands.choose(sheet.getByRole('combobox', { name: 'Besoin' }), 'Préparer un permis');
      await hands.choose(sheet.getByRole('combobox', { name: 'Dispositif' }), 'PLIE');
      await hands.type(sheet.getByLabel('Fiche pour la structure'), 'Cherche un emploi de cuisine.');
      await hands.check(sheet.getByRole('group', { name: 'La personne est-elle d’accord ?' }).getByLabel('Oui'));
      await hands.check(sheet.getByRole('group', { name: 'Le référent change-t-il ?' }).getByLabel('Non'));
      await seen();
      await hands.press(sheet.getByRole('button', { name: 'Enregistrer' }));
      await sheet.waitFor({ state: 'detached' });
      await page.getByText(/Enregistré à \d\d:\d\d/).waitFor();
      await takes(handsOf(nadia), name);

      // A contact of some days ago, logged late, then found to be a mistake.
      await page.getByText('Premier rendez-vous attendu : PLIE d’exemple').waitFor();
      await hands.press(main.getByRole('button', { name: 'Ajouter une étape' }));
      await hands.press(sheet.getByRole('button', { name: /^Contact/ }));
      await hands.check(sheet.getByRole('radio', { name: 'Date…' }));
      await hands.date(sheet.getByLabel('Date', { exact: true }), addDays(today, -3));
      await sheet.getByText('Saisie tardive bienvenue').waitFor();
      await seen();
      await hands.press(sheet.getByRole('button', { name: 'Enregistrer' }));
      await sheet.waitFor({ state: 'detached' });
      const contact = page.locator('#contenu ol').getByRole('listitem').filter({ hasText: 'Contact' });
      await contact.getByText(/saisi le/).waitFor();
      await hands.press(contact.getByRole('button', { name: /^Annuler : Contact/ }));
      await hands.type(sheet.getByLabel('Pourquoi ?'), 'Saisi sur la mauvaise personne.');
      await hands.press(sheet.getByRole('button', { name: 'Enregistrer' }));
      await contact.waitFor({ state: 'detached' });
      await hands.press(page.getByRole('checkbox', { name: 'Montrer les étapes annulées' }));
      await contact.getByText('annulée').waitFor();
      await seen();

      // The evening: a colleague takes over.
      await hands.press(page.getByRole('navigation').getByRole('link', { name: 'Ma file active' }));
      await hands.press(main.getByRole('link', { name: 'Passer la main' }));
      await hands.choose(page.getByRole('combobox', { name: 'Qui prend la suite ?' }), 'Ines Exemple');
      await hands.press(page.getByRole('button', { name: 'Ne rien choisir' }));
      await hands.press(page.getByRole('checkbox', { name: new RegExp(`^${name} M\\.`) }));
      await page.getByText(/^Un parcours passe à Ines Exemple/).waitFor();
      await seen();
      await hands.press(page.getByRole('button', { name: 'Passer la main pour un parcours' }));
      await page.getByText('Un parcours est passé à Ines Exemple.').waitFor();
      await page.getByRole('checkbox', { name: new RegExp(`^${name} M\\.`) }).waitFor({ state: 'detached' });
      await seen();

      const items = await ines.get<{ items: { displayName: string }[] }>('/cases?whose=mine');
      expect(items.items.map(({ displayName }) => displayName)).toContain(`${name} M.`);
      expect([...omar.complaints, ...nadia.complaints]).toEqual([]);
    },
    4 * MINUTE,
  );

  /** The receiver reads the sheet and accepts. */
  async function takes(hands: Hands, name: string): Promise<void> {
    const { page } = nadia;
    await page.goto('/');
    await hands.press(page.getByRole('navigation').getByRole('link', { name: 'Orientations' }));
    const row = page.getByRole('listitem').filter({ hasText: `${name} M.` });
    await hands.press(row.getByText('Lire la fiche'));
    await row.getByText('Cherche un emploi de cuisine.').waitFor();
    await hands.press(row.getByRole('button', { name: /^Accepter/ }));
    expect(await nadia.axePairwise()).toEqual([]);
    await hands.press(row.getByRole('button', { name: 'Enregistrer l’acceptation' }));
    await row.getByText(/premier rendez-vous attendu/).waitFor();
  }
});
