import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext, CommandResult } from '@jalons/event-log';
import { accepted, Command, IfMatch, PageQuery, ReadsFrom, UuidPipe, VoidForm } from '@jalons/http';
import { DomainError } from '@jalons/kernel';
import type { ProfessionalIdentity } from '../professional/professional.events.js';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { Policy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { type IssuedLink, Users } from '../users/users.js';
import { Directory } from './directory.js';
import {
  EntryView,
  IdentityForm,
  InvitationView,
  MandateEndForm,
  MandateForm,
  ProfessionalsPage,
  RegisteredView,
} from './professionals.dto.js';
import { Professionals } from './professionals.js';

/** Professionals and their mandates: an admin's work (security.md § 1). */
@ApiTags('professionals')
@Controller('professionals')
export class ProfessionalsController {
  constructor(
    private readonly professionals: Professionals,
    private readonly directory: Directory,
    private readonly users: Users,
  ) {}

  @Policy('operator', 'structure-manager', 'coordinator', 'dpo', 'admin')
  @ReadsFrom('professionals', 'structures')
  @Get()
  @ApiOkResponse({ type: ProfessionalsPage })
  list(@CurrentScope() scope: Scope, @Query() query: PageQuery): Promise<ProfessionalsPage> {
    return this.directory.page(scope, query.limit, query.cursor);
  }

  @Policy('admin')
  @Post()
  @ApiCreatedResponse({ type: RegisteredView })
  async register(@Body() form: IdentityForm, @Command() context: CommandContext) {
    const result = await this.professionals.register(identityOf(form), context);
    return accepted<RegisteredView>(result, { professional: result.professional });
  }

  @Policy('admin')
  @Put(':id/identity')
  @ApiOkResponse({ type: EntryView })
  async changeIdentity(
    @Param('id', UuidPipe) id: string,
    @Body() form: IdentityForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const command = { type: 'ChangeIdentity', identity: identityOf(form) } as const;
    return entry(await this.professionals.run(id, command, context, expected));
  }

  @Policy('admin')
  @Post(':id/mandates')
  @ApiCreatedResponse({ type: EntryView })
  async grantMandate(@Param('id', UuidPipe) id: string, @Body() form: MandateForm, @Command() context: CommandContext) {
    return entry(await this.professionals.run(id, { type: 'GrantMandate', ...form }, context));
  }

  @Policy('admin')
  @Post(':id/mandates/:mandate/end')
  @ApiCreatedResponse({ type: EntryView })
  async endMandate(
    @Param('id', UuidPipe) id: string,
    @Param('mandate', UuidPipe) mandate: string,
    @Body() form: MandateEndForm,
    @Command() context: CommandContext,
  ) {
    return entry(await this.professionals.run(id, { type: 'EndMandate', mandate, on: form.on }, context));
  }

  @Policy('admin')
  @Post(':id/entries/:eventId/void')
  @ApiCreatedResponse({ type: EntryView })
  async voidEntry(
    @Param('id', UuidPipe) id: string,
    @Param('eventId', UuidPipe) eventId: string,
    @Body() form: VoidForm,
    @Command() context: CommandContext,
  ) {
    return entry(await this.professionals.run(id, { type: 'VoidProfessionalEntry', eventId, why: form.why }, context));
  }

  /** A one-time link for the address on file; an earlier one that was not used ends. */
  @Policy('admin')
  @ReadsFrom('professionals')
  @Post(':id/invitations')
  @ApiCreatedResponse({ type: InvitationView })
  async invite(@Param('id', UuidPipe) id: string, @CurrentScope() scope: Scope): Promise<IssuedLink> {
    const email = await this.directory.emailOf(scope, id);
    if (email === null) {
      throw new DomainError(
        'unprocessable',
        'email-needed',
        "Indiquez d'abord l'adresse de courriel de cette personne.",
      );
    }
    return this.users.issueLink(id, email, scope.token);
  }

  /** Ends every session of a professional: a lost computer, a departure. */
  @Policy('admin')
  @Post(':id/sessions/revoke')
  async revokeSessions(@Param('id', UuidPipe) id: string, @CurrentScope() scope: Scope): Promise<{ ended: number }> {
    return { ended: await this.users.revokeSessions(id, scope.token) };
  }
}

/** The answer to a command that appended one entry. */
export function entry(result: CommandResult) {
  return accepted<EntryView>(result, { id: result.eventIds.at(-1) ?? null });
}

function identityOf({ givenName, familyName, email, phone }: IdentityForm): ProfessionalIdentity {
  return {
    givenName,
    familyName,
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}
