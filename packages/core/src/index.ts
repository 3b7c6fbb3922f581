export { causeChain } from './cause-chain.ts';
export { systemClock, type Clock, type SystemClockOptions } from './clock.ts';
export { deadlineAfter, hasPassed, msLeft, NO_DEADLINE, type Deadline } from './deadline.ts';
export {
  isUnderstudyError,
  UnderstudyError,
  type ErrorCatalogue,
  type ErrorCatalogueEntry,
  type ErrorFacts,
} from './errors.ts';
export { EXIT_CODES, type ExitName } from './exit-codes.ts';
export { limitTime, type TimeLimitOptions } from './limit-time.ts';
export {
  defineMetrics,
  OPEN,
  type CounterDeclaration,
  type GaugeDeclaration,
  type HistogramDeclaration,
  type LabelValues,
  type MetricCatalogue,
  type MetricDeclaration,
} from './define-metrics.ts';
export { mayHaveApplied } from './may-have-applied.ts';
export { networkFault, type NetworkFault } from './network-fault.ts';
export { systemRandomness, type Randomness } from './randomness.ts';
export { backoffMs, retry, type BackoffOptions, type RetryOptions } from './retry.ts';
export { silentTelemetry, type Labels, type Telemetry } from './telemetry.ts';
export { waitFor, type Waited, type WaitOptions } from './wait-for.ts';
export {
  brokenLimits,
  defaultLimits,
  promotionWaitMs,
  SIGNATURE_VALIDITY_MS,
  STREAM_RETENTION_MS,
  usableLeaseMs,
  type BrokenLimit,
  type Limits,
} from './limits.ts';
