import { redirect } from '@tanstack/react-router';
import { ApiProblem, firstRunQuery, meQuery, type Me } from '../api/index.js';
import { queryClient } from './query-client.js';

/** Who is signed in; nobody goes to the sign-in page, and comes back to where they were going. */
export async function signedIn(href: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      throw redirect({ to: '/connexion', search: href === '/' ? {} : { vers: href } });
    }
    throw error;
  }
}

/** The admin of a new installation starts with the first run: there is nothing else to do yet. */
export async function leadToFirstRun(me: Me): Promise<void> {
  if (!hasRole(me, 'admin')) return;
  const { needed } = await queryClient.fetchQuery(firstRunQuery);
  if (needed) throw redirect({ to: '/premiere-ouverture' });
}

/** Whoever follows nobody starts with what is theirs: the figures, the administration, or the reports. */
export function leadToOwnHome(me: Me): void {
  if (hasRole(me, 'operator', 'structure-manager')) return;
  if (hasRole(me, 'coordinator')) throw redirect({ to: '/pilotage' });
  if (hasRole(me, 'admin', 'dpo')) throw redirect({ to: '/administration' });
  throw redirect({ to: '/rapports' });
}

export function hasRole(me: Me, ...roles: string[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}
