import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FirstWait, HttpProblem, PUBLIC_ROUTE, setActor } from '@jalons/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actingFor } from '../scope/acting-for.js';
import { setScope } from '../scope/current-scope.decorator.js';
import { ROUTE_POLICY, type RoutePolicy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { sessionTokenOf, takeSessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** The one door: public routes apart, a session that holds, then a policy that allows; anything else is refused. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    /** For the mandates. */
    private readonly position: FirstWait,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(PUBLIC_ROUTE, targets)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const scope = await this.scopeOf(request, context);
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, targets);
    if (!policy?.(scope)) throw new HttpProblem(403, 'role-not-allowed', "Votre rôle n'ouvre pas cette page.");
    setScope(request, scope);
    setActor(request, actingFor(request, scope));
    return true;
  }

  /** What the session may do, with the mandates as the request must see them: whoever was just given one uses it. */
  private async scopeOf(request: FastifyRequest, context: ExecutionContext): Promise<Scope> {
    // Looked at before they are read: what arrives in between is read again rather than missed.
    const isBehind = this.position.isBehind(request);
    const scope = await this.resolved(request, context);
    if (!isBehind || !(await this.position.settle(context))) return scope;
    return this.resolved(request, context);
  }

  private async resolved(request: FastifyRequest, context: ExecutionContext): Promise<Scope> {
    const token = sessionTokenOf(request);
    const scope = token === undefined ? null : await this.sessions.resolve(token);
    if (scope !== null) return scope;
    if (token !== undefined) takeSessionCookie(context.switchToHttp().getResponse<FastifyReply>());
    throw new HttpProblem(401, 'sign-in-needed', 'Connectez-vous pour continuer.');
  }
}
