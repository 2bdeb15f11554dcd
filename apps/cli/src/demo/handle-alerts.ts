import { alertDecider, type AlertCommand, type Outcome } from '@jalons/dropout-risk';
import { addDays, dateAt, type CivilDate, type Uuid } from '@jalons/kernel';
import { parcoursDecider, type ParcoursCommand } from '@jalons/parcours';
import type { Administration } from '@jalons/runtime';
import { readDemoLog, type KnownAlert } from './demo-log.js';

/** Of this many alerts, one is looked at, one taken in charge, one put off and one closed; the others wait, the forgotten one too. */
const EVERY = 8;
const PUT_OFF_DAYS = 14;

const OUTCOMES: readonly Outcome[] = [
  'reconnected',
  'not-relevant',
  'lost',
  'already-in-job',
  'reconnected',
  'late-data',
  'duplicate',
];
const NOTE = 'Issue inventée pour la démonstration.';

/** What the team did this morning with the alerts that the worker raised; answers how many there were. */
export async function handleAlerts(
  administration: Administration,
  { territory, operators }: { readonly territory: Uuid; readonly operators: ReadonlyMap<Uuid, Uuid> },
): Promise<number> {
  const { alerts } = await readDemoLog(administration.store);
  const today = dateAt(administration.clock.now(), administration.zone);
  let closed = 0;
  for (const [index, alert] of alerts.filter(({ open }) => !open.escalated).entries()) {
    const professional = operators.get(alert.structure);
    if (professional === undefined) continue;
    const desk = new Desk(administration, alert, { professional, territory }, today);
    if (index % EVERY === 0) await desk.takeInCharge();
    if (index % EVERY === 2) await desk.putOff();
    if (index % EVERY === 4) await desk.look();
    if (index % EVERY === 6) {
      await desk.close(OUTCOMES[closed % OUTCOMES.length]!);
      closed += 1;
    }
  }
  return alerts.length;
}

/** One professional in front of one alert. */
class Desk {
  constructor(
    private readonly administration: Administration,
    private readonly alert: KnownAlert,
    private readonly acting: { readonly professional: Uuid; readonly territory: Uuid },
    private readonly today: CivilDate,
  ) {}

  look(): Promise<unknown> {
    return this.run({ type: 'SeeAlert', n: this.alert.open.n });
  }

  takeInCharge(): Promise<unknown> {
    return this.run({ type: 'TakeAlertInCharge', n: this.alert.open.n });
  }

  putOff(): Promise<unknown> {
    return this.run({ type: 'SnoozeAlert', n: this.alert.open.n, until: addDays(this.today, PUT_OFF_DAYS) });
  }

  async close(outcome: Outcome): Promise<void> {
    if (outcome === 'reconnected') {
      // Taken in charge, it asks for its outcome before the contact ends it.
      await this.takeInCharge();
      await this.reach();
    }
    await this.run({ type: 'CloseAlert', n: this.alert.open.n, outcome, note: NOTE });
  }

  private async reach(): Promise<void> {
    const { runner, codes } = this.administration;
    const data = { channel: 'phone', reached: 'person' } as const;
    const command: ParcoursCommand = { type: 'AttemptContact', occurredOn: this.today, data };
    const stream = `parcours-${this.alert.parcours}` as const;
    await runner.run({ decider: parcoursDecider(codes), stream, command, ...this.by(stream, command) });
  }

  private run(command: Exclude<AlertCommand, { type: 'ReviewAlert' }>): Promise<unknown> {
    const { stream } = this.alert;
    return this.administration.runner.run({ decider: alertDecider, stream, command, ...this.by(stream, command) });
  }

  private by(stream: string, command: { readonly type: string }) {
    const { step, clock, zone } = this.administration;
    const { professional: actor, territory } = this.acting;
    const { structure, beneficiary: keyId } = this.alert;
    return {
      context: { ...step(`${command.type}/${stream}`, command), actor, structure, territory },
      decision: { now: clock.now(), zone },
      keyId,
    };
  }
}
