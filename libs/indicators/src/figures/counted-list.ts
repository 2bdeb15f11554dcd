import type { Position } from '@jalons/event-log';
import type { Instant, NomenclatureCatalogue, Uuid } from '@jalons/kernel';
import type { ExitOutcome } from '../definitions/class-table.js';
import { isRate, type IndicatorDefinition } from '../definitions/definition.js';
import { judge, type Verdict } from '../definitions/verdict.js';
import type { FigureRequest, IndicatorsParts } from './indicators.js';
import {
  ACTIVE_PARCOURS_LISTED,
  ACTIVE_PEOPLE_LISTED,
  EXITED_PARCOURS_LISTED,
  EXITED_PEOPLE_LISTED,
  UNKNOWN_EXITS_LISTED,
} from './listing-statements.js';
import { notReady } from './not-ready.js';
import { ROOM } from './statements.js';
import { settleWindow } from './window.js';

/**
 * What a figure makes of one parcours: the verdict of its definition; `numerator` of all that a count counts; `left-out`
 * of what is in the window and yet not counted (too short, not the last of its person, who came back or has another).
 *
 * `reserved` stands for every exit whose reason is kept from those who do not follow it (security.md § 1), wherever a
 * definition neutralises some of these reasons: its own verdict would tell them apart. How many are neutralised, the
 * figure says.
 */
export const VERDICTS = ['numerator', 'other', 'unknown', 'undetermined', 'reserved', 'left-out'] as const;
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

/** The parcours behind each figure, so that it can be explained down to the event. */
export class CountedList {
  constructor(
    private readonly parts: IndicatorsParts,
    private readonly codes: Pick<NomenclatureCatalogue, 'entry'>,
  ) {}

  /**
   * Some of them, after one of them. Throws what `Indicators.indicator` throws.
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
    const [statement, further] = statementOf(definition);
    const values = [from, to, asOf, request.territory ?? null, after ?? null, ...further, limit];
    const rows = await this.parts.database.transaction(token, async (transaction) => {
      const [, answer] = await Promise.all([transaction.query(ROOM), transaction.query<Row>(statement, values)]);
      return answer.rows;
    });
    if (rows[0] === undefined) throw notReady();
    return {
      asOf,
      position: rows[0].position,
      items: rows.flatMap((row) => (row.parcours === null ? [] : [this.told(definition, row)])),
    };
  }

  private told(definition: IndicatorDefinition, row: Listed): CountedParcours {
    const { parcours, event_id: eventId, beneficiary } = row;
    const counted = row.counted && (definition.measure !== 'exits-unknown' || row.reason === 'unknown');
    return { parcours, eventId, beneficiary, verdict: counted ? this.verdict(definition, row) : 'left-out' };
  }

  private verdict(definition: IndicatorDefinition, row: Listed): ListedVerdict {
    if (!isRate(definition)) return 'numerator';
    const { reason, contract, contract_end: contractEnd, contract_months: months } = row;
    if (definition.neutralised.length > 0 && this.isReserved(reason)) return 'reserved';
    const { verdict } = judge(definition, { reason, contract, contractEnd, months });
    return shown(verdict);
  }

  private isReserved(reason: string): boolean {
    return this.codes.entry('exit-reasons', reason)?.extra['reserved'] !== 'no';
  }
}

/** A reason that is neutralised is reserved: see `libs/case-views`, which keeps it apart for the same cause. */
function shown(verdict: Verdict): ListedVerdict {
  return verdict === 'neutralised' ? 'reserved' : verdict;
}

/** What lists a definition, and its own parameters. */
function statementOf(definition: IndicatorDefinition): readonly [statement: string, further: readonly number[]] {
  const byPerson = definition.unit === 'person';
  switch (definition.measure) {
    case 'active':
      return [byPerson ? ACTIVE_PEOPLE_LISTED : ACTIVE_PARCOURS_LISTED, []];
    case 'exits-unknown':
      return [byPerson ? EXITED_PEOPLE_LISTED : UNKNOWN_EXITS_LISTED, [0]];
    case 'exits':
      return [byPerson ? EXITED_PEOPLE_LISTED : EXITED_PARCOURS_LISTED, [0]];
    case 'rate':
      return [byPerson ? EXITED_PEOPLE_LISTED : EXITED_PARCOURS_LISTED, [definition.minDays]];
  }
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
