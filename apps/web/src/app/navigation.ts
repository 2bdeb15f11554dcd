import type { Me } from '../api/index.js';
import type { IconName } from '../design/icon.js';
import type { MessageKey } from '../i18n/index.js';

export interface NavigationEntry {
  readonly to:
    | '/'
    | '/personnes/nouvelle'
    | '/premiere-ouverture'
    | '/pilotage'
    | '/orientations'
    | '/alertes'
    | '/regles'
    | '/administration'
    | '/imports'
    | '/aller-vers'
    | '/annuaire'
    | '/rapports';
  readonly label: MessageKey;
  readonly icon: IconName;
  readonly roles: readonly string[];
}

const CASE_WORK = ['operator', 'structure-manager'];
/** Whoever is signed in may read it; the committees have their page alone (design, navigation after the role). */
const DIRECTORY = [...CASE_WORK, 'coordinator', 'admin', 'dpo'];

const ENTRIES: readonly NavigationEntry[] = [
  { to: '/', label: 'nav.file', icon: 'users', roles: CASE_WORK },
  { to: '/orientations', label: 'nav.orientations', icon: 'swap', roles: CASE_WORK },
  { to: '/alertes', label: 'nav.alerts', icon: 'bell', roles: [...CASE_WORK, 'coordinator'] },
  { to: '/personnes/nouvelle', label: 'nav.new', icon: 'plus', roles: CASE_WORK },
  { to: '/aller-vers', label: 'nav.outreach', icon: 'map', roles: CASE_WORK },
  { to: '/imports', label: 'nav.import', icon: 'upload', roles: ['structure-manager'] },
  { to: '/pilotage', label: 'nav.pilotage', icon: 'chart', roles: ['coordinator'] },
  { to: '/regles', label: 'nav.rules', icon: 'sliders', roles: ['coordinator'] },
  { to: '/rapports', label: 'nav.reports', icon: 'chart', roles: ['steering', 'institutional'] },
  { to: '/administration', label: 'nav.admin', icon: 'sliders', roles: ['admin', 'dpo'] },
  { to: '/annuaire', label: 'nav.directory', icon: 'book', roles: DIRECTORY },
  { to: '/premiere-ouverture', label: 'nav.firstRun', icon: 'flag', roles: ['admin'] },
];

/**
 * The entries of someone's roles; nobody is shown a door that stays shut, nor the first opening once it is done
 * (`opening` false).
 */
export function entriesFor(me: Pick<Me, 'roles'>, opening: boolean): readonly NavigationEntry[] {
  const roles = new Set<string>(me.roles);
  return ENTRIES.filter(
    ({ to, roles: of }) => of.some((role) => roles.has(role)) && (to !== '/premiere-ouverture' || opening),
  );
}
