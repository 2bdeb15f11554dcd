import { setImmediate } from 'node:timers/promises';
import type { Uuid } from '@jalons/kernel';
import { loadCalendar } from '../../calendar/load.js';
import { Midnights } from '../../time/midnights.js';
import { landmarksOf } from '../landmarks.js';
import type { ObservedParcours } from '../observation.js';
import { observe, type Observed } from '../observe.js';
import type { Days, KnownEncounter, PersonHistory, World } from '../person-history.js';
import type { TaskResult } from '../conclude.js';
import { Tally } from '../tally.js';
import type { LogAccess } from './log-access.js';
import { pagesOf } from './pages.js';
import { PeopleFold } from './people-fold.js';
import type { ReadingPlan, ReadingTask, TellShare } from './plan.js';
import { PEOPLE_TYPES } from './read-types.js';

/** Share of a task that reading takes; replaying takes the rest. */
const READING = 0.5;
/** People replayed between two looks at whether to stop. */
const AT_ONCE = 50;

/** Carries out the tasks of a plan, one after another. */
export class TaskReader {
  private readonly days = new Map<string, Days>();
  private readonly encounters = new Map<Uuid, KnownEncounter[]>();
  private readonly world: World;

  constructor(
    private readonly access: LogAccess,
    private readonly plan: ReadingPlan,
  ) {
    for (const encounter of plan.encounters) {
      const own = this.encounters.get(encounter.person);
      if (own === undefined) this.encounters.set(encounter.person, [encounter]);
      else own.push(encounter);
    }
    const { professionals, observedUntil, zone } = plan;
    this.world = { professionals, calendar: loadCalendar(), midnights: this.daysIn(zone).midnights, observedUntil };
  }

  /** Counts what the people of a task show at each landmark. Rejects once `signal` aborts. */
  async run(task: ReadingTask, signal: AbortSignal, tell: TellShare): Promise<TaskResult> {
    const [own, against] = [new Tally(), new Tally()];
    await this.eachPerson(task, signal, tell, (history, seen) => this.count(history, seen, own, against));
    return { own: own.parts(), against: this.plan.against === undefined ? null : against.parts() };
  }

  /** Reads the people of a task, then looks at each with what she shows at each landmark; keeps none of them. */
  async eachPerson(
    task: ReadingTask,
    signal: AbortSignal,
    tell: TellShare,
    look: (history: PersonHistory, seen: Observed) => void,
  ): Promise<void> {
    const { ruleSet, against, question, zone } = this.plan;
    const { landmarks } = this.daysIn(zone);
    const fold = await this.read(task, signal, (share) => tell(share * READING));
    const all = fold.size;
    let [done, sinceLook] = [0, 0];
    for (const [history, people] of fold.histories((keyId) => this.access.isErased(keyId))) {
      if (history !== null) {
        look(history, observe(history, this.world, ruleSet, question.horizonDays, landmarks, against));
      }
      done += people;
      sinceLook += people;
      if (sinceLook < AT_ONCE) continue;
      sinceLook = 0;
      tell(READING + (1 - READING) * (done / all));
      await setImmediate();
      signal.throwIfAborted();
    }
    this.access.forgetKeys();
  }

  private async read(task: ReadingTask, signal: AbortSignal, tell: TellShare): Promise<PeopleFold> {
    const { upTo, merged, parts, territory, zone, zones } = this.plan;
    const fold = new PeopleFold({
      ...{ merged, encounters: this.encounters, territory },
      daysOf: (id) => this.daysIn(zones.get(id ?? '') ?? zone),
    });
    const asked =
      'part' in task ? { part: { index: task.part, of: parts } } : { keys: [...merged.keys()] as readonly Uuid[] };
    const end = Number.parseInt(upTo, 10);
    for await (const page of pagesOf(this.access.scan, { upTo, types: PEOPLE_TYPES, ...asked }, signal)) {
      const wanted = 'part' in task && merged.size > 0 ? page.filter(({ keyId }) => !merged.has(keyId)) : page;
      await this.access.fetchKeys(wanted);
      for (const recorded of wanted) {
        const event = this.access.open(recorded);
        if (event !== null) fold.add(event);
      }
      tell(Number.parseInt(page.at(-1)!.position, 10) / end);
    }
    return fold;
  }

  private count({ person }: PersonHistory, seen: Observed, own: Tally, against: Tally): void {
    if (seen.objecting) for (const tally of [own, against]) tally.addObjecting();
    for (const span of seen.referents) {
      for (const tally of [own, against]) tally.addReferent(span);
    }
    if (seen.parcours.length === 0) return;
    own.addPerson(person, seen.parcours);
    if (this.plan.against !== undefined) against.addPerson(person, seen.parcours.map(swapped));
  }

  private daysIn(zone: string): Days {
    const known = this.days.get(zone);
    if (known !== undefined) return known;
    const midnights = new Midnights(zone);
    const days = { midnights, landmarks: landmarksOf(this.plan.question, midnights) };
    this.days.set(zone, days);
    return days;
  }
}

/** The same as the rules compared with see it, beside those tested. */
function swapped(one: ObservedParcours): ObservedParcours {
  const landmarks = one.landmarks.map(({ against, score, flagged, ...landmark }) => ({
    ...{ ...landmark, score: against!.score, flagged: against!.flagged, against: { score, flagged } },
  }));
  return { ...one, landmarks };
}
