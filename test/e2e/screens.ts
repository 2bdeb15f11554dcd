import { addDays, dateAt } from '@jalons/kernel';
import type { Locator, Page } from 'playwright-core';
import type { Person } from './browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

/** A screen in its ordinary state: who sees it, where it is, and what shows that it is there. */
export interface Screen {
  readonly name: string;
  readonly person: Person;
  readonly path: string;
  readonly shows: (page: Page) => Locator;
}

export interface Screens {
  readonly all: readonly Screen[];
  readonly people: readonly Person[];
  /** What an operator sees a page in place of, and whose it is not. */
  readonly omar: Person;
  named(name: string): Screen;
  close(): Promise<void>;
}

/** A product with one of everything in it, and each of its screens; where that fails, nothing is left running. */
export async function openScreens(browser: string): Promise<Screens> {
  const opened = await OpenedProduct.start(browser);
  try {
    return await fill(opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function fill(opened: OpenedProduct): Promise<Screens> {
  const omar = await opened.arrive('operator');
  const claire = await opened.arrive('coordinator');
  const { structure, operator: nadia } = await opened.structureWith('PLIE d’exemple', 'plie', 'nadia');
  const marie = await opened.member(opened.structure, 'marie', 'structure-manager');
  const carole = await opened.member(undefined, 'carole', 'steering');
  const delphine = await opened.member(undefined, 'delphine', 'dpo');
  const visitor = await opened.visitor();
  const parcours = await story(omar, structure);
  const { id: service } = await claire.post<{ id: string }>('/services', offered(structure));
  await omar.post('/outreach', met(dateAt(Date.now(), 'Europe/Paris')));
  const title = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name, level: 1 });
  const dialog = (name: string) => (page: Page) => page.getByRole('dialog').getByRole('heading', { name });
  const of = (query: string) => `/parcours/${parcours}${query}`;
  const all: readonly Screen[] = [
    { name: 'sign-in', person: visitor, path: '/connexion', shows: title('Se connecter') },
    { name: 'link', person: visitor, path: '/lien#x', shows: title('Choisir vos identifiants') },
    { name: 'no page', person: omar, path: '/nulle-part', shows: title('Cette page n’existe pas') },
    { name: 'file active', person: omar, path: '/', shows: (page) => page.getByRole('link', { name: 'Amina B.' }) },
    { name: 'new person', person: omar, path: '/personnes/nouvelle', shows: (page) => page.getByLabel('Prénom') },
    { name: 'parcours', person: omar, path: of(''), shows: title('Amina B.') },
    { name: 'the kinds of steps', person: omar, path: of('?etape=choisir'), shows: dialog('Ajouter une étape') },
    { name: 'the sheet of a contact', person: omar, path: of('?etape=contact'), shows: dialog('Contact') },
    {
      ...{ name: 'the sheet of an orientation', person: omar, path: of('?etape=orientation') },
      shows: dialog('Proposer une orientation'),
    },
    {
      ...{ name: 'orientations', person: nadia, path: '/orientations' },
      shows: (page) => page.getByRole('listitem').filter({ hasText: 'Amina B.' }),
    },
    {
      ...{ name: 'directory', person: omar, path: '/annuaire' },
      shows: (page) => page.getByRole('link', { name: 'École de la mobilité' }),
    },
    { name: 'a service', person: claire, path: `/annuaire/${service}`, shows: title('École de la mobilité') },
    {
      ...{ name: 'a new service', person: claire, path: '/annuaire/nouveau' },
      shows: (page) => page.getByLabel('Nom du service'),
    },
    {
      ...{ name: 'outreach', person: omar, path: '/aller-vers' },
      shows: (page) => page.getByRole('listitem').filter({ hasText: 'Marché de Bellefontaine' }),
    },
    {
      ...{ name: 'hand-over', person: omar, path: '/passation' },
      shows: (page) => page.getByRole('checkbox', { name: /^Amina B\./ }),
    },
    {
      ...{ name: 'people to inform', person: omar, path: '/informations' },
      shows: (page) => page.getByText('Noter l’information donnée à Amina B.'),
    },
    {
      ...{ name: 'imports', person: marie, path: '/imports' },
      shows: (page) => page.getByRole('button', { name: 'Nouvel import' }),
    },
    { name: 'alerts', person: omar, path: '/alertes', shows: title('Alertes') },
    {
      ...{ name: 'alerts of the coordinator', person: claire, path: '/alertes' },
      shows: (page) => page.getByText('Toutes les alertes ont été ouvertes à temps.'),
    },
    { name: 'why', person: omar, path: of('/risque'), shows: title('Pourquoi, ou pourquoi pas') },
    { name: 'duplicates', person: omar, path: '/doublons', shows: title('Doublons possibles') },
    { name: 'absences', person: omar, path: '/absences', shows: (page) => page.getByLabel('Au (dernier jour)') },
    {
      ...{ name: 'mails', person: omar, path: '/courriels' },
      shows: (page) => page.getByRole('radio', { name: 'Jamais' }),
    },
    { name: 'reports', person: carole, path: '/', shows: title('Rapports publiés') },
    {
      ...{ name: 'privacy', person: delphine, path: '/administration' },
      shows: (page) => page.getByRole('list', { name: 'Journal des accès' }),
    },
    {
      ...{ name: 'rules', person: claire, path: '/regles' },
      shows: (page) => page.getByRole('link', { name: /^Version 1 – / }),
    },
    { name: 'a version of the rules', person: claire, path: '/regles/1', shows: title(/^Version 1 – /) },
    {
      ...{ name: 'a version tried on the past', person: claire, path: '/regles/1?vue=passe' },
      shows: (page) => page.getByText('Aucune simulation de cette version.'),
    },
    { name: 'pilotage', person: claire, path: '/pilotage', shows: title('Pilotage') },
    {
      ...{ name: 'administration', person: opened.admin, path: '/administration' },
      shows: (page) => page.getByText('PLIE d’exemple').first(),
    },
  ];
  const people = [omar, claire, nadia, marie, carole, delphine, visitor];
  return {
    ...{ all, people, omar },
    named: (name) => all.find((screen) => screen.name === name)!,
    close: () => opened.close(),
  };
}

/** A service of which much is said, in the directory. */
function offered(structure: string): object {
  return {
    ...{ structure, name: 'École de la mobilité', scheme: 'plie', commonLaw: true, type: 'accompagnement' },
    description: 'Prépare au code et à la conduite, à petits groupes, près du métro.',
    ...{ topics: ['mobilite--preparer-un-permis', 'mobilite'], publics: ['tous-publics'], placesOpen: 6 },
    ...{ mobilisedBy: ['professionals'], mobilisationModes: ['telephoner'], phone: '05 00 00 00 00', fees: 'free' },
    mobilisationLink: 'https://www.exemple.fr/une-adresse-bien-longue/pour-qui-la-lit-sur-un-telephone/inscription',
    address: { line: '3 rue d’Exemple', postcode: '31100', city: 'Toulouse' },
  };
}

/** Somebody met at the market. */
function met(occurredOn: string): object {
  const place = { label: 'Marché de Bellefontaine' };
  return { occurredOn, time: '10:30', channel: 'street', place, needs: ['mobilite'], count: 1 };
}

/** Some months of one person: contacts, a training, a job, an orientation that waits, something void. */
async function story(omar: Person, structure: string): Promise<string> {
  const today = dateAt(Date.now(), 'Europe/Paris');
  const on = (days: number) => addDays(today, -days);
  const { parcours } = await newcomer(omar, ['Amina', 'Benali'], on(220), '1998-05-04');
  const step = (route: string, body: object) => omar.post<{ id: string }>(`/parcours/${parcours}/steps/${route}`, body);
  const contact = (days: number, reached: string) =>
    step('contact-attempts', { channel: 'phone', reached, occurredOn: on(days) });
  for (const days of [210, 190, 160, 120]) await contact(days, 'person');
  await contact(100, 'nobody');
  const wrong = await contact(90, 'person');
  await step('voids', { eventId: wrong.id, why: 'saisie par erreur' });
  await step('barriers', { theme: 'mobilite', blocking: true, occurredOn: on(200) });
  const { id: training } = await step('training-starts', {
    ...{ title: 'Titre professionnel assistante de vie', provider: { label: 'Organisme d’exemple' }, qualifying: true },
    ...{ expectedEnd: on(60), occurredOn: on(150) },
  });
  await step('training-completions', { training, occurredOn: on(60), qualification: 'Titre professionnel' });
  await step('next-actions', { what: 'Appeler Amina', dueOn: on(3), who: { kind: 'person' }, occurredOn: on(20) });
  await step('job-starts', {
    ...{ contract: 'permanent', weeklyHours: 28, employer: { label: 'Crèche d’exemple' } },
    ...{ signedOn: on(45), occurredOn: on(40) },
  });
  await step('orientations', {
    ...{ occurredOn: on(9), toStructure: structure, scheme: 'plie', commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: false, sheet: { summary: 'Cherche à passer le permis.' } },
  });
  await omar.get(`/parcours/${parcours}`);
  return parcours;
}
