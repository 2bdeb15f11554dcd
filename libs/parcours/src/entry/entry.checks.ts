import type { ChecksOf } from '../steps/field-checks.js';
import { ENTRY_SITUATIONS, type EntryEvent } from './entry.events.js';

export const ENTRY_CHECKS: ChecksOf<EntryEvent> = {
  ParcoursOpened({ beneficiaryId, structure, entryChannel, eligibility }, check) {
    check.required({ beneficiaryId, structure, entryChannel, eligibility });
    const { qpv } = eligibility;
    check.code('/entryChannel', 'entry-channels', entryChannel);
    if (qpv !== null) check.codeOrUnknown('/eligibility/qpv', 'qpv', qpv);
  },
  EntrySituationRecorded({ situation, since, benefits, education, household }, check) {
    check.required({ situation, benefits, education, household });
    check.oneOf('/situation', ENTRY_SITUATIONS, situation);
    check.notInTheFuture('/since', since);
    check.codes('/benefits', 'benefits', benefits);
    check.codeOrUnknown('/education', 'education-levels', education);
    check.codeOrUnknown('/household', 'households', household);
  },
};
