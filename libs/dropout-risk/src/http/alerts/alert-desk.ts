import type { ScopedDatabase } from '@jalons/database';
import {
  subjectErased,
  type CommandContext,
  type CommandResult,
  type CommandRunner,
  type DomainEvent,
  type EventStore,
  type StoredEvent,
  type StreamName,
} from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import { derivedId, invalidField, isDomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import { fieldsUnder, isContact, parcoursLife, type ParcoursEvent, type ParcoursSteps } from '@jalons/parcours';
import { alertDecider, alertUnknown, type AlertCommand } from '../../alerts/alert.decider.js';
import type { AlertEvent, Outcome } from '../../alerts/alert.events.js';
import { evolveAlert, NO_ALERT } from '../../alerts/alert.state.js';

export interface AlertDeskParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  readonly idSecret: Uint8Array;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
}

/** Who acts, on which alert of which parcours. */
export interface AlertRequest {
  readonly scope: Scope;
  /** The stream of the alerts of one parcours. */
  readonly alert: Uuid;
  readonly context: CommandContext;
  /** The revision that If-Match named. */
  readonly expected: number | undefined;
}

/** The contact that answers an alert. */
export interface Reconnection {
  readonly channel: string;
  readonly occurredOn: CivilDate;
  readonly time?: string;
  readonly outcome?: string;
  readonly note?: string;
}

export interface Closing {
  readonly n: number;
  readonly outcome: Outcome;
  readonly note?: string;
  readonly contact?: Reconnection;
}

/** What closing did: the alert's own entry, and the contact where one was logged. */
export interface Closed {
  readonly parcours: Uuid;
  readonly alert: CommandResult;
  readonly contact: CommandResult | null;
}

interface KnownAlert {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly zone: string | null;
  /** Where one alone is open to the caller: as it was read, what it tells. */
  readonly revision: number | null;
}

/**
 * $1 alert, $2 the caller's structures, $3 which of them. Who follows the person acts on all of her alerts; the structure
 * that is to receive her, on the one that waits for it, as long as it tells of nothing else. Policies cut it further; who
 * broke the glass reads, and decides nothing.
 */
const FIND = `
  SELECT raised.parcours, raised.beneficiary, raised.territory, place.zone,
         CASE WHEN raised.viewers && $2::uuid[] THEN NULL ELSE raised.revision END AS revision
    FROM read.risk_alerts raised LEFT JOIN read.territories place ON place.territory = raised.territory
   WHERE raised.alert = $1 AND NOT raised.shadow
     AND (raised.viewers && $2::uuid[] OR raised.receivers && $2::uuid[] AND raised.n = $3)
   LIMIT 1`;

type Acting = Exclude<AlertCommand, { readonly type: 'ReviewAlert' }>;

/** What people do with alerts; a retry of the same context answers what was stored first. */
export class AlertDesk {
  constructor(
    private readonly parts: AlertDeskParts,
    private readonly steps: ParcoursSteps,
  ) {}

  /** Any command that needs nothing else. Refused as unknown where the alert is not open to the caller. */
  async run(asked: AlertRequest, command: Acting): Promise<CommandResult> {
    const { request, known } = await this.find(asked, command.n);
    return this.append(request, known, command);
  }

  /**
   * Closes an alert. « Reconnected » logs the contact in the same gesture: the alert is taken in charge first, so that no
   * review resolves it between the two, then the contact is logged, then the alert closed; each under an id derived from
   * the request, so that the retry of one that a crash cut does what is left.
   */
  async close(asked: AlertRequest, { contact, ...closing }: Closing): Promise<Closed> {
    const { request, known } = await this.find(asked, closing.n);
    const command = { type: 'CloseAlert', ...closing } as const;
    if (closing.outcome !== 'reconnected') {
      return { parcours: known.parcours, alert: await this.append(request, known, command), contact: null };
    }
    const taken = await this.takeFirst(request, known, closing.n);
    if (contact === undefined && !taken.closed) await this.refuseWithoutContact(known.parcours, taken.raisedOn);
    const logged = contact === undefined ? null : await this.log(request, known.parcours, contact);
    const alert = await this.append({ ...request, expected: taken.expected }, known, command);
    return { parcours: known.parcours, alert, contact: logged };
  }

