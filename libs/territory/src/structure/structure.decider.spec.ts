import { describe, expect, it } from '@jest/globals';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { given, recorded, testId, type Past } from '../../../../test/support/given.js';
import { structureDecider } from './structure.decider.js';
import type { StructureEvent } from './structure.events.js';
import { holdsSeat, nameOn, structureState } from './structure.state.js';
import { isSiret } from './siret.js';

const decider = structureDecider(loadNomenclatures());
const day = civilDateOf;
const territory = testId(1);
const seat = testId(2);

const registered: Past<StructureEvent> = {
  type: 'StructureRegistered',
  data: { name: 'Pôle emploi Bellefontaine', kind: 'france-travail' },
  on: '2021-09-22',
};
const seated: Past<StructureEvent> = {
  type: 'SeatGranted',
  data: { territory, from: day('2021-10-01') },
  on: '2021-10-01',
  eventId: seat,
};

describe('structure', () => {
  it('is registered once, under a kind of the list', () => {
    const command = {
      type: 'RegisterStructure',
      name: '  Reflets ',
      kind: 'association',
      on: day('2026-11-24'),
    } as const;
    given(decider, [])
      .when(command)
      .then([{ type: 'StructureRegistered', data: { name: 'Reflets', kind: 'association' } }]);
    given(decider, [registered]).when(command).thenRefused('structure-already-registered');
    given(decider, [])
      .when({ ...command, kind: 'club' })
      .thenRefused('unknown-code');
    given(decider, [])
      .when({ ...command, name: ' ' })
      .thenRefused('name-length');
    given(decider, [])
      .when({ ...command, siret: '12345678901234' })
      .thenRefused('not-a-siret');
    given(decider, [])
      .when({ ...command, on: day('2026-11-25') })
      .thenRefused('in-the-future');
  });

  it('refuses everything else before', () => {
    given(decider, [])
      .when({ type: 'GrantSeat', territory, from: day('2026-01-01') })
      .thenRefused('structure-unknown');
  });

  it('holds one seat at a time in a territory, from its first day to the day before its end', () => {
    const again = { type: 'GrantSeat', territory, from: day('2026-01-01') } as const;
    given(decider, [registered, seated]).when(again).thenRefused('seat-overlap');
    const ended: Past<StructureEvent> = { type: 'SeatEnded', data: { seat, on: day('2026-01-01') }, on: '2025-12-01' };
    given(decider, [registered, seated, ended])
      .when(again)
      .then([{ type: 'SeatGranted', data: { territory, from: '2026-01-01' } }]);
    const state = structureState(recorded([registered, seated, ended]));
    expect(holdsSeat(state, territory, day('2025-12-31'))).toBe(true);
    expect(holdsSeat(state, territory, day('2026-01-01'))).toBe(false);
    expect(holdsSeat(state, testId(7), day('2025-12-31'))).toBe(false);
  });

  it('ends a seat once, after its first day', () => {
    const end = (on: string) => ({ type: 'EndSeat', seat, on: day(on) }) as const;
    given(decider, [registered, seated]).when(end('2021-10-01')).thenRefused('seat-ends-before-it-begins');
    given(decider, [registered]).when(end('2022-01-01')).thenRefused('missing-reference');
    const ended: Past<StructureEvent> = { type: 'SeatEnded', data: { seat, on: day('2026-01-01') }, on: '2025-12-01' };
    given(decider, [registered, seated, ended]).when(end('2026-02-01')).thenRefused('seat-ended-twice');
  });

  it('keeps its dated names', () => {
    const renamed: Past<StructureEvent> = {
      type: 'StructureRenamed',
      data: { name: 'France Travail Bellefontaine', from: day('2024-01-01') },
      on: '2024-01-03',
    };
    const state = structureState(recorded([registered, renamed]));
    expect(nameOn(state, day('2023-12-31'))).toBe('Pôle emploi Bellefontaine');
    expect(nameOn(state, day('2024-01-01'))).toBe('France Travail Bellefontaine');
    expect(nameOn(state, day('2021-09-21'))).toBeNull();
  });

  it('refuses to void what other entries depend on', () => {
    const ended: Past<StructureEvent> = { type: 'SeatEnded', data: { seat, on: day('2026-01-01') }, on: '2025-12-01' };
    const undo = { type: 'VoidStructureEntry', eventId: seat, why: 'saisie par erreur' } as const;
    given(decider, [registered, seated, ended]).when(undo).thenRefused('entry-has-dependants');
    given(decider, [registered, seated])
      .when(undo)
      .then([{ type: 'EntryVoided', data: { eventId: seat, why: 'saisie par erreur' } }]);
  });
});

describe('SIRET', () => {
  it('is checked as INSEE does', () => {
    expect(isSiret('73282932000074')).toBe(true);
    expect(isSiret('73282932000075')).toBe(false);
    expect(isSiret('35600000000048')).toBe(true);
    expect(isSiret('35600000049837')).toBe(true);
    expect(isSiret('73282932049837')).toBe(false);
    expect(isSiret('7328293200007')).toBe(false);
  });
});
