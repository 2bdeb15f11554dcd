import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { civilDateOf, loadNomenclatures, type NomenclatureName } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { signInAs, type TestSession } from '../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../test/support/case-views.js';
import { testId } from '../../../test/support/given.js';
import * as told from '../../../test/support/told.js';

const { MISSION, PLIE, CCAS, TERRITORY } = told;
const DAY = '2026-03-01';
const NOTE = 'dit en entretien';
/** The ids of one case begin at a multiple of it. */
const SPAN = 10_000;
const catalogue = loadNomenclatures();
const reservedIn = (list: NomenclatureName) =>
  catalogue.entries(list).flatMap(({ code, extra }) => (extra['reserved'] === 'yes' ? [code] : []));

interface Variant {
  readonly what: string;
  readonly steps?: readonly ParcoursEvent[];
  readonly said?: readonly BeneficiaryEvent[];
}

const barrier = (theme: string): Variant => ({
  what: theme,
  steps: [{ type: 'BarrierIdentified', data: { barrierId: testId(500), theme, blocking: true, note: NOTE } }],
});
const need = (code: string): Variant => ({
  what: code,
  steps: [told.proposal(testId(24), { need: code, note: NOTE })],
});
const exit = (reason: string): Variant => ({
  what: reason,
  steps: [{ type: 'ParcoursExited', data: { reason, proof: { kind: 'none' }, note: NOTE } }],
});
const pause = (reason: string): Variant => ({
  what: reason,
  steps: [{ type: 'PauseDeclared', data: { reason, until: civilDateOf('2026-05-01'), note: NOTE } }],
});
const situation = (...benefits: readonly string[]): Variant => ({
  what: benefits.join(),
  steps: [
    {
      type: 'EntrySituationRecorded',
      data: { situation: 'unemployed', benefits, education: 'unknown', household: 'alone' },
    },
  ],
});
const criteria = (...declared: readonly string[]): Variant => ({
  what: declared.join(),
  said: ['rsa', ...declared].map((criterion) => ({
    type: 'CriterionDeclared',
    data: { criterion, answer: 'yes', on: civilDateOf(DAY), proof: 'attestation' },
  })),
});
const restriction = (reason: string): Variant => ({
  what: reason,
  said: [{ type: 'ProcessingRestricted', data: { reason } }],
});

/** Cases that differ in what only some may read: nobody else can tell them apart. */
const ALIKE: readonly (readonly [what: string, variants: readonly Variant[]])[] = [
  ['the theme of a barrier', reservedIn('barriers').map(barrier)],
  ['the need of an orientation', reservedIn('barriers').map(need)],
  ['the reason of an exit', reservedIn('exit-reasons').map(exit)],
  ['the reason of a pause', catalogue.entries('pause-reasons').map(({ code }) => pause(code))],
  ['benefits beside another', [situation('rsa'), situation('rsa', 'aah'), situation('aah', 'rsa')]],
  ['benefits alone', [situation(), situation('aah'), situation('none'), situation('unknown')]],
  ['criteria', [criteria(), ...reservedIn('criteria').map((code) => criteria(code)), criteria('aah', 'detention')]],
  ['the reason of a restriction', ['hospitalisée', 'exactitude contestée'].map(restriction)],
];

