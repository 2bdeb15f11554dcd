import { describe, expect, it } from '@jest/globals';
import { civilDateOf, isDomainError, loadNomenclatures } from '@jalons/kernel';
import { checkStep } from './parcours.checks.js';
import { parcoursEvents, type ParcoursStep } from './parcours.events.js';
import type { StepOf } from './steps/recording.js';

const lists = loadNomenclatures();
const on = civilDateOf('2026-03-02');

/** The data that are missing from a step, by JSON pointer. */
function missing(type: string, data: object = {}): readonly (string | undefined)[] {
  try {
    checkStep({ type, data, occurredOn: on } as unknown as StepOf<ParcoursStep>, lists, on);
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.problems.filter(({ code }) => code === 'field-missing').map(({ field }) => field);
  }
}

describe('a step', () => {
  const types = parcoursEvents.map(({ type }) => type).filter((type) => type !== 'EntryVoided');

  it.each(types)('of type %s is nothing without its data, which are all named at once', (type) => {
    const fields = missing(type);
    // That nothing has changed is all that a confirmation says.
    if (type === 'SituationConfirmed') expect(fields).toEqual([]);
    else expect(fields.length).toBeGreaterThan(0);
  });

  it.each([
    ['NextActionPlanned', {}, ['/what', '/dueOn', '/who']],
    ['NextActionPlanned', { what: 'Un CV', dueOn: on }, ['/who']],
    ['TrainingStarted', { expectedEnd: on }, ['/title', '/provider', '/qualifying']],
    ['TrainingStarted', { title: 'Cariste', provider: {}, qualifying: false, expectedEnd: on }, ['/provider/label']],
    ['ParcoursExited', { reason: 'job', contract: { kind: 'permanent' }, proof: {} }, ['/contract/startsOn']],
    ['ParcoursExited', { reason: 'moved', proof: {} }, ['/proof/kind']],
    ['AppointmentScheduled', { at: {}, with: { label: 'Greta' } }, ['/at/on']],
    ['PauseDeclared', { reason: 'health' }, ['/until']],
  ])('%s with %j lacks %j', (type, data, fields) => {
    expect(missing(type, data)).toEqual(fields);
  });
});
