export { answerOps, answerText, type OpsAnswer, type OpsSources, type Problem } from './answer-ops.ts';
export { checkCatalogue } from './check-catalogue.ts';
export {
  createLogger,
  type Facts,
  type LogDestination,
  type Logger,
  type LoggerOptions,
} from './create-logger.ts';
export { describeError, type DescribedError } from './describe-error.ts';
export { TELEMETRY_ERRORS, TelemetryError, type TelemetryErrorCode } from './errors.ts';
export { eventLevel, LOG_LEVELS, type LogLevel } from './event-level.ts';
export { limitEvents, type LimitEventsOptions, type OnEvent } from './limit-events.ts';
export { listenError } from './listen-error.ts';
export type { OpsInlet } from './ops-inlet.ts';
export { TELEMETRY_METRICS } from './metrics.ts';
export { PrometheusTelemetry, type PrometheusTelemetryOptions } from './prometheus-telemetry.ts';
export { redactText } from './redact-text.ts';
export { renderMetric, type Sample } from './render-metric.ts';
export { sendOps, serveOps, type OpsOptions, type OpsServer } from './serve-ops.ts';
