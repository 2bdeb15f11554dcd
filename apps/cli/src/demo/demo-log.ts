import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { evolveAlert, NO_ALERT, type AlertEvent, type AlertState, type OpenAlert } from '@jalons/dropout-risk';
import { knownAtOf, type EventStore, type StoredEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { StructureEvent } from '@jalons/territory';

export interface KnownParcours {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly structure: Uuid;
  readonly enteredOn: CivilDate;
  /** When the entry became known. */
  readonly knownAt: Instant;
}

/** An alert that nobody has answered yet, with the parcours that it is about. */
export interface KnownAlert extends KnownParcours {
  readonly stream: `alert-${string}`;
  readonly open: OpenAlert;
}

/** What the log tells of the demonstration. */
export interface DemoLog {
  /** By name. */
  readonly structures: ReadonlyMap<string, Uuid>;
  /** Parcours, those that are over among them, and open alerts, in the order in which their people were invented. */
  readonly parcours: readonly KnownParcours[];
  readonly alerts: readonly KnownAlert[];
}

type Told = BeneficiaryEvent | StructureEvent | ParcoursEvent | AlertEvent;

/** Reads the whole log; it is small. Ids differ in each installation, so that none has a part in the order. */
export async function readDemoLog(store: EventStore): Promise<DemoLog> {
  const structures = new Map<string, Uuid>();
  const numbers = new Map<Uuid, number>();
  const all = new Map<Uuid, KnownParcours>();
  const alerts = new Map<KnownAlert['stream'], { readonly parcours: Uuid; readonly state: AlertState }>();
  for (let after: string | null = null; ;) {
    const page = await store.readAll(after, 1_000);
    if (page.length === 0) break;
    for (const event of page as readonly StoredEvent<Told>[]) {
      if (event.erased) continue;
      const subject = event.stream.slice(event.stream.indexOf('-') + 1);
      if (event.stream.startsWith('alert-')) follow(alerts, event as StoredEvent<AlertEvent>);
      else if (event.type === 'StructureRegistered') structures.set(event.data.name, subject);
      else if (event.type === 'BeneficiaryRegistered') numbers.set(subject, numberOf(event.data.familyName));
      else if (event.type === 'ParcoursOpened') {
        const { beneficiaryId: beneficiary, structure } = event.data;
        all.set(subject, {
          ...{ parcours: subject, beneficiary, structure },
          ...{ enteredOn: event.occurredOn, knownAt: knownAtOf(event) },
        });
      }
    }
    after = page.at(-1)!.position;
  }
  const inOrder = <Known extends KnownParcours>(known: readonly Known[]) =>
    known.toSorted((a, b) => numbers.get(a.beneficiary)! - numbers.get(b.beneficiary)!);
  return {
    structures,
    parcours: inOrder([...all.values()]),
    alerts: inOrder(
      [...alerts].flatMap(([stream, { parcours, state }]) => {
        const about = all.get(parcours);
        const alert = state.open;
        return alert === null || alert.shadow || about === undefined ? [] : [{ ...about, stream, open: alert }];
      }),
    ),
  };
}

function follow(
  alerts: Map<KnownAlert['stream'], { readonly parcours: Uuid; readonly state: AlertState }>,
  event: StoredEvent<AlertEvent>,
): void {
  const stream = event.stream as KnownAlert['stream'];
  const known = alerts.get(stream);
  const parcours = known?.parcours ?? (event.type === 'AlertRaised' ? event.data.parcours : undefined);
  if (parcours === undefined) return;
  alerts.set(stream, { parcours, state: evolveAlert(known?.state ?? NO_ALERT, event) });
}

/** « Exemple 12 » is the twelfth invented person. */
function numberOf(familyName: string | undefined): number {
  return Number(familyName?.split(' ').at(-1));
}
