import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HttpProblem, keepsSecureCookies, Public } from '@jalons/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Accounts, type OpenedSession } from '../accounts/accounts.js';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { SignedIn } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { giveSessionCookie, sessionTokenOf, takeSessionCookie } from '../sessions/session-cookie.js';
import { Sessions } from '../sessions/sessions.js';
import { Me, RedeemLinkForm, SignInForm } from './sign-in.dto.js';

/** Sign-ins a minute from one address: an office that opens in the morning, not a list of passwords. */
const SIGN_IN_LIMIT = { rateLimit: { max: 60, timeWindow: 60_000 } };

@ApiTags('auth')
@Controller('auth')
export class SignInController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
  ) {}

  /** Opens a session by password; the one that the browser had ends. */
  @Public()
  @RouteConfig(SIGN_IN_LIMIT)
  @Post('sign-in')
  @HttpCode(200)
  @ApiOkResponse({ type: Me })
  async signIn(
    @Body() form: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    refuseWithoutHttps(request);
    return this.welcome(await this.accounts.signIn(form, sessionTokenOf(request)), reply);
  }

  /** Sets a password by a one-time link, and opens a session. The token comes in the body: addresses are logged. */
  @Public()
  @RouteConfig(SIGN_IN_LIMIT)
  @Post('links/redeem')
  @HttpCode(200)
  @ApiOkResponse({ type: Me })
  async redeem(
    @Body() form: RedeemLinkForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    refuseWithoutHttps(request);
    return this.welcome(await this.accounts.redeem(form.token, form), reply);
  }

  /** Ends the session; `Clear-Site-Data` makes the browser forget what it kept. */
  @SignedIn()
  @Post('sign-out')
  @HttpCode(204)
  async signOut(@CurrentScope() scope: Scope, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.accounts.signOut(scope.token);
    takeSessionCookie(reply);
    reply.header('clear-site-data', '"cache", "storage"');
  }

  /** Who is signed in, and what they may do today. */
  @SignedIn()
  @Get('me')
  @ApiOkResponse({ type: Me })
  me(@CurrentScope() scope: Scope): Me {
    return viewOf(scope);
  }

  private async welcome({ token }: OpenedSession, reply: FastifyReply): Promise<Me> {
    giveSessionCookie(reply, token);
    const scope = await this.sessions.resolve(token);
    if (scope === null) throw new HttpProblem(401, 'sign-in-needed', 'Connectez-vous pour continuer.');
    return viewOf(scope);
  }
}

/** Browsers drop a `__Host-` cookie over plain http, the machine itself apart: say so rather than sign nobody in. */
function refuseWithoutHttps(request: FastifyRequest): void {
  if (keepsSecureCookies(request)) return;
  const message = 'La connexion demande une adresse en https:// (ou http://localhost sur la machine elle-même).';
  throw new HttpProblem(403, 'https-needed', message);
}

function viewOf({ professional, name, roles, structures, territories, mandates }: Scope): Me {
  return {
    professional,
    name,
    roles: [...roles],
    structures: [...structures],
    territories: [...territories],
    mandates: [...mandates],
  };
}
