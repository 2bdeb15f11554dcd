import type { Position } from '@jalons/event-log';
import type { Instant, NomenclatureCatalogue, Uuid } from '@jalons/kernel';
import type { ExitOutcome } from '../definitions/class-table.js';
import { isRate, type IndicatorDefinition } from '../definitions/definition.js';
import type { OutcomeCount } from '../definitions/tally.js';
import { judge, type Verdict } from '../definitions/verdict.js';
import type { FigureRequest, IndicatorsParts } from './indicators.js';
import {
  ACTIVE_PARCOURS_LISTED,
  ACTIVE_PEOPLE_LISTED,
  EXITED_PARCOURS_LISTED,
  EXITED_PEOPLE_LISTED,
  UNKNOWN_EXITS_LISTED,
} from './listing-statements.js';
import { lastQuarterOver } from '../residues/quarters.js';
import { CELL } from '../residues/release.js';
import { notReady } from './not-ready.js';
import { ReservedExits } from './reserved-exits.js';
import { EXITED_PARCOURS, EXITED_PEOPLE, ROOM } from './statements.js';
import { settleWindow } from './window.js';

/**
 * What a figure makes of one parcours: the verdict of its definition; `numerator` of all that a count counts; `left-out`
 * of what is in the window and yet not counted (too short, not the last of its person, who came back or has another).
 *
 * `reserved` stands for every exit whose reason is kept from those who do not follow it (security.md § 1), wherever a
 * definition neutralises some of these reasons: its own verdict would tell them apart. How many are neutralised, the
 * figure says: where they are few, that says it of them, and `withheld` stands for them and for all others that are in
 * the denominator alone.
 */
export const VERDICTS = ['numerator', 'other', 'unknown', 'undetermined', 'reserved', 'withheld', 'left-out'] as const;
export type ListedVerdict = (typeof VERDICTS)[number];

/** A parcours behind a figure. */
export interface CountedParcours {
  readonly parcours: Uuid;
  /** The entry or exit by which it is counted. */
  readonly eventId: Uuid;
  readonly beneficiary: Uuid;
  readonly verdict: ListedVerdict;
}

export interface CountedPage {
  readonly asOf: Instant;
  /** How far the facts go that it was read from; null before the first event. */
  readonly position: Position | null;
  /** By parcours. Those of erased people are in none: of them nothing is left to be named. */
  readonly items: readonly CountedParcours[];
}

/**
 * The parcours behind each figure, so that it can be explained down to the event. One window is guarded at a time: whoever
 * compares two, as of one day and of the day before, may still single out the exits between.
 */
export class CountedList {
  private readonly reserved: ReservedExits;

  /** @param fewest exits of reserved reasons that may be told as such: a smaller cell hides among others, or is not told */
  constructor(
    private readonly parts: IndicatorsParts,
    codes: Pick<NomenclatureCatalogue, 'entry'>,
    fewest: number = CELL,
  ) {
    this.reserved = new ReservedExits(parts.definitions, codes, fewest);
  }

  /**
   * Some of them, after one of them. Throws what `Indicators.indicator` throws, and DomainError `few-reserved-exits` where
   * the list would tell a reserved reason.
   * @param zone the IANA zone in which the days of the territory are counted
   * @param token of the session that asks; none under the command line's role
   */
  async page(
    id: string,
    request: FigureRequest,
    zone: string,
    { after, limit }: { readonly after?: Uuid | undefined; readonly limit: number },
    token?: string,
  ): Promise<CountedPage> {
    const definition = this.parts.definitions.get(id, request.version);
    const head = await this.parts.log.head();
    const { from, to, asOf } = settleWindow(request, zone, head?.recordedAt ?? null);
    const { listing, further, exits } = statementsOf(definition);
    const scope = [from, to, asOf, request.territory ?? null];
    const { rows, outcomes } = await this.parts.database.transaction(token, async (transaction) => {
      const quarter = lastQuarterOver(asOf, zone);
      const [, answer, ...counts] = await Promise.all([
        transaction.query(ROOM),
        transaction.query<Row>(listing, [...scope, after ?? null, ...further, limit]),
        ...exits.map(([statement, days]) => transaction.query<Counted>(statement, [...scope, quarter, days])),
      ]);
      return { rows: answer.rows, outcomes: counts.map(({ rows: [counted] }) => counted?.outcomes ?? []) };
    });
    if (rows[0] === undefined) throw notReady();
    const withheld = outcomes.map((each) => this.reserved.areFew(each)).at(-1) ?? false;
    return {
      asOf,
      position: rows[0].position,
      items: rows.flatMap((row) => (row.parcours === null ? [] : [this.told(definition, row, withheld)])),
    };
  }

