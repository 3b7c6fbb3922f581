export { bundleSource, type BundleMore } from './bundle-source.ts';
export { readCorpus, type KeptHistory } from './read-corpus.ts';
export { SIMULATION_ERRORS, SimulationError, type SimulationErrorCode } from './errors.ts';
export { generateHistory } from './generate-history.ts';
export { MUTATIONS, type Mutation } from './mutations.ts';
export { playHistory } from './play-history.ts';
export { Player } from './player.ts';
export type { Decision, History, Mix, Violation } from './types.ts';
