import { describe, expect, it } from '@jest/globals';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';
import type { MappedPerson, MappedStep } from '../rows/mapped-row.js';
import { payloadsOf, RowSeal } from './staged-payloads.js';

const [ADA, BEA, HERS, OTHERS] = [randomId(), randomId(), randomId(), randomId()];

function step(parcours: Uuid, line: number, note = ''): MappedStep {
  const origin = { table: 0, line, record: 'contact', row: randomId(), flags: [] };
  const when = { occurredOn: civilDateOf('2024-03-01'), data: { note }, priorHistory: false };
  return { ...origin, of: 'step', parcours, type: 'ContactLogged', ...when };
}

function person(id: Uuid, line: number): MappedPerson {
  const origin = { table: 1, line, record: 'person', row: randomId(), flags: [] };
  return { ...origin, of: 'person', person: id, data: {}, identifiers: [], criteria: [] };
}

describe('rows staged together', () => {
  it('are those of one parcours, or of one person who may be the same people; each is in one payload', () => {
    const steps = [step(HERS, 1), step(OTHERS, 2), step(HERS, 3)];
    const people = [person(ADA, 1), person(BEA, 2), person(ADA, 3)];
    const likeness = randomId();
    const payloads = payloadsOf([...steps, ...people], (row) =>
      row.line === 3 && row.of === 'person' ? likeness : null,
    );
    const told = payloads.map(({ json, ...keys }) => ({ ...keys, lines: linesIn(json) }));
    expect(told).toEqual([
      { parcours: HERS, person: null, likeness: null, lines: [1, 3] },
      { parcours: OTHERS, person: null, likeness: null, lines: [2] },
      { parcours: null, person: ADA, likeness: null, lines: [1] },
      { parcours: null, person: BEA, likeness: null, lines: [2] },
      { parcours: null, person: ADA, likeness, lines: [3] },
    ]);
  });

  it('fit in a page, or are alone', () => {
    const rows = Array.from({ length: 40 }, (_, line) => step(HERS, line, 'x'.repeat(line === 20 ? 20_000 : 900)));
    const payloads = payloadsOf(rows, () => null);
    expect(payloads.flatMap(({ json }) => linesIn(json)).toSorted((a, b) => a - b)).toEqual(
      rows.map(({ line }) => line),
    );
    expect(payloads.every(({ json }) => json.length < 6_100 || linesIn(json).length === 1)).toBe(true);
  });

  it('are sealed, each time otherwise, and open to what they were', () => {
    const seal = new RowSeal();
    const [first, again] = [seal.close('[« é »]'), seal.close('[« é »]')];
    expect(first.equals(again)).toBe(false);
    expect([seal.open(first), seal.open(again)]).toEqual(['[« é »]', '[« é »]']);
    again[again.length - 1]! ^= 1;
    expect(() => seal.open(again)).toThrow();
    expect(() => new RowSeal().open(first)).toThrow();
  });
});

function linesIn(json: string): readonly number[] {
  return (JSON.parse(json) as readonly { readonly line: number }[]).map(({ line }) => line);
}
