import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { accepted, Command } from '@jalons/http';
import { CurrentScope, holds, Policy, type Scope } from '@jalons/identity';
import { DomainError } from '@jalons/kernel';
import { HandoverForm, HandoverReport } from './handovers.dto.js';
import { Handovers, type HandedCase } from './handovers.js';

/** A leave, a departure: a whole portfolio passes in one screen (domain.md § 5). */
@ApiTags('parcours')
@Controller('handovers')
export class HandoversController {
  constructor(private readonly handovers: Handovers) {}

  /** One command per case, and a report; the same request repeated does what is left. */
  @Policy('operator', 'structure-manager')
  @Post()
  @ApiCreatedResponse({ type: HandoverReport })
  async handOver(@Body() form: HandoverForm, @Command() context: CommandContext, @CurrentScope() scope: Scope) {
    refuseOthersPortfolio(form, scope, context);
    const report = reportOf(await this.handovers.handOver({ ...form }, context));
    return report.position === undefined ? report : accepted({ position: report.position }, report);
  }
}

/** One's own portfolio, or that of a member of the structure that one manages (security.md § 1). */
function refuseOthersPortfolio({ from }: HandoverForm, scope: Scope, { actor, structure }: CommandContext): void {
  const manages = structure !== undefined && holds(scope, 'structure-manager', { structure });
  if (from === actor || manages) return;
  throw new DomainError(
    'forbidden',
    'not-your-portfolio',
    'Vous passez la main sur vos propres parcours : pour ceux d’un collègue, demandez au responsable de la structure.',
  );
}

function reportOf(items: readonly HandedCase[]): HandoverReport {
  const count = (status: HandedCase['status']) => items.filter((item) => item.status === status).length;
  const positions = items.flatMap((item) => (item.status === 'handed-over' ? [item.position] : []));
  const last = positions.toSorted().at(-1);
  return {
    items: items.map((item) => viewOf(item)),
    ...{ handedOver: count('handed-over'), refused: count('refused'), postponed: count('postponed') },
    ...(last !== undefined && { position: last }),
  };
}

function viewOf(item: HandedCase): HandoverReport['items'][number] {
  if (item.status !== 'handed-over') return item;
  const { parcoursId, status, repeated } = item;
  return { parcoursId, status, repeated };
}
