import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseCsvObjects, writeCsv } from 'hucre/csv';

type Row = Readonly<Record<string, string>>;

const BY_ENROLLMENT = ['Exit', 'Services', 'EmploymentEducation'] as const;

/** How the rows of one file are to be; the file itself where it says nothing of it. */
export type Edit = Readonly<Partial<Record<string, (rows: readonly Row[]) => readonly Row[]>>>;

/**
 * Writes a sample of the HMIS cohort: whole people, until their rows are `size` in all, with the projects and the
 * organisation.
 * @returns the paths of its files
 */
export function writeSample(cohort: string, folder: string, size: number, edit: Edit = {}): readonly string[] {
  const read = (name: string) => rowsOf(join(cohort, `${name}.csv.gz`));
  const enrollments = read('Enrollment');
  const others = Object.fromEntries(BY_ENROLLMENT.map((name) => [name, byKey(read(name), 'EnrollmentID')]));
  const people = new Set<string>();
  const kept = new Set<string>();
  let rows = 0;
  for (const [person, own] of byKey(enrollments, 'PersonalID')) {
    if (rows >= size) break;
    people.add(person);
    rows += 1;
    for (const { EnrollmentID: id } of own) {
      kept.add(id!);
      rows += 1 + BY_ENROLLMENT.reduce((sum, name) => sum + (others[name]!.get(id!)?.length ?? 0), 0);
    }
  }
  const files: Record<string, readonly Row[]> = {
    Client: read('Client').filter(({ PersonalID: id }) => people.has(id!)),
    Enrollment: enrollments.filter(({ EnrollmentID: id }) => kept.has(id!)),
    ...Object.fromEntries(
      BY_ENROLLMENT.map((name) => [name, [...others[name]!].flatMap(([id, own]) => (kept.has(id) ? own : []))]),
    ),
    Project: read('Project'),
    Organization: read('Organization'),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, own]) => {
    const path = join(folder, `${name}.csv`);
    const edited = edit[name]?.(own) ?? own;
    const titles = Object.keys(edited[0]!);
    writeFileSync(path, writeCsv([titles, ...edited.map((row) => titles.map((title) => row[title]!))]));
    return path;
  });
}

function rowsOf(path: string): readonly Row[] {
  return parseCsvObjects<Record<string, string>>(gunzipSync(readFileSync(path)).toString('utf8'), { header: true })
    .data;
}

function byKey(rows: readonly Row[], key: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[key]!) ?? [];
    group.push(row);
    groups.set(row[key]!, group);
  }
  return groups;
}
