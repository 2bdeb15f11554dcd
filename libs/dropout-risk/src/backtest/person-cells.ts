import type { Uuid } from '@jalons/kernel';

/** What landmarks that are alike have in common. */
export interface CellKey {
  readonly score: number;
  readonly flagged: boolean;
  readonly dropout: boolean;
  readonly noContact90: boolean;
  /** The score by the rule set compared with; null where there is none. */
  readonly against: number | null;
}

/** Landmarks of one person that are alike. */
export interface PersonCell extends Omit<CellKey, 'against'> {
  readonly against?: number | null;
  readonly count: number;
}

/** The landmarks of people, as a few numbers for each: a bootstrap walks them a thousand times. */
export interface PersonCells {
  /** The cells of person n are those from `starts[n]` to `starts[n + 1]`, exclusive. */
  readonly starts: Int32Array;
  /** Of each cell, the place of its key in {@link keys}. */
  readonly keyOf: Int32Array;
  readonly counts: Int32Array;
  readonly keys: readonly CellKey[];
}

/** The cells of some people, to be put together with those of others; goes from thread to thread. */
export interface PersonCellParts {
  readonly people: readonly Uuid[];
  readonly starts: Int32Array;
  readonly codes: Float64Array;
  readonly counts: Int32Array;
}

/** More than any score: weights are at most 100, and a set has 60 rules. */
const SCORES = 8_192;

/** A key as one number. */
export function codeOf({ score, flagged, dropout, noContact90, against }: CellKey): number {
  const flags = (flagged ? 1 : 0) + (dropout ? 2 : 0) + (noContact90 ? 4 : 0);
  return ((against ?? -1) + 1) * SCORES * 8 + score * 8 + flags;
}

function keyOf(code: number): CellKey {
  const flags = code % 8;
  const scores = Math.floor(code / 8);
  const against = Math.floor(scores / SCORES) - 1;
  return {
    score: scores % SCORES,
    ...{ flagged: (flags & 1) > 0, dropout: (flags & 2) > 0, noContact90: (flags & 4) > 0 },
    against: against < 0 ? null : against,
  };
}

/** Gathers the cells of one person after another. */
export class PersonCellTable {
  private readonly people: Uuid[] = [];
  private readonly starts: number[] = [0];
  private readonly codes: number[] = [];
  private readonly counts: number[] = [];

  /** @param cells how often each key, as {@link codeOf} gives it, is there; a person without any is left out */
  add(person: Uuid, cells: ReadonlyMap<number, number>): void {
    if (cells.size === 0) return;
    this.people.push(person);
    for (const [code, count] of cells) {
      this.codes.push(code);
      this.counts.push(count);
    }
    this.starts.push(this.codes.length);
  }

  parts(): PersonCellParts {
    return {
      people: this.people,
      starts: Int32Array.from(this.starts),
      codes: Float64Array.from(this.codes),
      counts: Int32Array.from(this.counts),
    };
  }
}

/** Puts the people of several readers in one order, that of their ids: the same whatever read them. */
export function joined(parts: readonly PersonCellParts[]): PersonCells {
  const people = parts
    .flatMap((part, of) => part.people.map((person, n) => ({ person, of, n })))
    .toSorted((a, b) => (a.person < b.person ? -1 : 1));
  const size = parts.reduce((sum, { codes }) => sum + codes.length, 0);
  const starts = new Int32Array(people.length + 1);
  const [keyPlaces, counts] = [new Int32Array(size), new Int32Array(size)];
  const places = new Map<number, number>();
  let next = 0;
  for (const [index, { of, n }] of people.entries()) {
    const part = parts[of]!;
    for (let cell = part.starts[n]!; cell < part.starts[n + 1]!; cell += 1) {
      const code = part.codes[cell]!;
      const place = places.get(code) ?? places.size;
      places.set(code, place);
      keyPlaces[next] = place;
      counts[next] = part.counts[cell]!;
      next += 1;
    }
    starts[index + 1] = next;
  }
  return { starts, keyOf: keyPlaces, counts, keys: [...places.keys()].map(keyOf) };
}

/** The cells of people told one by one, in the order given. */
export function cellsOf(people: readonly (readonly PersonCell[])[]): PersonCells {
  const table = new PersonCellTable();
  for (const [n, cells] of people.entries()) {
    const counted = new Map<number, number>();
    for (const { count, against = null, ...key } of cells) {
      const code = codeOf({ ...key, against });
      counted.set(code, (counted.get(code) ?? 0) + count);
    }
    table.add(String(n).padStart(12, '0'), counted);
  }
  return joined([table.parts()]);
}
