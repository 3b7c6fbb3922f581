import type { CommandContext } from '@understudy/command-line';
import { renderHaproxy, type HostOptions } from '@understudy/haproxy-config';
import { loadTopology } from '@understudy/service/load-topology';
import { TrafficError } from '../errors.ts';
import type { MachineOptions } from './machine-options.ts';
import { readPools } from './read-pools.ts';

export interface HaproxyInput<Options extends MachineOptions> {
  readonly file: string;
  readonly options: Options;
}

/**
 * The text of haproxy.cfg, from the topology and the pools.
 * @throws TrafficError `UND_TRAFFIC_NOT_CONFIGURED`; HaproxyConfigError, LinodeProvisionerError, TopologyError
 */
export async function haproxyText(
  { file, options }: HaproxyInput<MachineOptions>,
  { env }: CommandContext,
): Promise<string> {
  const topology = loadTopology(file);
  const { traffic } = topology;
  if (traffic === undefined) {
    throw new TrafficError('UND_TRAFFIC_NOT_CONFIGURED', { what: `${file} has no traffic.` });
  }
  const { statsSocket, stateFile, log, keepUser } = options;
  const host: Partial<HostOptions> = { statsSocket, stateFile, log, ...(keepUser && { runAs: 'starter' }) };
  return renderHaproxy({ traffic, pools: await readPools(topology, env), host });
}
