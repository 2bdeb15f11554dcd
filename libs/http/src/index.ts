export * from './app/create-http-app.js';
export { openApiOf } from './app/openapi.js';
export { ByteBody, fileNameOf, TakesBytes } from './bytes/byte-body.decorator.js';
export * from './clock/clock.js';
export * from './command/command-context.js';
export { CommandId } from './command/command-id.js';
export * from './concurrency/etag.js';
export * from './forms/fields.js';
export * from './forms/void.forms.js';
export * from './health/health.controller.js';
export { createLogger, type LoggerOptions } from './logging/create-logger.js';
export { NestLogger } from './logging/nest-logger.js';
export { servePages } from './pages/serve-pages.js';
export * from './paging/cursor.js';
export * from './paging/page.js';
export * from './position/accepted.js';
export { FirstWait } from './position/first-wait.js';
export { answerTo, CommandAnswer } from './position/command-answer.js';
export * from './position/position.interceptor.js';
export {
  POSITION_HEADER,
  PROJECTION_PROGRESS,
  type ProjectionProgress,
  REACHED_HEADER,
  ReadsFrom,
} from './position/position-wait.js';
export * from './problem/http-problem.js';
export { problemDocument, type ProblemDocument, type ProblemItem } from './problem/problem-document.js';
export { safeError, type SafeError } from './problem/safe-error.js';
export { toProblem } from './problem/to-problem.js';
export * from './request/request-context.js';
export * from './routes/public.decorator.js';
export { registeredRoutes, type RegisteredRoute } from './routes/registered-routes.js';
export { escapePointer } from './validation/unstorable.js';
export { keepsSecureCookies } from './security/cross-site.js';
export { CallLimit } from './security/call-limit.js';
export { DEFAULT_RATE_LIMIT, type RateLimit, tooMany } from './security/rate-limit.js';
export { checkedInput } from './validation/checked-input.js';
export { inputRefused } from './validation/input-validation.pipe.js';
export { IsCivilDate, IsId, IsListOfDistinct, MayBeAbsent } from './validation/field-decorators.js';
export { UuidPipe } from './validation/parse-uuid.pipe.js';