describe('health and justice, for who takes part without having recorded them', () => {
  let rig: CaseViewsRig;
  let recorder: TestSession;
  let partner: TestSession;
  let receiver: TestSession;
  let made = 0;

  beforeAll(async () => {
    rig = await openCaseViews();
    const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });
    [recorder, partner, receiver] = [await operator(MISSION), await operator(PLIE), await operator(CCAS)];
  });

  afterAll(() => rig.close());

  /** A case of MISSION, shared with PLIE and proposed to CCAS, then what is said of it. */
  async function caseOf({ steps = [], said = [] }: Variant) {
    made += 1;
    const base = made * SPAN;
    const [person, parcours] = [testId(base + 1), testId(base + 2)];
    const log = new told.Told(base + 100);
    const joined = { structure: PLIE, role: 'suivi', supportKind: 'global' };
    log.person(person, told.registration('Amina'));
    log.step(parcours, told.opening(person), '2026-02-01');
    log.step(parcours, told.assigned(told.INES), '2026-02-01');
    log.step(parcours, { type: 'StructureJoined', data: joined }, '2026-02-02');
    const orientation = log.step(parcours, told.proposal(CCAS), '2026-02-03');
    for (const step of steps) log.step(parcours, step, DAY);
    for (const event of said) log.person(person, event, DAY);
    await rig.fold(log.log.map((event) => ({ ...event, keyId: person })));
    return { person, parcours, orientation, last: log.log.at(-1)!.eventId };
  }

  /** What the case is answered as, without the ids that are its own. */
  async function answered(
    by: TestSession,
    { person, parcours, orientation, last }: Awaited<ReturnType<typeof caseOf>>,
  ) {
    const paths = [
      ...[`parcours/${parcours}`, `parcours/${parcours}/identity`, `people/${person}`, `people/${person}/timeline`],
      ...[`orientations/${orientation}`, `orientations/${last}`],
    ];
    const answers = await Promise.all(
      paths.map(async (path) => {
        const { statusCode, body } = await rig.app.inject({ url: `/api/v1/${path}`, headers: by.headers });
        return `${statusCode} ${statusCode === 404 ? '' : body}`;
      }),
    );
    const { rows } = await rig.scoped.query<{ told: string }>(
      by.token,
      'SELECT head || told AS told FROM read.case_viewers WHERE parcours = $1 ORDER BY structure',
      [parcours],
    );
    const all = [...answers, ...rows.map((row) => row.told)].join('\n');
    return all.replace(
      /(00000000-0000-4000-8000-|Dossier )(\d+)/g,
      (_, what: string, n: string) => what + (Number(n) % SPAN),
    );
  }

  it.each(ALIKE)('%s: told apart by who recorded it, and by nobody else', async (_, variants) => {
    const cases: Awaited<ReturnType<typeof caseOf>>[] = [];
    for (const variant of variants) cases.push(await caseOf(variant));
    const all = (by: TestSession) => Promise.all(cases.map((each) => answered(by, each)));
    for (const by of [partner, receiver]) {
      const [first, ...others] = await all(by);
      expect(first).toContain('200 ');
      for (const other of others) expect(other).toBe(first);
    }
    expect(new Set(await all(recorder)).size).toBe(cases.length);
  });

  it('tells whom an orientation is to, where that may not be named, to who reads its sheet, and to nobody else', async () => {
    const [named, sensitive] = [testId(25), testId(26)];
    await rig.name(named, 'Association d’exemple');
    await rig.name(sensitive, 'CSAPA d’exemple', true);
    const proposed = { toStructure: sensitive, service: testId(27), scheme: 'pic-invisibles' };
    const steps = [told.proposal(named, { scheme: 'plie' }), told.proposal(sensitive, proposed)];
    const { parcours } = await caseOf({ what: 'to a sensitive kind', steps });
    const last = async (by: TestSession) => {
      const answer = await rig.app.inject({ url: `/api/v1/parcours/${parcours}`, headers: by.headers });
      return answer.json().entries.slice(-2);
    };
    const [open, closed] = await last(partner);
    expect(open).toMatchObject({ data: { toStructure: named, scheme: 'plie' }, hidden: ['sheet'] });
    expect(closed.hidden).toEqual(['scheme', 'service', 'sheet', 'toStructure']);
    for (const field of Object.keys(proposed)) expect(closed.data).not.toHaveProperty(field);
    const [, whole] = await last(recorder);
    expect(whole).toMatchObject({ data: proposed, hidden: [] });
    const coordinator = await signInAs(rig.owner, { role: 'coordinator', territory: TERRITORY });
    for (const by of [partner, coordinator]) {
      const told = async (orientation: string) =>
        (await rig.app.inject({ url: `/api/v1/orientations/${orientation}`, headers: by.headers })).json();
      expect(await told(open.eventId)).toMatchObject({ to: { id: named }, scheme: 'plie' });
      const kept = { to: { id: null, name: 'Autre structure' }, scheme: null, data: {} };
      expect(await told(closed.eventId)).toMatchObject(kept);
      const url = '/api/v1/orientations?direction=sent&limit=100';
      const { body } = await rig.app.inject({ url, headers: by.headers });
      for (const id of [sensitive, 'pic-invisibles']) expect(body).not.toContain(id);
    }
  });

  it('shows the partner what is of use to both', async () => {
    const { parcours } = await caseOf({
      what: 'mixed',
      steps: ['mobilite', 'numerique'].flatMap((theme) => barrier(theme).steps!).concat(situation('rsa', 'aah').steps!),
    });
    const answer = await rig.app.inject({ url: `/api/v1/parcours/${parcours}`, headers: partner.headers });
    expect(answer.json().entries.slice(-3)).toMatchObject([
      { data: { theme: 'mobilite', note: NOTE }, hidden: [] },
      { data: { theme: 'numerique' }, hidden: [] },
      { data: { situation: 'unemployed', benefits: ['rsa'] }, hidden: ['benefits'] },
    ]);
  });
});
