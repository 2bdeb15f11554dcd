import type { StoredEvent } from '@jalons/event-log';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { ResidueEvent } from './residue.events.js';

const STREAM = 'residue-';

/** Keeps what a batch says of erased parcours. */
export async function foldResidues(batch: readonly StoredEvent[], sql: ProjectionSql): Promise<void> {
  const told = batch.filter(({ stream }) =>
    stream.startsWith(STREAM),
  ) as unknown as readonly StoredEvent<ResidueEvent>[];
  await sql.append('residues', told.flatMap(rowOf));
}

function rowOf(event: StoredEvent<ResidueEvent>): readonly Row[] {
  const { territory, quarter, knownQuarter } = event.data;
  const shared = { residue: event.stream.slice(STREAM.length), territory, quarter, known_quarter: knownQuarter };
  switch (event.type) {
    case 'EntryResidueRecorded': {
      const nothing = { reason: null, contract: null, contract_end: null, contract_months: null, duration_days: null };
      return [{ ...shared, kind: 'entry', ...nothing }];
    }
    case 'ExitResidueRecorded': {
      const { reason, contract, contractEnd, contractMonths, durationDays } = event.data;
      const work = { contract, contract_end: contractEnd, contract_months: contractMonths };
      return [{ ...shared, kind: 'exit', reason, ...work, duration_days: durationDays }];
    }
  }
}
