import type { CommandContext } from '@understudy/command-line';
import { openControlStore, type ControlStore } from '@understudy/control-store';
import type { RouteStore } from '@understudy/route';
import { loadTopology } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import { awaitCredentials } from '../await-credentials.ts';
import { openPatientService } from '../open-patient-service.ts';

/** What a command works with that needs the control store alone. */
export interface OpenedControl {
  readonly topology: Topology;
  readonly routeStore: RouteStore;
  readonly store: ControlStore;
}

/** Opens the control store of a service for one command. */
export type ConnectControl = <T>(
  file: string,
  context: CommandContext,
  action: (opened: OpenedControl) => Promise<T>,
) => Promise<T>;

/**
 * Opens the control store and closes it after `action`. No data region is asked for anything: the loss of one, or of both, is when
 * people need these commands.
 * @throws ServiceError and TopologyError for the file; what `action` throws
 */
export const withControlStore: ConnectControl = async (file, context, action) => {
  const topology = loadTopology(file);
  const service = openPatientService(topology, context);
  try {
    await awaitCredentials(service);
    const { routeStore } = service;
    return await action({ topology, routeStore, store: openControlStore(service) });
  } finally {
    await service.close();
  }
};
