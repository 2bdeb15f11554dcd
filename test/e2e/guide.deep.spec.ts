import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt, projectRoot } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer } from './opened-product.js';
import { openScreens, type Screens } from './screens.js';

const MINUTE = 60_000;
const PICTURE = { width: 1280, height: 860 };
const TELEPHONE = { width: 400, height: 820 };

/** The pictures of the guide and of the README, from invented people; written where JALONS_UPDATE=1 asks for them. */
inBrowser('the pictures of the guide', () => {
  let screens: Screens;
  let omar: Person;
  const today = dateAt(Date.now(), 'Europe/Paris');
  const ago = (days: number) => addDays(today, -days);

  beforeAll(async () => {
    screens = await openScreens(browserPath!);
    ({ omar } = screens);
    await others();
  }, 5 * MINUTE);
  afterAll(() => screens?.close());

  /** People at every point of their way, so that a list looks like one. */
  async function others(): Promise<void> {
    const begin = async (given: string, family: string, days: number, contacts: readonly number[]) => {
      const { parcours } = await newcomer(omar, [given, family], ago(days), '1995-04-03');
      const step = (route: string, body: object) =>
        omar.post<{ id: string }>(`/parcours/${parcours}/steps/${route}`, body);
      for (const on of contacts) {
        await step('contact-attempts', { channel: 'in-person', reached: 'person', occurredOn: ago(on) });
      }
      return step;
    };
    const training = { provider: { label: 'Organisme d’exemple' }, qualifying: true };
    const joel = await begin('Joël', 'Modèle', 340, [320, 280, 240, 190, 140, 90, 30]);
    await joel('training-starts', {
      ...training,
      title: 'CAP cuisine',
      expectedEnd: addDays(today, 90),
      occurredOn: ago(120),
    });
    const sofia = await begin('Sofia', 'Essai', 200, [190, 150, 110, 60, 27]);
    await sofia('next-actions', {
      what: 'Rendez-vous',
      dueOn: addDays(today, 2),
      who: { kind: 'person' },
      occurredOn: ago(5),
    });
    const thierry = await begin('Thierry', 'Témoin', 260, [250, 200, 160, 100, 44]);
    await thierry('pauses', { reason: 'health', until: addDays(today, 20), occurredOn: ago(44) });
    const lina = await begin('Lina', 'Croquis', 310, [300, 250, 220, 170, 120, 60, 6]);
    await lina('job-starts', { contract: 'permanent', weeklyHours: 35, signedOn: ago(100), occurredOn: ago(95) });
    const karim = await begin('Karim', 'Esquisse', 150, [140, 120, 95, 70]);
    await karim('next-actions', {
      what: 'Relancer le PLIE',
      dueOn: ago(4),
      who: { kind: 'person' },
      occurredOn: ago(30),
    });
    await begin('Dylan', 'Ébauche', 11, [10, 3]);
  }

  async function picture(person: Person, name: string): Promise<void> {
    const taken = await person.page.screenshot({ animations: 'disabled' });
    expect(taken.length).toBeGreaterThan(10_000);
    if (process.env['JALONS_UPDATE'] !== '1') return;
    const file = join(projectRoot(), 'docs', 'images', `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, taken);
  }

  async function open(name: string, size = PICTURE): Promise<Person> {
    const { person, path, shows } = screens.named(name);
    await person.page.setViewportSize(size);
    await person.page.goto(path);
    await shows(person.page).waitFor();
    return person;
  }

  it(
    'show each page of an operator as it is',
    async () => {
      await open('file active');
      await omar.page.getByRole('link', { name: 'Dylan É.' }).waitFor();
      await picture(omar, 'guide/file-active');
      await open('file active', TELEPHONE);
      await picture(omar, 'guide/file-active-telephone');

      const { page } = await open('new person');
      await page.getByLabel('Prénom').fill('Amina');
      await page.getByLabel('Nom', { exact: true }).fill('Benali');
      await page.getByLabel('Date de naissance').fill('1998-05-04');
      await page.getByText('Peut-être est-elle déjà suivie.').waitFor();
      await picture(omar, 'guide/nouvelle-personne');

      await open('parcours');
      await page.getByText('Risque de décrochage', { exact: false }).waitFor();
      await page.getByText('PLIE · Mobilité').waitFor();
      await picture(omar, 'parcours');
      await open('the kinds of steps');
      await picture(omar, 'guide/etapes');
      await open('the sheet of a contact');
      await page.getByRole('dialog').getByText('Ce qui sera enregistré').waitFor();
      await picture(omar, 'guide/contact');

      await omar.context.setOffline(true);
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('Pas encore enregistré – en attente de connexion…').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('En attente de connexion (1)', { exact: false }).waitFor();
      await picture(omar, 'guide/en-attente');
      await omar.context.setOffline(false);
      await page.getByText(/Enregistré à/).waitFor();

      await open('outreach', TELEPHONE);
      await page.getByRole('combobox', { name: /^De quoi avez-vous parlé/ }).waitFor();
      await picture(omar, 'guide/aller-vers');
      await picture(await open('orientations'), 'guide/orientations');
      await open('hand-over');
      await page.getByRole('combobox', { name: 'Qui prend la suite ?' }).fill('marie');
      await page.getByRole('option', { name: 'Marie Exemple' }).click();
      await page.getByText(/passent à Marie Exemple/).waitFor();
      await picture(omar, 'guide/passer-la-main');
    },
    3 * MINUTE,
  );

  it(
    'show an import before it is written',
    async () => {
      const marie = await open('imports');
      const { page } = marie;
      await page.getByRole('button', { name: 'Nouvel import' }).click();
      const rows = ['personne;prénom;nom;date de naissance;entrée;structure'];
      for (let index = 1; index <= 40; index++) {
        const birth = index % 13 === 0 ? '31/02/1990' : `03/04/${1950 + index}`;
        rows.push(`P${index};Prénom;Exemple ${index};${birth};05/01/2026;${index % 17 === 0 ? 'Le PLIE' : ''}`);
      }
      const file = { name: 'personnes.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
      await page.getByLabel('Choisissez un ou plusieurs fichiers').setInputFiles([file]);
      await page.getByRole('button', { name: 'Retirer : personnes.csv' }).waitFor();
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await page.getByRole('region', { name: 'Ce qui serait écrit' }).waitFor();
      await picture(marie, 'guide/import');
    },
    2 * MINUTE,
  );
});
