import { frenchDay } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';
import type { Language } from '@jalons/territory';
import type { Flag, Mute } from '../evaluate/flag.js';
import type { Level } from '../rule-set/rule-set.js';
import type { Clearing } from '../rules/rule.js';

/** A sentence for each rule, and each variant of one; `{day}` is the day that the flag tells of. */
const WHY: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    R1: 'Aucun contact avec la personne depuis le {day}.',
    R2: 'Orientation acceptée le {day}, toujours pas démarrée.',
    R3: 'Orientation proposée le {day}, toujours sans réponse.',
    R4: 'Rendez-vous manqués, le dernier le {day}.',
    'R5/abandoned': 'Formation abandonnée le {day}.',
    'R5/absence': 'Absence en formation depuis le {day}.',
    R6: 'Emploi rompu le {day}, sans nouvelle étape.',
    R7: 'Dernière étape terminée le {day}, sans suite.',
    R8: 'Personne ne répond du parcours depuis le {day}.',
    R9: 'Injoignable depuis le {day}, par plusieurs canaux.',
    R10: 'Début prévu le {day}, non confirmé : a-t-elle commencé ?',
    R11: 'Inquiétude signalée le {day}.',
    R12: 'Frein bloquant identifié le {day}, sans action.',
    R13: 'En emploi, sans nouvelles depuis le {day}.',
  },
  en: {
    R1: 'No contact with the person since {day}.',
    R2: 'Referral accepted on {day}, not started yet.',
    R3: 'Referral proposed on {day}, not answered yet.',
    R4: 'Missed appointments, the last one on {day}.',
    'R5/abandoned': 'Training abandoned on {day}.',
    'R5/absence': 'Absent from training since {day}.',
    R6: 'Job broken on {day}, no new step.',
    R7: 'Last step ended on {day}, nothing came next.',
    R8: 'Nobody has answered for the path since {day}.',
    R9: 'Unreachable since {day}, by several channels.',
    R10: 'Due to begin on {day}, not confirmed: did it?',
    R11: 'Concern raised on {day}.',
    R12: 'Blocking barrier identified on {day}, no action.',
    R13: 'In a job, no news since {day}.',
  },
};

const CLEARS: Readonly<Record<Language, Readonly<Record<Clearing, string>>>> = {
  fr: {
    contact: 'un contact avec la personne',
    'orientation-started': 'le démarrage de l’orientation, ou sa fin enregistrée',
    'orientation-answered': 'une réponse à l’orientation',
    'back-in-training': 'le retour en formation',
    'new-step': 'une nouvelle étape : formation, emploi ou action',
    'announced-started': 'le début enregistré de la formation ou de l’emploi',
    referent: 'un référent présent',
    'concern-lifted': 'l’inquiétude levée',
    'barrier-addressed': 'une action sur ce frein, ou le frein levé',
    'job-window-over': 'la fin des premiers mois d’emploi',
  },
  en: {
    contact: 'a contact with the person',
    'orientation-started': 'the start of the referral, or its end on record',
    'orientation-answered': 'an answer to the referral',
    'back-in-training': 'the return to the training',
    'new-step': 'a new step: training, job or action',
    'announced-started': 'the start of the training or job on record',
    referent: 'a referent who is there',
    'concern-lifted': 'the concern lifted',
    'barrier-addressed': 'an action on this barrier, or the barrier lifted',
    'job-window-over': 'the end of the first months of the job',
  },
};

const MUTES: Readonly<Record<Language, Readonly<Record<Mute['by'], string>>>> = {
  fr: {
    'no-contact-wanted': 'la personne ne souhaite pas être contactée',
    pause: 'parcours en pause',
    'waiting-start': 'début de formation ou d’emploi attendu',
    appointment: 'rendez-vous prévu',
  },
  en: {
    'no-contact-wanted': 'the person wants no contact',
    pause: 'path paused',
    'waiting-start': 'start of a training or job awaited',
    appointment: 'appointment planned',
  },
};

const LEVEL_NAMES: Readonly<Record<Language, Readonly<Record<Level, string>>>> = {
  fr: { none: 'Aucun', watch: 'À surveiller', 'at-risk': 'À risque', critical: 'Critique' },
  en: { none: 'No signal', watch: 'To watch', 'at-risk': 'At risk', critical: 'Critical' },
};

/** A flag in words: why, what would clear it, and what keeps it quiet meanwhile. */
export interface FlagInWords {
  readonly why: string;
  readonly clearedBy: readonly string[];
  readonly mutedBy: string | null;
}

export function inWords(
  flag: Pick<Flag, 'rule' | 'variant' | 'since' | 'clearedBy' | 'mutedBy'>,
  language: Language = 'fr',
): FlagInWords {
  const name = flag.variant === null ? flag.rule : `${flag.rule}/${flag.variant}`;
  const { mutedBy } = flag;
  return {
    why: WHY[language][name]!.replace('{day}', dayIn(flag.since, language)),
    clearedBy: flag.clearedBy.map((clearing) => CLEARS[language][clearing]),
    mutedBy: mutedBy === null ? null : muteIn(mutedBy, language),
  };
}

export function levelName(level: Level, language: Language = 'fr'): string {
  return LEVEL_NAMES[language][level];
}

function muteIn({ by, until }: Mute, language: Language): string {
  const reason = MUTES[language][by];
  if (until === null) return reason;
  return `${reason}, ${language === 'fr' ? 'jusqu’au' : 'until'} ${dayIn(until, language)}`;
}

const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric' },
  timeZone: 'UTC',
});

function dayIn(day: CivilDate, language: Language): string {
  return language === 'fr' ? frenchDay(day) : ENGLISH_DAY.format(Date.parse(`${day}T00:00:00Z`));
}
