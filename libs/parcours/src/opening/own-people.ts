import {
  identityOf,
  sharingStopped,
  slotsIn,
  stateOfCase,
  type BeneficiaryEvent,
  type OtherRecords,
} from '@jalons/beneficiaries';
import { unvoided, type StoredEvent } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type { Streams } from '../commands/streams.js';
import { orientationsOf, type Orientation } from '../orientation/orientation-threads.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import { parcoursLife } from '../parcours.life.js';
import { parcoursStateOf } from '../state/parcours.state.js';

/** A person by the log: the record that is asked for, and those that merges in force make one case with it. */
export interface PersonRecord {
  readonly id: Uuid;
  readonly entries: readonly StoredEvent<BeneficiaryEvent>[];
  readonly others: OtherRecords;
}

/** Who asks, and for which structure. */
export interface Asking {
  readonly actor: Uuid;
  readonly structure: Uuid;
}

/** Whose people somebody is, by the log itself: a read model that is behind turns nobody away. */
export class OwnPeople {
  constructor(private readonly streams: Streams) {}

  /**
   * One's own, under whichever of her records: registered by one's structure, followed by it once, sent to it and
   * accepted by it, or opened by breaking the glass. The last writes nothing else (security.md § 1): it is for somebody
   * known elsewhere whom nobody follows any more (one open parcours at a time refuses the others) and who comes to this
   * door, so that she is not registered twice. From then on the structure follows her by what it opened, in its own name,
   * after an access that the coordinator sees; not where she objects to being told of, as for one who was sent.
   */
  async include({ id, entries, others }: PersonRecord, { actor, structure }: Asking, now: Instant): Promise<boolean> {
    const records = [entries, ...others.values()];
    if (records.some((record) => identityOf(record)?.registeredBy === structure)) return true;
    const told = !sharingStopped(stateOfCase(entries, others));
    const held = records.flatMap((record) => slotsIn(record));
    const parcours = await Promise.all(held.map(({ parcoursId }) => this.streams.parcours(parcoursId)));
    if (parcours.some((one) => hasFollowed(one, structure) || hasReceived(one, structure, told))) return true;
    return told && this.isElevated(actor, new Set([id, ...others.keys()]), now);
  }

  private async isElevated(professional: Uuid, records: ReadonlySet<Uuid>, now: Instant): Promise<boolean> {
    return unvoided(await this.streams.professional(professional)).some(
      ({ type, data }) => type === 'AccessElevated' && records.has(data.beneficiaryId) && now < data.until,
    );
  }
}

function hasFollowed(parcours: ParcoursEntries, structure: Uuid): boolean {
  return parcoursStateOf(parcours).structures.some((one) => one.structure === structure);
}

/** @param told whether who has yet to meet her may know of her */
function hasReceived(parcours: ParcoursEntries, structure: Uuid, told: boolean): boolean {
  return orientationsOf(parcoursLife(parcours)).some(
    (orientation) => orientation.proposal.data.toStructure === structure && isTakenUp(orientation, told),
  );
}

/** Met by the receiver, or awaited by it: what was lost on the way makes nobody known. */
function isTakenUp({ proposal, accepted, started, lost }: Orientation, told: boolean): boolean {
  if (started !== undefined) return true;
  return accepted !== undefined && lost === undefined && proposal.data.personAgreed && told;
}
