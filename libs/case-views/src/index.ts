export { caseViewsProjection, caseViewsProjections } from './case-views.projection.js';
