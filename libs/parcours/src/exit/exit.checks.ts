import { invalidField, type DomainError } from '@jalons/kernel';
import { checkContractEnd } from '../steps/contract-end.js';
import type { ChecksOf, FieldChecks } from '../steps/field-checks.js';
import type { ExitContract, ExitEvent, ExitProof } from './exit.events.js';

export const EXIT_CHECKS: ChecksOf<ExitEvent> = {
  ParcoursExited({ reason, contract, proof }, check) {
    check.required({ reason, proof });
    const needsContract = check.code('/reason', 'exit-reasons', reason).extra.needs_contract === 'yes';
    if (needsContract && contract === undefined) {
      throw invalidField('/contract', 'contract-needed', 'Indiquez le contrat sur lequel repose cette sortie.');
    }
    if (contract !== undefined) checkContract(contract, check);
    checkProof(proof, check);
  },
  SituationAtSixMonthsRecorded({ exit, situation, notReached }, check) {
    check.required({ exit });
    if ((situation === undefined) === (notReached === undefined)) throw situationOrNotReached();
    check.optionalCode('/situation', 'follow-up-situations', situation);
  },
  ParcoursReopened({ exit }, check) {
    check.required({ exit });
  },
};

/** Six months later one of the two is told, and not both. */
export function situationOrNotReached(): DomainError {
  return invalidField(
    '/situation',
    'situation-or-not-reached',
    'Indiquez la situation de la personne, ou dites qu’elle n’a pas été jointe : l’une ou l’autre.',
  );
}

function checkContract({ kind, startsOn, endsOn }: ExitContract, check: FieldChecks): void {
  check.required({ kind, startsOn }, '/contract');
  check.day('/contract/startsOn', startsOn);
  checkContractEnd(
    check,
    { kindField: '/contract/kind', kind, startsOn },
    { endField: '/contract/endsOn', end: endsOn },
  );
}

/** The day of the document and who holds the original, unless there is none. */
function checkProof({ kind, on, holder }: ExitProof, check: FieldChecks): void {
  check.required({ kind }, '/proof');
  check.code('/proof/kind', 'proof-kinds', kind);
  check.labelled('/proof/holder', holder);
  check.notInTheFuture('/proof/on', on);
  if (kind === 'none') {
    if (on === undefined && holder === undefined) return;
    throw invalidField('/proof', 'proof-of-nothing', 'Sans justificatif, il n’y a ni date ni détenteur : retirez-les.');
  }
  if (on === undefined) throw invalidField('/proof/on', 'proof-date-needed', 'Indiquez la date du justificatif.');
  if (holder === undefined) {
    throw invalidField('/proof/holder', 'proof-holder-needed', 'Indiquez qui détient l’original du justificatif.');
  }
}
