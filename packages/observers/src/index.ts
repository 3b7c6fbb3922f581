export { answersHttp } from './answers-http.ts';
export { awaitRegionGone, type AwaitRegionGoneOptions } from './await-region-gone.ts';
export type { Look } from './look.ts';
export type { Observation } from './observation.ts';
export { Observer, type ObserverOptions } from './observer.ts';
export { readLinkStatuses } from './read-link-statuses.ts';
export { regionVote, type RegionVote, type RegionVoteOptions } from './region-vote.ts';
export { scanTable, type ScanTableOptions, type SeenItem } from './scan-table.ts';
export { takeLook, type TakeLookOptions } from './take-look.ts';
