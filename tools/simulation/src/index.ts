export { bundleSource } from './bundle-source.ts';
export { readCorpus, type KeptHistory } from './corpus.ts';
export { SIMULATION_ERRORS, SimulationError, type SimulationErrorCode } from './errors.ts';
export { generateHistory } from './generate-history.ts';
export { MUTATIONS, type Mutation } from './mutations.ts';
export { Player } from './players.ts';
export type { Decision, History, Mix, Violation } from './types.ts';
