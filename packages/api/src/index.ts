export type { ApiSources } from './state/api-sources.ts';
export type { LinkReading, RegionAnswer, RegionsReading } from './state/regions-reading.ts';
export type { RecordDesk, RecordFilter } from './orders/record-desk.ts';
export { API_ERRORS, ApiError, type ApiErrorName } from './errors.ts';
export { API_METRICS } from './metrics.ts';
export { DEFAULT_API_LIMITS, type ApiLimits, type ApiOptions } from './options.ts';
export { openLocalCloud } from './local-cloud/open-local-cloud.ts';
export { startApi, type StartedApi } from './http/start-api.ts';
