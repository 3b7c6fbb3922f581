import type { OpenedService } from '@understudy/service';
import type { ControlStore } from './control-store.ts';
import { DynamoControlStore } from './stores/dynamo-control-store.ts';

/** The control store of a service, on the service's clients of the control store; they are closed with the service. */
export function openControlStore({
  topology,
  controlClients,
}: Pick<OpenedService, 'topology' | 'controlClients'>): ControlStore {
  const { service, limits } = topology;
  return new DynamoControlStore({ service, senders: controlClients, limits });
}
