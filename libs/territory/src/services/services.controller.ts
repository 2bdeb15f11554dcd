import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { instanceToPlain } from 'class-transformer';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, EntryVoidForm, ReadsFrom, UuidPipe } from '@jalons/http';
import { CurrentScope, Policy, SignedIn, type Scope } from '@jalons/identity';
import { DomainError, invalidField, type Uuid } from '@jalons/kernel';
import { dataInclusionOf } from './data-inclusion.js';
import { ServiceDirectory, type KnownService } from './service-directory.js';
import type { ServiceCommand } from './service.decider.js';
import type { Service } from './service.events.js';
import { isStale } from './service.state.js';
import {
  NewServiceForm,
  ServiceConfirmationForm,
  ServicesPage,
  ServicesQuery,
  ServiceUpdateForm,
  ServiceView,
  ServiceWithdrawalForm,
} from './services.dto.js';
import { Services, type ServiceKeeper } from './services.js';

/** The directory of services: read by everyone who may know whose they are, kept by the structure of each and by the coordinator. */
@ApiTags('services')
@Controller('services')
@ReadsFrom('services', 'structures')
export class ServicesController {
  constructor(
    private readonly services: Services,
    private readonly directory: ServiceDirectory,
  ) {}

  /** Common law first; those of the reader's territories, unless another is asked for. */
  @SignedIn()
  @Get()
  @ApiOkResponse({ type: ServicesPage })
  async list(@CurrentScope() scope: Scope, @Query() { territory, ...question }: ServicesQuery): Promise<ServicesPage> {
    const own = scope.territories.length === 0 ? null : scope.territories;
    const territories = territory === undefined ? own : [territory];
    const page = await this.directory.page(scope, { ...question, territories });
    return { ...page, items: page.items.map((known) => this.viewOf(known)) };
  }

  @SignedIn()
  @Get(':id')
  @ApiOkResponse({ type: ServiceView })
  async show(@CurrentScope() scope: Scope, @Param('id', UuidPipe) id: string): Promise<ServiceView> {
    return this.viewOf(await this.find(scope, id));
  }

  /** The same in the shape of data·inclusion, to be handed to whoever gathers directories. */
  @SignedIn()
  @Get(':id/data-inclusion')
  @ApiOkResponse({ schema: { type: 'object', description: 'data·inclusion, schema v1, service' } })
  async publish(@CurrentScope() scope: Scope, @Param('id', UuidPipe) id: string) {
    const { described, confirmedOn } = await this.find(scope, id);
    return dataInclusionOf({ id, service: described, confirmedOn });
  }

  @Policy('coordinator', 'structure-manager')
  @ReadsFrom('structures')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async add(@Body() form: NewServiceForm, @Command() context: CommandContext, @CurrentScope() scope: Scope) {
    const { known, named } = await this.directory.structure(scope, form.structure);
    if (!known) throw invalidField('/structure', 'structure-unknown', 'Choisissez une structure de la liste.');
    if (!named) {
      throw invalidField(
        '/structure',
        'structure-not-named',
        'Cette structure tient elle-même ses services, qui ne paraissent qu’à elle : demandez à son responsable.',
      );
    }
    const { on = this.services.today(), ...service } = instanceToPlain(form) as NewServiceForm;
    const id = this.services.newId(context);
    const command = { type: 'ListService', on, service: service as Service } as const;
    return answerTo(await this.run(id, command, context, scope), id);
  }

  /** The whole service, as it is now; which confirms it. */
  @Policy('coordinator', 'structure-manager')
  @Post(':id/updates')
  @ApiCreatedResponse({ type: CommandAnswer })
  async update(
    @Param('id', UuidPipe) id: string,
    @Body() form: ServiceUpdateForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    const { on = this.services.today(), ...said } = instanceToPlain(form) as ServiceUpdateForm;
    const { structure } = (await this.find(scope, id)).described;
    const command = { type: 'UpdateService', on, service: { ...said, structure } as Service } as const;
    return answerTo(await this.run(id, command, context, scope));
  }

  /** It is still so: by whoever works with it. */
  @Policy('coordinator', 'structure-manager', 'operator')
  @Post(':id/confirmations')
  @ApiCreatedResponse({ type: CommandAnswer })
  async confirm(
    @Param('id', UuidPipe) id: string,
    @Body() { on = this.services.today(), placesOpen }: ServiceConfirmationForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    const command = { type: 'ConfirmService', on, ...(placesOpen !== undefined && { placesOpen }) } as const;
    return answerTo(await this.run(id, command, context, scope));
  }

  @Policy('coordinator', 'structure-manager')
  @Post(':id/withdrawals')
  @ApiCreatedResponse({ type: CommandAnswer })
  async withdraw(
    @Param('id', UuidPipe) id: string,
    @Body() { on = this.services.today(), reason }: ServiceWithdrawalForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    const command = { type: 'WithdrawService', on, ...(reason !== undefined && { reason }) } as const;
    return answerTo(await this.run(id, command, context, scope));
  }

  @Policy('coordinator', 'structure-manager')
  @Post(':id/voids')
  @ApiCreatedResponse({ type: CommandAnswer })
  async void(
    @Param('id', UuidPipe) id: string,
    @Body() { eventId, why }: EntryVoidForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    return answerTo(await this.run(id, { type: 'VoidServiceEntry', eventId, why }, context, scope));
  }

  private run(id: Uuid, command: ServiceCommand, context: CommandContext, scope: Scope) {
    return this.services.run(id, { command, by: keeperOf(scope, context) }, context);
  }

  private async find(scope: Scope, id: Uuid): Promise<KnownService> {
    const known = await this.directory.find(scope, id);
    if (known !== null) return known;
    throw new DomainError('not-found', 'service-unknown', 'Ce service n’existe pas.');
  }

  private viewOf({ described, ...known }: KnownService): ServiceView {
    return { ...described, ...known, stale: isStale(known.confirmedOn, this.services.today()) };
  }
}

function keeperOf({ mandates, structures }: Scope, { territory }: CommandContext): ServiceKeeper {
  const coordinated = mandates.flatMap((held) =>
    held.role === 'coordinator' && held.territory !== null ? [held.territory] : [],
  );
  return { structures, coordinated, territory };
}
