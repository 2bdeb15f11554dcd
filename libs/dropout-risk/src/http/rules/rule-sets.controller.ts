import { Body, Controller, Get, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext, CommandResult } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, ReadsFrom } from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { invalidField, isDomainError, type Uuid } from '@jalons/kernel';
import { fieldsUnder } from '@jalons/parcours';
import { Spoken, type Language } from '@jalons/territory';
import { compareRuleSets } from '../../rule-set/compare.js';
import type { RuleSetCommand } from '../../rule-set/rule-set.decider.js';
import { VersionPipe } from './version.pipe.js';
import { RuleSetDesk } from './rule-set-desk.js';
import { RuleSetFigures } from './rule-set-figures.js';
import { RuleSetReader } from './rule-set-reader.js';
import {
  ActivationForm,
  ComparisonQuery,
  ComparisonView,
  DraftForm,
  PrecisionView,
  RedraftForm,
  RetirementForm,
  RuleSetDocument,
  RuleSetListView,
} from './rule-sets.dto.js';

/** The rules of the territory that the caller coordinates (risk.md § 4): draft, trial, activation with a reason. */
@ApiTags('rule-sets')
@Policy('coordinator')
@Controller('rule-sets')
export class RuleSetsController {
  constructor(
    private readonly desk: RuleSetDesk,
    private readonly reader: RuleSetReader,
    private readonly figures: RuleSetFigures,
  ) {}

  /** The newest first; version 1 ships with the product. */
  @ReadsFrom('professionals')
  @Get()
  @ApiOkResponse({ type: RuleSetListView })
  async list(
    @CurrentScope() scope: Scope,
    @Spoken() language: Language,
    @Headers('jalons-territory') named?: string,
  ): Promise<RuleSetListView> {
    return { items: await this.reader.items(scope, this.desk.territoryOf(scope, named), language) };
  }

  @ReadsFrom('professionals')
  @Get(':version')
  @ApiOkResponse({ type: RuleSetDocument })
  one(
    @Param('version', VersionPipe) version: number,
    @CurrentScope() scope: Scope,
    @Spoken() language: Language,
    @Headers('jalons-territory') named?: string,
  ): Promise<RuleSetDocument> {
    return this.reader.document(scope, this.desk.territoryOf(scope, named), version, language);
  }

  /** A draft: the set given, or a copy of another version. */
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async draft(@Body() { from, ruleSet }: DraftForm, @Command() context: CommandContext, @CurrentScope() scope: Scope) {
    const territory = this.desk.territoryOf(scope, context.territory);
    if (ruleSet === undefined && from === undefined) {
      throw invalidField('/from', 'rule-set-missing', 'Choisissez la version dont partir, ou donnez les règles.');
    }
    const content = ruleSet ?? (await this.desk.one(territory, from!)).ruleSet;
    const result = await this.run(scope, context, { type: 'DraftRuleSet', ruleSet: content });
    const version = await this.desk.draftedBy(territory, result);
    return answerTo(result, version === undefined ? undefined : String(version));
  }

  /** The whole set of a draft anew; one that has served changes no more. */
  @Put(':version')
  @ApiOkResponse({ type: CommandAnswer })
  async redraft(
    @Param('version', VersionPipe) version: number,
    @Body() { ruleSet }: RedraftForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @IfMatch() expected: number | undefined,
  ) {
    return answerTo(await this.run(scope, context, { type: 'DraftRuleSet', version, ruleSet }, expected));
  }

  /** On trial: what it would raise is recorded apart, out of the sight of operators. */
  @Post(':version/shadow')
  @ApiCreatedResponse({ type: CommandAnswer })
  async shadow(
    @Param('version', VersionPipe) version: number,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    return answerTo(await this.run(scope, context, { type: 'ShadowRuleSet', version }));
  }

  @Post(':version/activate')
  @ApiCreatedResponse({ type: CommandAnswer })
  async activate(
    @Param('version', VersionPipe) version: number,
    @Body() { reason, backTest }: ActivationForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    return answerTo(await this.run(scope, context, { type: 'ActivateRuleSet', version, reason, backTest }));
  }

  @Post(':version/retire')
  @ApiCreatedResponse({ type: CommandAnswer })
  async retire(
    @Param('version', VersionPipe) version: number,
    @Body() { reason }: RetirementForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    return answerTo(await this.run(scope, context, { type: 'RetireRuleSet', version, reason }));
  }

  /** Field by field; and the cases at risk today by each, where one is in force and the other on trial. */
  @ReadsFrom('risk')
  @Get(':version/comparison')
  @ApiOkResponse({ type: ComparisonView })
  async compare(
    @Param('version', VersionPipe) version: number,
    @Query() { with: other }: ComparisonQuery,
    @CurrentScope() scope: Scope,
    @Spoken() language: Language,
    @Headers('jalons-territory') named?: string,
  ): Promise<ComparisonView> {
    const territory = this.desk.territoryOf(scope, named);
    const [before, after] = await Promise.all([this.desk.one(territory, version), this.desk.one(territory, other)]);
    const trial = [before, after].find(({ status }) => status === 'shadow');
    const isTried = trial !== undefined && [before, after].some(({ status }) => status === 'active');
    return {
      versions: [version, other],
      changes: compareRuleSets(before.ruleSet, after.ruleSet, language),
      cases: isTried ? await this.figures.sideBySide(scope, territory, trial.version) : null,
    };
  }

  /** How its alerts turned out, as people said (risk.md § 3). */
  @ReadsFrom('risk')
  @Get(':version/precision')
  @ApiOkResponse({ type: PrecisionView })
  async precision(
    @Param('version', VersionPipe) version: number,
    @CurrentScope() scope: Scope,
    @Headers('jalons-territory') named?: string,
  ): Promise<PrecisionView> {
    const territory = this.desk.territoryOf(scope, named);
    await this.desk.one(territory, version);
    return { version, ...(await this.figures.precision(scope, territory, version)) };
  }

  private async run(
    scope: Scope,
    context: CommandContext,
    command: RuleSetCommand,
    expected?: number,
  ): Promise<CommandResult> {
    const territory: Uuid = this.desk.territoryOf(scope, context.territory);
    try {
      return await this.desk.run({ scope, territory, context }, command, expected);
    } catch (error) {
      throw isDomainError(error) && error.code === 'rule-set-invalid'
        ? fieldsUnder('/ruleSet', error, () => true)
        : error;
    }
  }
}
