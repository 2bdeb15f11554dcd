import { SetMetadata } from '@nestjs/common';
import type { Role } from '../professional/roles.js';
import type { Scope } from './scope.js';

export const ROUTE_POLICY = 'jalons:route-policy';

/** Who may call a route; deny unless one allows. What they then see of it is decided by the rows' own policies. */
export type RoutePolicy = (scope: Scope) => boolean;

/** Opens a route to whoever holds one of these roles today. */
export const Policy = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RoutePolicy>(ROUTE_POLICY, (scope) => roles.some((role) => scope.roles.has(role)));

/** Opens a route to whoever is signed in, with or without a mandate. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RoutePolicy>(ROUTE_POLICY, () => true);