  private async find(
    request: AlertRequest,
    n: number,
  ): Promise<{ readonly request: AlertRequest; readonly known: KnownAlert }> {
    const { scope, alert, expected } = request;
    const values = [alert, scope.structures, n];
    const { rows } = await this.parts.database.query<KnownAlert>(scope.token, FIND, values, { name: 'alert_desk_2' });
    const [known] = rows;
    if (known === undefined) throw alertUnknown();
    // A cause that came meanwhile would be another structure's: then the alert is to be read again.
    return { request: { ...request, expected: expected ?? known.revision ?? undefined }, known };
  }

  private append(
    { alert, context, expected }: AlertRequest,
    { beneficiary, territory, zone }: KnownAlert,
    command: Acting,
  ): Promise<CommandResult> {
    const { runner, clock } = this.parts;
    return runner.run({
      ...{ decider: alertDecider, stream: `alert-${alert}`, command, keyId: beneficiary },
      context: { ...context, ...(territory !== null && { territory }) },
      decision: { now: clock.now(), zone: zone ?? this.parts.zone },
      ...(expected !== undefined && { expected }),
    });
  }

  /** Takes it in charge where nobody has; what follows is then no longer judged on the revision that was shown. */
  private async takeFirst(request: AlertRequest, known: KnownAlert, n: number) {
    const commandId = this.derived(request, 'take');
    const events = await this.load<AlertEvent>(`alert-${request.alert}`);
    const { open } = events.reduce(evolveAlert, NO_ALERT);
    const raised = events.find((event) => event.type === 'AlertRaised' && event.data.n === n);
    const raisedOn = raised?.occurredOn;
    const isStored = (id: Uuid) => events.some((event) => event.commandId === id);
    // The retry of a request that had come this far, or to its end.
    const closed = isStored(request.context.commandId);
    if (closed || isStored(commandId)) return { expected: undefined, raisedOn, closed };
    if (open?.n === n && open.takenInChargeBy !== null) return { expected: request.expected, raisedOn, closed };
    const context = { ...request.context, commandId };
    // Refuses an alert that is over, or never was.
    await this.append({ ...request, context }, known, { type: 'TakeAlertInCharge', n });
    return { expected: undefined, raisedOn, closed };
  }

  private async refuseWithoutContact(parcours: Uuid, since: CivilDate | undefined): Promise<void> {
    const known = parcoursLife(await this.load<ParcoursEvent>(`parcours-${parcours}`)).steps;
    if (known.some((step) => isContact(step) && since !== undefined && step.occurredOn >= since)) return;
    throw invalidField('/contact', 'contact-needed', 'Dites quand et comment le contact a repris.');
  }

  private async log(
    request: AlertRequest,
    parcoursId: Uuid,
    { occurredOn, time, ...data }: Reconnection,
  ): Promise<CommandResult> {
    const context = { ...request.context, commandId: this.derived(request, 'contact') };
    try {
      return await this.steps.record({ parcoursId, context, expected: undefined }, ({ zone }) => ({
        ...{ type: 'AttemptContact', occurredOn, data: { ...data, reached: 'person' } },
        ...(time !== undefined && { at: { time, zone } }),
      }));
    } catch (error) {
      throw isDomainError(error) ? fieldsUnder('/contact', error, () => true) : error;
    }
  }

  /** Refused as `gone` where the person was erased. */
  private async load<E extends DomainEvent>(stream: StreamName): Promise<readonly StoredEvent<E>[]> {
    const events = await this.parts.store.load(stream);
    if (events.some(({ erased }) => erased)) throw subjectErased();
    return events as unknown as readonly StoredEvent<E>[];
  }

  private derived({ context }: AlertRequest, what: string): Uuid {
    return derivedId(this.parts.idSecret, `close-alert-${what}`, context.commandId);
  }
}
