import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addMonths, dateAt } from '@jalons/kernel';
import { browserPath, Person } from './browser.js';
import { pick } from './hands.js';
import { inBrowser } from './in-browser.js';
import { RunningProduct } from './running-product.js';

const MINUTE = 60_000;
const PASSWORD = 'quatre mots au hasard';

/** The day on the person's own clock: what she logs « aujourd’hui ». */
const today = () => dateAt(Date.now(), 'Europe/Paris');

inBrowser('a new installation, by hand in a browser', () => {
  let parent: string;
  let product: RunningProduct;
  let origin: string;
  let firstLink: string;
  let admin: Person;
  let operator: Person;
  const links = new Map<string, string>();

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'jalons slice é '));
    product = new RunningProduct(join(parent, 'data'));
    origin = await product.address();
    firstLink = await product.printed(/(http:\S+lien#\S+)/);
    admin = await Person.arrive(browserPath!, origin);
    operator = await Person.arrive(browserPath!, origin);
  }, 3 * MINUTE);

  afterAll(async () => {
    await admin?.leave();
    await operator?.leave();
    await product?.kill('SIGTERM');
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  });

  async function redeem(person: Person, link: string, login: string): Promise<void> {
    await person.page.goto(link);
    expect(await person.axePairwise()).toEqual([]);
    await person.page.getByLabel('Adresse électronique').fill(login);
    await person.page.getByLabel('Mot de passe').fill(PASSWORD);
    await person.page.getByRole('button', { name: 'Ouvrir mon compte' }).click();
  }

  /** Picks an option of a field that is typed into. */
  async function choose(person: Person, label: string, option: string): Promise<void> {
    await person.page.getByRole('combobox', { name: label }).fill(option);
    await person.page.getByRole('option', { name: option }).first().click();
  }

  it(
    'is opened by its administrator from the printed link, and never twice by the same one',
    async () => {
      const { page } = admin;
      await redeem(admin, firstLink, 'admin@exemple.fr');
      await page.getByRole('heading', { name: 'Première ouverture', level: 1 }).waitFor();
      expect(await admin.axePairwise()).toEqual([]);

      await page.getByLabel('Nom de la Cité de l’Emploi').fill('Cité d’exemple');
      await page.getByLabel('Grand Mirail').check();
      await page.getByLabel('Nom de la structure').fill('Mission locale d’exemple');
      await choose(admin, 'Type de structure', 'Mission locale');
      for (const [group, given, login] of [
        ['La coordination', 'Claire', 'claire@exemple.fr'],
        ['Le premier opérateur', 'Omar', 'omar@exemple.fr'],
      ] as const) {
        const fields = page.getByRole('group', { name: group });
        await fields.getByLabel('Prénom').fill(given);
        await fields.getByLabel('Nom', { exact: true }).fill('Exemple');
        await fields.getByLabel('Adresse électronique').fill(login);
      }
      await page.getByRole('button', { name: 'Ouvrir' }).click();
      await page.getByRole('heading', { name: /Omar Exemple/ }).waitFor();
      expect(await admin.axePairwise()).toEqual([]);
      const found = (await page.getByText(/lien#/).allInnerTexts()).map((text) => text.trim());
      expect(found).toEqual([expect.stringMatching(/lien#[\w-]{43}$/), expect.stringMatching(/lien#[\w-]{43}$/)]);
      links.set('coordinator', found[0]!).set('operator', found[1]!);

      const thief = await Person.arrive(browserPath!, origin);
      await thief.page.goto(firstLink);
      await thief.page.getByLabel('Mot de passe').fill(PASSWORD);
      await thief.page.getByLabel('Adresse électronique').fill('voleur@exemple.fr');
      await thief.page.getByRole('button', { name: 'Ouvrir mon compte' }).click();
      await thief.page.getByRole('alert').waitFor();
      expect(new URL(thief.page.url()).pathname).toBe('/lien');
      await thief.leave();
    },
    2 * MINUTE,
  );

  it(
    'lets the operator sign in, register a person and open her parcours',
    async () => {
      const { page } = operator;
      await redeem(operator, links.get('operator')!, 'omar@exemple.fr');
      await page.getByRole('heading', { name: 'Ma file active', level: 1 }).waitFor();
      expect(await operator.axePairwise()).toEqual([]);

      await page.getByRole('button', { name: 'Se déconnecter' }).click();
      await page.getByLabel('Mot de passe').waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await page.getByLabel('Adresse électronique').fill('omar@exemple.fr');
      await page.getByLabel('Mot de passe').fill('pas celui-là du tout');
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Mot de passe').fill(PASSWORD);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('heading', { name: 'Ma file active', level: 1 }).waitFor();

      await page.getByRole('link', { name: 'Nouvelle personne' }).first().click();
      await page.getByLabel('Prénom').fill('Zélie');
      await page.getByLabel('Nom', { exact: true }).fill('Modèle');
      await page.getByRole('radio', { name: 'Aller-vers' }).check({ force: true });
      await page.getByRole('radio', { name: 'À l’oral' }).check({ force: true });
      expect(await operator.axePairwise()).toEqual([]);
      // What comes last is cut off: she is registered all the same, and what remains to do is said.
      await page.route('**/information-notices', (route) => route.abort('connectionreset'), { times: 1 });
      await page.getByRole('button', { name: 'Inscrire et ouvrir le parcours' }).click();
      await page.getByText(/Reste à noter que vous l’avez informée/).waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await page.getByRole('link', { name: 'Ouvrir le parcours' }).click();
      await page.getByRole('heading', { name: 'Zélie M.', level: 1 }).waitFor();
    },
    2 * MINUTE,
  );

  it(
    'logs three steps and shows them on one line of time',
    async () => {
      const { page } = operator;
      expect(await operator.axePairwise()).toEqual([]);
      await page.keyboard.press('e');
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('heading', { name: 'Ajouter une étape' }).waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await sheet.getByRole('button', { name: /^Contact/ }).click();
      expect(await operator.axePairwise()).toEqual([]);
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Ajouter une étape' }).click();
      await sheet.getByRole('button', { name: /^Début de formation/ }).click();
      await sheet.getByLabel('Intitulé de la formation').fill('Français professionnel');
      await sheet.getByLabel('Organisme de formation').fill('Organisme d’exemple');
      await sheet.getByRole('radio', { name: 'Non', exact: true }).check({ force: true });
      await sheet.getByLabel('Fin prévue').fill(addMonths(today(), 5));
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Ajouter une étape' }).click();
      await sheet.getByRole('button', { name: /^Début d’emploi/ }).click();
      await choose(operator, 'Contrat', 'CDI');
      await sheet.getByRole('button', { name: 'Enregistrer' }).click();
      await sheet.waitFor({ state: 'detached' });

      await page.getByRole('radio', { name: 'Liste' }).check({ force: true });
      for (const title of [/Contact/, /Français professionnel/, /CDI/]) {
        await page.getByRole('main').getByText(title).first().waitFor();
      }
      expect(await operator.axePairwise()).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'logs encounters in the street, whatever the connection, then says who it was, known or new',
    async () => {
      const { page, context } = operator;
      await page.getByRole('link', { name: 'Aller-vers' }).click();
      await page.getByText('Aucune rencontre pour l’instant.', { exact: false }).waitFor();
      const save = page.getByRole('button', { name: 'Enregistrer', exact: true });
      const met = (place: string) => page.getByRole('listitem').filter({ hasText: place });
      await page.getByLabel('Combien de personnes ?').fill('');
      await save.click();
      await page.getByRole('alert').getByText('Une réponse est à corriger').waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await page.getByLabel('Combien de personnes ?').fill('3');
      await page.getByLabel(/^Où/).fill('Marché de Bellefontaine');
      await pick(page.getByRole('combobox', { name: /^De quoi avez-vous parlé/ }), 'Préparer un permis');
      await page.getByText(/3 personnes rencontrées · Dans la rue .* · Marché de Bellefontaine/).waitFor();
      await save.click();
      await page.getByText(/Enregistré à \d\d:\d\d :/).waitFor();
      await met('Marché').getByText('Préparer un permis').waitFor();
      await met('Marché').getByText('Pour suivre l’une d’elles, notez sa rencontre à part.').waitFor();
      expect(await operator.axePairwise()).toEqual([]);

      await context.setOffline(true);
      await page.getByLabel(/^Où/).fill('Parc de la Reynerie');
      await save.click();
      await page.getByText('Pas encore enregistré – en attente de connexion…').waitFor();
      await page.getByRole('link', { name: 'Orientations' }).click();
      await page.getByText('En attente de connexion (1)', { exact: false }).waitFor();
      await page.getByText(/une personne rencontrée · .* · Parc de la Reynerie/).waitFor();
      await context.setOffline(false);
      await page.getByText(/Enregistré à \d\d:\d\d :/).waitFor({ timeout: MINUTE });
      await page.getByRole('link', { name: 'Aller-vers' }).click();

      const park = met('Parc de la Reynerie');
      const link = park.getByText('Dire qui c’était');
      await link.click();
      await park.getByRole('searchbox', { name: 'Rechercher une personne' }).fill('zelie');
      await park.getByText('Zélie Modèle').first().waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await park.getByRole('button', { name: 'C’était elle : Zélie Modèle' }).click();
      await page.getByText(/rattachée à Zélie Modèle\./).waitFor();
      await park.getByText('rattachée', { exact: true }).waitFor();
      await park.getByText('Voir la personne').click();
      await park.getByRole('link', { name: 'Zélie Modèle' }).waitFor();
      expect(await operator.axePairwise()).toEqual([]);
      await park.getByText('Annuler le rattachement').first().click();
      await park.getByRole('button', { name: 'Annuler le rattachement' }).click();

      await link.click();
      await park.getByRole('link', { name: 'C’était une nouvelle personne : l’inscrire' }).click();
      await page.getByText(/Parc de la Reynerie : elle sera rattachée à la personne inscrite ici\./).waitFor();
      expect(await page.getByRole('radio', { name: 'Aller-vers' }).isChecked()).toBe(true);
      await page.getByLabel('Prénom').fill('Yanis');
      await page.getByLabel('Nom', { exact: true }).fill('Croquis');
      await page.getByRole('button', { name: 'Inscrire et ouvrir le parcours' }).click();
      await page.getByRole('heading', { name: 'Yanis C.', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Aller-vers' }).click();
      await park.getByText('Voir la personne').click();
      await park.getByRole('link', { name: 'Yanis Croquis' }).waitFor();

      await met('Marché').getByText('Annuler cette rencontre').first().click();
      await met('Marché').getByRole('button', { name: 'Annuler cette rencontre' }).click();
      await met('Marché').waitFor({ state: 'detached' });
      expect(await operator.axePairwise()).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'is read in English by who chooses it, and loses nothing typed without a question',
    async () => {
      const { page } = operator;
      await page.goto('/personnes/nouvelle');
      await page.getByLabel('Prénom').fill('Noé');
      await page.getByRole('button', { name: 'English' }).click();
      const sure = page.getByRole('button', { name: /^Changer de langue relit la page/ });
      await sure.waitFor();
      expect(await page.getByLabel('Prénom').inputValue()).toBe('Noé');
      expect(await operator.axePairwise()).toEqual([]);
      await sure.click();
      await page.getByLabel('First name').waitFor();
      await page.getByRole('radio', { name: 'Outreach' }).waitFor({ state: 'attached' });
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      expect(await operator.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: 'Français' }).click();
      await page.getByLabel('Prénom').waitFor();
    },
    3 * MINUTE,
  );

  it('never left its origin, and complained of nothing', () => {
    expect([...admin.complaints, ...operator.complaints]).toEqual([]);
  });
});
