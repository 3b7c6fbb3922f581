import { openControlStore } from '@understudy/control-store';
import {
  checkIdentity,
  loadTopology,
  lookAtService,
  openService,
  PATIENT_CLIENTS,
} from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { evaluateReadiness } from './evaluate-readiness.ts';
import type { ConnectReadiness } from './readiness-parties.ts';
import { roleOf } from './role-of.ts';

/**
 * Opens a service for one command and closes it after `action`.
 * @throws ServiceError and TopologyError for the file; what `action` throws
 */
export const withReadiness: ConnectReadiness = async (file, context, action) => {
  const { clock, randomness } = context;
  const topology = loadTopology(file);
  const service = openService(topology, { clock, randomness, ...PATIENT_CLIENTS });
  const store = openControlStore(service);
  const evaluate = async () => {
    await checkIdentity(service, { clock, mustProve: false });
    const inspect = () => lookAtService(service, { clock, file, role: roleOf(topology) });
    return evaluateReadiness({ service, store, inspect }, context);
  };
  try {
    await awaitCredentials(service);
    return await action({ topology, store, evaluate });
  } finally {
    await service.close();
  }
};
