export { CaseViewsModule, type CaseViewsOptions } from './case-views.module.js';
export { caseViewsProjection, caseViewsProjections } from './case-views.projection.js';
export { caseChanges } from './live/case-changes.js';
export { toldRisk, type RiskView } from './risk/risk-view.js';
export { RiskViewsModule } from './risk/risk-views.module.js';