  private told(definition: IndicatorDefinition, row: Listed, withheld: boolean): CountedParcours {
    const { parcours, event_id: eventId, beneficiary } = row;
    const counted = row.counted && (definition.measure !== 'exits-unknown' || row.reason === 'unknown');
    const verdict = counted ? this.verdict(definition, row, withheld) : 'left-out';
    return { parcours, eventId, beneficiary, verdict };
  }

  private verdict(definition: IndicatorDefinition, row: Listed, withheld: boolean): ListedVerdict {
    if (!isRate(definition)) return 'numerator';
    const { reason, contract, contract_end: contractEnd, contract_months: months } = row;
    const { verdict } = judge(definition, { reason, contract, contractEnd, months });
    if (definition.neutralised.length === 0) return shown(verdict);
    const told = this.reserved.isReserved(reason) ? 'reserved' : shown(verdict);
    return withheld && (told === 'reserved' || told === 'other') ? 'withheld' : told;
  }
}

/** A reason that is neutralised is reserved: see `libs/case-views`, which keeps it apart for the same cause. */
function shown(verdict: Verdict): ListedVerdict {
  return verdict === 'neutralised' ? 'reserved' : verdict;
}

interface Statements {
  readonly listing: string;
  /** Its own parameters. */
  readonly further: readonly number[];
  /** What counts the exits that it names by outcome, each with its days: all of them, then those that the figure counts. */
  readonly exits: readonly (readonly [statement: string, days: number])[];
}

const EVERY_EXIT = [EXITED_PARCOURS, 0] as const;

function statementsOf(definition: IndicatorDefinition): Statements {
  const byPerson = definition.unit === 'person';
  const days = definition.measure === 'rate' ? definition.minDays : 0;
  const some = [byPerson ? EXITED_PEOPLE : EXITED_PARCOURS, days] as const;
  const exits = byPerson || days > 0 ? [EVERY_EXIT, some] : [EVERY_EXIT];
  switch (definition.measure) {
    case 'active':
      return { listing: byPerson ? ACTIVE_PEOPLE_LISTED : ACTIVE_PARCOURS_LISTED, further: [], exits: [] };
    case 'exits-unknown':
      // Names no exit of any other reason, but where somebody counts once.
      return byPerson
        ? { listing: EXITED_PEOPLE_LISTED, further: [days], exits }
        : { listing: UNKNOWN_EXITS_LISTED, further: [days], exits: [] };
    case 'exits':
    case 'rate':
      return { listing: byPerson ? EXITED_PEOPLE_LISTED : EXITED_PARCOURS_LISTED, further: [days], exits };
  }
}

interface Counted {
  readonly outcomes: readonly OutcomeCount[];
}

interface Listed {
  readonly parcours: Uuid;
  readonly event_id: Uuid;
  readonly beneficiary: Uuid;
  readonly counted: boolean;
  /** Of an exit, as are those that follow. */
  readonly reason: string;
  readonly contract: ExitOutcome['contract'];
  readonly contract_end: ExitOutcome['contractEnd'];
  readonly contract_months: ExitOutcome['months'];
}

type Row = { readonly position: Position | null } & (Listed | { readonly parcours: null });
