import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeProgramme, type ProgrammeFiles } from './invented-programme.js';

const PARCOURS = 2_000;

describe('an invented programme', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-programme-'));
  let written: ProgrammeFiles;
  const rowsOf = (path: string) => {
    const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const columns = head!.split(';');
    return lines.map((line) => Object.fromEntries(line.split(';').map((cell, index) => [columns[index]!, cell])));
  };

  beforeAll(async () => {
    written = await writeProgramme(folder, PARCOURS);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the same for the same seed, and another for another one', async () => {
    const before = [...written.first, ...written.corrections].map((path) => readFileSync(path, 'utf8'));
    expect(await writeProgramme(folder, PARCOURS)).toEqual(written);
    expect([...written.first, ...written.corrections].map((path) => readFileSync(path, 'utf8'))).toEqual(before);
    await writeProgramme(folder, 50, 8);
    expect(before[0]!.startsWith(readFileSync(written.first[0]!, 'utf8'))).toBe(false);
    await writeProgramme(folder, PARCOURS);
  });

  it('has as many parcours as asked, each by its own key, some of the same person', () => {
    const people = rowsOf(written.first[0]!);
    expect(new Set(people.map((row) => row['parcours'])).size).toBe(PARCOURS);
    expect(new Set(people.map((row) => row['personne'])).size).toBe(written.people);
    expect(written.people / PARCOURS).toBeLessThan(0.9);
  });

  it('tells one entry in five late, and one row in ten again in another way', () => {
    const steps = rowsOf(written.first[1]!);
    const late = steps.filter((row) => row['connue le']! > row['date']!).length;
    expect(late / steps.length).toBeGreaterThan(0.17);
    expect(late / steps.length).toBeLessThan(0.23);
    expect(written.correctedRows / written.rows).toBeGreaterThan(0.08);
    expect(written.correctedRows / written.rows).toBeLessThan(0.12);
    const first = new Map(steps.map((row) => [`${row['parcours']} ${row['identifiant']}`, row]));
    for (const again of rowsOf(written.corrections[1]!)) {
      const before = first.get(`${again['parcours']} ${again['identifiant']}`)!;
      expect(again['canal']).not.toBe(before['canal']);
      expect({ ...again, canal: '' }).toEqual({ ...before, canal: '' });
    }
  });
});
