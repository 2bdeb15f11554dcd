import type { Residue } from '@jalons/privacy';

/** Residues that share everything are at least so many, or stay out of the log. */
export const CELL = 11;

/**
 * What is dropped, step by step, from residues that are too few to share all they keep (security.md § 3): first what
 * only breakdowns ask for, QPV before age before sex; last the work that an exit led to, which leaves it undetermined.
 * Place, quarters, reason and duration stay: counts rest on them.
 */
const DROPPED: readonly (<R extends Residue>(residue: R) => R)[] = [
  (residue) => residue,
  (residue) => ({ ...residue, qpvGroup: null }),
  (residue) => ({ ...residue, qpvGroup: null, bornDecade: null }),
  withoutPerson,
  (residue) => withoutWork(withoutPerson(residue)),
];

export interface Release<R extends Residue> {
  /** To go into the log, each in a cell of at least {@link CELL}. */
  readonly ready: readonly R[];
  /** Too few for any cell: they wait for others, without what singles a person out. */
  readonly waiting: readonly R[];
}

/** Decides which residues may go into the log together, and how much of each. */
export function releaseOf<R extends Residue>(residues: readonly R[], keyOf: (residue: R) => string): Release<R> {
  const ready: R[] = [];
  let left = residues;
  for (const drop of DROPPED) {
    const cells = cellsOf(left.map(drop), keyOf);
    const full = new Set([...cells].filter(([, cell]) => cell.length >= CELL).map(([key]) => key));
    ready.push(...[...cells].flatMap(([key, cell]) => (full.has(key) ? cell : [])));
    // Those left keep what they have: the next step drops from that.
    left = left.filter((residue) => !full.has(keyOf(drop(residue))));
  }
  return { ready, waiting: left.map(withoutPerson) };
}

/** Residues by what they share. */
export function cellsOf<R>(residues: readonly R[], keyOf: (residue: R) => string): ReadonlyMap<string, readonly R[]> {
  const cells = new Map<string, R[]>();
  for (const residue of residues) {
    const key = keyOf(residue);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [residue]);
    else cell.push(residue);
  }
  return cells;
}

/** Everything that a residue says, its own id left out: equal for those of one cell. */
export function cellOf({ id: _id, ...residue }: Residue & { readonly id: string }): string {
  return JSON.stringify(Object.entries(residue).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutPerson<R extends Residue>(residue: R): R {
  return { ...residue, sex: null, bornDecade: null, qpvGroup: null };
}

function withoutWork<R extends Residue>(residue: R): R {
  if (residue.kind === 'entry') return residue;
  return { ...residue, contract: null, contractEnd: null, contractMonths: null };
}
