import type { ScopedDatabase } from '@jalons/database';
import type { EventLog, Position } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import {
  isRate,
  type CountDefinition,
  type IndicatorDefinition,
  type RateDefinition,
} from '../definitions/definition.js';
import { tally, type OutcomeCount, type Tally } from '../definitions/tally.js';
import { lastQuarterOver } from '../residues/quarters.js';
import { notReady } from './not-ready.js';
import { ACTIVE_PARCOURS, ACTIVE_PEOPLE, EXITED_PARCOURS, EXITED_PEOPLE, ROOM, TERRITORIES } from './statements.js';
import { cutsQuarter, isProvisional, settleWindow, type AskedWindow, type Window } from './window.js';

/** What is asked of an indicator. */
export interface FigureRequest extends AskedWindow {
  /** All that the reader may see by default. */
  readonly territory?: Uuid;
  /** The newest version of the definition by default. */
  readonly version?: number;
}

/** One figure, and all that says what it is worth. */
export interface Figure {
  /** The definition that it follows. */
  readonly id: string;
  readonly version: number;
  /** A number of parcours or people; of a rate, the share from 0 to 1, null where there is nobody to count. */
  readonly value: number | null;
  readonly numerator: number;
  /** Of dynamic exits: those positive in the strict sense; null of anything else. */
  readonly strictlyPositive: number | null;
  /** Null of a count. */
  readonly denominator: number | null;
  /** Exits in neither numerator nor denominator. */
  readonly neutralised: number;
  /** Exits whose reason is unknown. */
  readonly unknown: number;
  /** Exits of the denominator that would count if the contract they lead to were known to be long enough. */
  readonly undetermined: number;
  /** The as-of is before the end of the window and the delay of the definition. */
  readonly provisional: boolean;
  /** Of those counted: parcours of erased people, each for itself, told by quarter alone. */
  readonly erased: number;
  /** There are erased parcours, and the window or the as-of cuts a quarter: then they are only roughly in its place. */
  readonly cutsQuarter: boolean;
  readonly asOf: Instant;
  /** How far the facts go that it was counted from; null before the first event. */
  readonly position: Position | null;
}

export interface IndicatorsParts {
  /** Under a role that may read the facts: the api's, with the token of a request, or the command line's. */
  readonly database: ScopedDatabase;
  readonly log: Pick<EventLog, 'head'>;
  readonly definitions: DefinitionCatalogue;
}

const NOTHING: Tally = {
  numerator: 0,
  strictlyPositive: null,
  denominator: 0,
  neutralised: 0,
  unknown: 0,
  undetermined: 0,
  erased: 0,
};

/** Answers indicators from the bitemporal facts: any window, as known at any past instant. */
export class Indicators {
  constructor(private readonly parts: IndicatorsParts) {}

  /**
   * One figure. Throws DomainError `indicator-unknown`, those of {@link settleWindow}, and `figures-not-ready` while the
   * facts are being made for the first time.
   * @param zone the IANA zone in which the days of the territory are counted
   * @param token of the session that asks; none under the command line's role
   */
  async indicator(id: string, request: FigureRequest, zone: string, token?: string): Promise<Figure> {
    const definition = this.parts.definitions.get(id, request.version);
    const head = await this.parts.log.head();
    const window = settleWindow(request, zone, head?.recordedAt ?? null);
    const { territory } = request;
    const asked = { window, lastKnown: lastQuarterOver(window.asOf, zone), territory, token };
    const { position, residues, ...counted } = isRate(definition)
      ? await this.rate(definition, asked)
      : await this.count(definition, asked);
    return {
      id,
      version: definition.version,
      ...counted,
      provisional: isProvisional(window, definition.provisionalUntil.months, zone),
      cutsQuarter: residues && cutsQuarter(window, zone),
      asOf: window.asOf,
      position,
    };
  }

  /** The territories that there is anything to count of, among those that the reader may see. */
  async territories(token?: string): Promise<readonly Uuid[]> {
    const { rows } = await this.parts.database.query<{ territory: Uuid }>(token, TERRITORIES);
    return rows.map(({ territory }) => territory);
  }

  private async rate(definition: RateDefinition, asked: Asked) {
    const { outcomes, ...told } = await this.exits(definition, definition.minDays, asked);
    const tallied = tally(definition, outcomes);
    const value = tallied.denominator === 0 ? null : tallied.numerator / tallied.denominator;
    return { value, ...tallied, ...told };
  }

  private async count(definition: CountDefinition, asked: Asked) {
    if (definition.measure === 'active') {
      const statement = definition.unit === 'person' ? ACTIVE_PEOPLE : ACTIVE_PARCOURS;
      const { count, ...told } = await this.ask<{ count: number; erased: number }>(statement, asked);
      return { ...NOTHING, value: count, numerator: count, denominator: null, ...told };
    }
    const { outcomes, ...told } = await this.exits(definition, 0, asked);
    const unknown = outcomes.filter(({ reason }) => reason === 'unknown');
    const counted = definition.measure === 'exits-unknown' ? unknown : outcomes;
    const value = sum(counted, 'count');
    return {
      ...NOTHING,
      ...{ value, numerator: value, denominator: null, unknown: sum(unknown, 'count') },
      ...{ erased: sum(counted, 'erased'), ...told },
    };
  }

  private exits({ unit }: IndicatorDefinition, minDays: number, asked: Asked) {
    const statement = unit === 'person' ? EXITED_PEOPLE : EXITED_PARCOURS;
    return this.ask<{ outcomes: readonly OutcomeCount[] }>(statement, asked, minDays);
  }

  private async ask<Counted extends object>(
    statement: string,
    { window: { from, to, asOf }, lastKnown, territory, token }: Asked,
    ...further: readonly number[]
  ): Promise<Counted & Told> {
    const values = [from, to, asOf, territory ?? null, lastKnown, ...further];
    const { rows } = await this.parts.database.transaction(token, async (transaction) => {
      const [, answer] = await Promise.all([
        transaction.query(ROOM),
        transaction.query<Counted & Told>(statement, values),
      ]);
      return answer;
    });
    if (rows[0] === undefined) throw notReady();
    return rows[0];
  }
}

/** What every statement says beside what it counts. */
interface Told {
  readonly position: Position | null;
  /** Whether there are residues at all where it looked. */
  readonly residues: boolean;
}

interface Asked {
  readonly window: Window;
  /** First day of the last quarter that is over at the as-of. */
  readonly lastKnown: CivilDate;
  readonly territory: Uuid | undefined;
  readonly token: string | undefined;
}

function sum(outcomes: readonly OutcomeCount[], what: 'count' | 'erased'): number {
  return outcomes.reduce((total, outcome) => total + outcome[what], 0);
}
