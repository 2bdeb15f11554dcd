import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '@jalons/kernel';
import { inventFiles } from './invented-files.js';

const TODAY = civilDateOf('2026-11-25');

function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = csv.trimEnd().split('\n');
  const columns = head!.split(';');
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, index) => [columns[index]!, cell])));
}

describe('the invented parcours of the demonstration', () => {
  const files = inventFiles(7, TODAY);
  const people = rowsOf(files.people);
  const steps = rowsOf(files.steps);

  it('are the same for the same seed and day, and others for another seed', () => {
    expect(inventFiles(7, TODAY)).toEqual(files);
    expect(inventFiles(8, TODAY)).not.toEqual(files);
  });

  it('are 400 people over two years, some gone, some lost, some in a job', () => {
    expect(people).toHaveLength(400);
    const first = addDays(TODAY, -730);
    expect(people.every((row) => row['entrée']! >= first && row['entrée']! < TODAY)).toBe(true);
    const reasons = people.map((row) => row['motif de sortie']);
    for (const reason of ['job', 'unreachable', 'abandonment', '']) expect(reasons).toContain(reason);
  });

  it('tell no step of tomorrow, before the entry or after the exit, and nothing known before it happened', () => {
    const byId = new Map(people.map((row) => [row['personne'], row]));
    for (const step of steps) {
      const person = byId.get(step['parcours'])!;
      expect(step['date']! >= person['entrée']! && step['date']! <= TODAY).toBe(true);
      if (person['sortie'] !== '') expect(step['date']! <= person['sortie']!).toBe(true);
      expect(step['connue le']! >= step['date']! && step['connue le']! <= TODAY).toBe(true);
    }
  });

  it('hold every kind of step that offices log', () => {
    const kinds = new Set(steps.map((row) => row['étape']));
    for (const kind of ['Contact', 'Orientation', 'Orientation acceptée', 'Formation commencée', 'Emploi commencé']) {
      expect(kinds).toContain(kind);
    }
  });

  it('name nobody: the family names are words', () => {
    for (const { nom } of people) expect(nom).toMatch(/^\p{Lu}\p{Ll}+ \d+$/u);
  });
});
