export { ACCESS_KEY, type RegionClientConfig } from './dynamodb/client-config.ts';
export { JAR_VARIABLE } from './dynamodb/find-jar.ts';
export { prepareTable, type TableShape } from './dynamodb/prepare-table.ts';
export { SANDBOX_ERRORS, SandboxError, type SandboxErrorCode } from './errors.ts';
export type { LocalCloudOptions, RegionOptions, StartRegionOptions } from './options.ts';
export type { Wanted } from './proxy/listen-loopback.ts';
export { startLocalCloud, startRegion } from './start-local-cloud.ts';
export type { LocalCloud, LocalRegion, RegionState } from './types.ts';
export { withLocalCloud, withLocalRegion, type Hooks } from './with-local-cloud.ts';
