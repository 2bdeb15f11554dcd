import fc from 'fast-check';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { ToldLog } from '../../../../test/support/indicators/told-log.js';
import { indicatorsProjection } from './indicators.projection.js';

/** Years of every partition, and beyond them on both sides. */
const year = fc.noBias(fc.integer({ min: 2012, max: 2035 }));

const wish = fc.record({
  entered: year,
  exited: year,
  mended: year,
  how: fc.constantFrom('stays', 'exits', 'exits', 'is-voided', 'is-corrected', 'reopens', 'enters-otherwise'),
  imported: fc.boolean(),
  merges: fc.boolean(),
  comesBack: fc.boolean(),
  erased: fc.constantFrom(true, ...Array.from({ length: 11 }, () => false)),
});

/** Parcours that came and went in one year: enough of them that twenty-five logs leave out no partition. */
const passing = fc.array(year, { minLength: 14, maxLength: 14 });

/** Some people with one parcours or two, told over the years; half of them are linked with the one before. */
const logs = fc.tuple(passing, fc.array(wish, { minLength: 3, maxLength: 8, size: 'max' })).map(([years, wishes]) => {
  const log = new ToldLog(1);
  for (const each of years)
    log.exit(log.enter(log.person(), `${each}-03-01`), { on: `${each}-09-01`, reason: 'moved' });
  let before = log.person();
  for (const { how, imported, merges, comesBack, erased, ...years } of wishes) {
    const [entered, exited, mended] = Object.values(years).toSorted((a, b) => a - b) as [number, number, number];
    const person = log.person();
    const known = imported ? { known: `${entered}-02-01`, recorded: `${exited}-01-01` } : {};
    const { parcours, opening } = log.enterBy(person, `${entered}-02-01`, known);
    const on = `${exited}-03-01`;
    if (how === 'enters-otherwise') log.correctEntry(parcours, person, opening, `${entered}-01-20`, { recorded: on });
    else if (how !== 'stays') {
      const exit = log.exit(parcours, { on, reason: 'moved' });
      const undone = `${mended}-04-01`;
      if (how === 'is-voided') log.void(`parcours-${parcours}`, exit, undone);
      if (how === 'reopens') log.reopen(parcours, exit, undone);
      if (how === 'is-corrected') log.correctExit(parcours, exit, { on, reason: 'unknown', recorded: undone });
    }
    if (comesBack) log.exit(log.enter(person, `${mended}-06-02`), { on: `${mended}-06-20`, reason: 'moved' });
    if (merges) {
      const merge = log.merge(person, before, `${exited}-05-01`);
      if (imported) log.reverse(person, merge, `${mended}-06-01`);
    }
    if (erased) {
      log.erase(person, `${mended}-07-01`);
      log.residue('entry', `${entered}-01-01`, `${entered}-04-01`, `${mended}-09-30`);
      log.residue('exit', `${mended}-07-01`, `${mended}-07-01`, `${mended}-09-30`);
    }
    before = person;
  }
  return log.events;
});

projectionContract({ projection: indicatorsProjection, logs, numRuns: 25 });
