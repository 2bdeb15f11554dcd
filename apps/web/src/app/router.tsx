import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { fileSearchOf, type FileSearch } from '../features/file-active/views.js';
import { alertsSearchOf } from '../features/alerts/inbox.js';
import { directorySearchOf } from '../features/directory/directory.js';
import { orientationsSearchOf } from '../features/orientations/answers.js';
import { outreachSearchOf } from '../features/outreach/encounter.js';
import { ruleSetSearchOf } from '../features/rules/views.js';
import type { PilotageSearch } from '../features/pilotage/period/period.js';
import { leadToFirstRun, leadToOwnHome, signedIn } from './guard.js';
import { NotFound, PageError, PagePending } from './page-states.js';
import { Shell } from './shell.js';

/** Outside of the shell, whose pages stand in its landmark. */
function NowhereToGo() {
  return (
    <main className="main" id="contenu">
      <NotFound />
    </main>
  );
}

/**
 * What an address asks for that a page knows of; the rest counts as not asked. The router keeps what a page did not
 * name, unless it is named without a value.
 */
function known<Search extends object>(read: (search: Record<string, unknown>) => Search) {
  return (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  });
}

const root = createRootRoute({ notFoundComponent: NowhereToGo });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/connexion',
  validateSearch: (search: Record<string, unknown>): { vers?: string } =>
    typeof search['vers'] === 'string' && /^\/(?!\/)/.test(search['vers']) ? { vers: search['vers'] } : {},
  component: lazyRouteComponent(() => import('../features/sign-in/index.js'), 'SignInPage'),
});

const redeemLink = createRoute({
  getParentRoute: () => root,
  path: '/lien',
  component: lazyRouteComponent(() => import('../features/redeem-link/index.js'), 'RedeemLinkPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => ({ me: await signedIn(location.href) }),
  component: Shell,
});

const fileActive = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: known<FileSearch>(fileSearchOf),
  beforeLoad: async ({ context }) => {
    await leadToFirstRun(context.me);
    leadToOwnHome(context.me);
  },
  component: lazyRouteComponent(() => import('../features/file-active/index.js'), 'FileActivePage'),
});

const newPerson = createRoute({
  getParentRoute: () => shell,
  path: '/personnes/nouvelle',
  validateSearch: known((search): { rencontre?: string } =>
    typeof search['rencontre'] === 'string' ? { rencontre: search['rencontre'] } : {},
  ),
  component: lazyRouteComponent(() => import('../features/new-person/index.js'), 'NewPersonPage'),
});

const firstRun = createRoute({
  getParentRoute: () => shell,
  path: '/premiere-ouverture',
  component: lazyRouteComponent(() => import('../features/first-run/index.js'), 'FirstRunPage'),
});

const handover = createRoute({
  getParentRoute: () => shell,
  path: '/passation',
  component: lazyRouteComponent(() => import('../features/handover/index.js'), 'HandoverPage'),
});

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/rapports',
  component: lazyRouteComponent(() => import('../features/reports/index.js'), 'ReportsPage'),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/informations',
  component: lazyRouteComponent(() => import('../features/notices/index.js'), 'NoticesPage'),
});

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/import/index.js'), 'ImportsPage'),
});

const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('../features/import/index.js'), 'ImportPage'),
});

const parcours = createRoute({
  getParentRoute: () => shell,
  path: '/parcours/$id',
  // Kinds of steps and opaque ids of entries only: nothing of a person in an address.
  validateSearch: (search: Record<string, unknown>): { etape?: string; sur?: string } => ({
    ...(typeof search['etape'] === 'string' && { etape: search['etape'] }),
    ...(typeof search['sur'] === 'string' && { sur: search['sur'] }),
  }),
  component: lazyRouteComponent(() => import('../features/parcours/index.js'), 'ParcoursPage'),
});

const pilotage = createRoute({
  getParentRoute: () => shell,
  path: '/pilotage',
  validateSearch: (search: Record<string, unknown>): PilotageSearch =>
    Object.fromEntries(
      ['du', 'au', 'connu', 'indicateur', 'territoire'].flatMap((name) =>
        typeof search[name] === 'string' ? [[name, search[name]]] : [],
      ),
    ),
  component: lazyRouteComponent(() => import('../features/pilotage/index.js'), 'PilotagePage'),
});

const orientations = createRoute({
  getParentRoute: () => shell,
  path: '/orientations',
  validateSearch: known(orientationsSearchOf),
  component: lazyRouteComponent(() => import('../features/orientations/index.js'), 'OrientationsPage'),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: '/alertes',
  validateSearch: known(alertsSearchOf),
  component: lazyRouteComponent(() => import('../features/alerts/index.js'), 'AlertsPage'),
});

const why = createRoute({
  getParentRoute: () => shell,
  path: '/parcours/$id/risque',
  validateSearch: (search: Record<string, unknown>): { le?: string } =>
    typeof search['le'] === 'string' ? { le: search['le'] } : {},
  component: lazyRouteComponent(() => import('../features/risk/index.js'), 'WhyPage'),
});

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/regles',
  component: lazyRouteComponent(() => import('../features/rules/index.js'), 'RulesPage'),
});

const ruleSet = createRoute({
  getParentRoute: () => shell,
  path: '/regles/$version',
  validateSearch: known(ruleSetSearchOf),
  component: lazyRouteComponent(() => import('../features/rules/index.js'), 'RuleSetPage'),
});

const administration = createRoute({
  getParentRoute: () => shell,
  path: '/administration',
  component: lazyRouteComponent(() => import('../features/administration/index.js'), 'AdministrationPage'),
});

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/courriels',
  component: lazyRouteComponent(() => import('../features/notifications/index.js'), 'NotificationsPage'),
});

const duplicates = createRoute({
  getParentRoute: () => shell,
  path: '/doublons',
  component: lazyRouteComponent(() => import('../features/duplicates/index.js'), 'DuplicatesPage'),
});

const outreach = createRoute({
  getParentRoute: () => shell,
  path: '/aller-vers',
  validateSearch: known(outreachSearchOf),
  component: lazyRouteComponent(() => import('../features/outreach/index.js'), 'OutreachPage'),
});

const directory = createRoute({
  getParentRoute: () => shell,
  path: '/annuaire',
  validateSearch: known(directorySearchOf),
  component: lazyRouteComponent(() => import('../features/directory/index.js'), 'DirectoryPage'),
});

const newService = createRoute({
  getParentRoute: () => shell,
  path: '/annuaire/nouveau',
  component: lazyRouteComponent(() => import('../features/directory/index.js'), 'NewServicePage'),
});

const service = createRoute({
  getParentRoute: () => shell,
  path: '/annuaire/$id',
  component: lazyRouteComponent(() => import('../features/directory/index.js'), 'ServicePage'),
});

const absences = createRoute({
  getParentRoute: () => shell,
  path: '/absences',
  component: lazyRouteComponent(() => import('../features/absences/index.js'), 'AbsencesPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    redeemLink,
    shell.addChildren([
      fileActive,
      newPerson,
      firstRun,
      parcours,
      pilotage,
      reports,
      orientations,
      alerts,
      why,
      rules,
      ruleSet,
      administration,
      absences,
      outreach,
      directory,
      newService,
      service,
      duplicates,
      notifications,
      handover,
      notices,
      imports,
      oneImport,
    ]),
  ]),
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: () => <NotFound />,
  defaultPendingComponent: PagePending,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
