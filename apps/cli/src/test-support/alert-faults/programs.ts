import { WITNESS, WRITER, STANDBY } from '../watched-service.ts';

export const OBSERVERS = [
  { name: 'orch-1', place: 'newark' },
  { name: 'orch-2', place: 'frankfurt' },
  { name: 'orch-3', place: 'london' },
] as const;

export const REGIONS = [WRITER, STANDBY, WITNESS] as const;

/** Programs of the watched service, and how each is started. */
export const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'gateway-1': ['gateway', 'run', '--drain-ms', '500'],
  'gateway-2': ['gateway', 'run', '--drain-ms', '500', '--max-in-flight', '1'],
  'gateway-3': ['gateway', 'run', '--drain-ms', '500'],
  'replicator-1': ['replicator', 'run'],
  'verifier-1': ['verify', '--watch', '--every-ms', '2000', '--fraction', '1', '--lag-ms', '2000'],
  'orch-1': ['orchestrator', 'run', '--name', 'orch-1'],
  'orch-2': ['orchestrator', 'run', '--name', 'orch-2'],
  'orch-3': ['orchestrator', 'run', '--name', 'orch-3'],
};
