import type { Role } from '@jalons/identity';

/** Who may call a route: everyone, whoever is signed in, or the holders of these roles. */
export type Allowed = 'public' | 'signed-in' | readonly Role[];

/**
 * One line per route of the product: the whole of who may call what (security.md § 1). A route without a line fails
 * the tests, and so does one that answers a role otherwise than its line says.
 */
export const ROUTES: Readonly<Record<string, Allowed>> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /api/v1/openapi.json': 'public',

  'POST /api/v1/auth/sign-in': 'public',
  'POST /api/v1/auth/links/redeem': 'public',
  'POST /api/v1/auth/sign-out': 'signed-in',
  'GET /api/v1/auth/me': 'signed-in',

  'GET /api/v1/professionals': ['operator', 'structure-manager', 'coordinator', 'dpo', 'admin'],
  'POST /api/v1/professionals': ['admin'],
  'PUT /api/v1/professionals/:id/identity': ['admin'],
  'POST /api/v1/professionals/:id/mandates': ['admin'],
  'POST /api/v1/professionals/:id/mandates/:mandate/end': ['admin'],
  'POST /api/v1/professionals/:id/entries/:eventId/void': ['admin'],
  'POST /api/v1/professionals/:id/invitations': ['admin'],
  'POST /api/v1/professionals/:id/sessions/revoke': ['admin'],
  'POST /api/v1/professionals/:id/absences': ['operator', 'structure-manager', 'coordinator'],
  'POST /api/v1/professionals/:id/absences/:absence/cancel': ['operator', 'structure-manager', 'coordinator'],
  'POST /api/v1/elevations': ['operator', 'structure-manager', 'coordinator'],

  'GET /api/v1/first-run': ['admin'],
  'POST /api/v1/first-run': ['admin'],
  'GET /api/v1/nomenclatures/:list': 'signed-in',
  'GET /api/v1/territories': 'signed-in',
  'GET /api/v1/structures': 'signed-in',
  'POST /api/v1/structures': ['admin'],
  'POST /api/v1/structures/:id/names': ['admin'],
  'POST /api/v1/structures/:id/seats': ['admin'],
  'POST /api/v1/structures/:id/seats/:seat/end': ['admin'],
  'POST /api/v1/structures/:id/entries/:eventId/void': ['admin'],

  'POST /api/v1/beneficiaries': ['operator', 'structure-manager'],
  'POST /api/v1/beneficiaries/:id/parcours': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/contact-attempts': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/orientations': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/orientations/:orientation/acceptances': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/orientations/:orientation/declines': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/orientations/:orientation/starts': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/training-starts': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/training-completions': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/job-starts': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/job-ends': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/exits': ['operator', 'structure-manager'],
  'POST /api/v1/parcours/:id/steps/voids': ['operator', 'structure-manager'],

  'GET /api/v1/cases': ['operator', 'structure-manager', 'coordinator'],
  'GET /api/v1/cases/counts': ['operator', 'structure-manager', 'coordinator'],
  'GET /api/v1/orientations': ['operator', 'structure-manager', 'coordinator'],
  'GET /api/v1/orientations/:id': ['operator', 'structure-manager', 'coordinator'],
  'GET /api/v1/parcours/:id': ['operator', 'structure-manager', 'coordinator'],
  'GET /api/v1/parcours/:id/identity': ['operator', 'structure-manager', 'coordinator'],
  'POST /api/v1/people/search': ['operator', 'structure-manager', 'coordinator'],
  'POST /api/v1/people/known': ['operator', 'structure-manager'],
};
