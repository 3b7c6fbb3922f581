import type { ServiceStatus } from './types.ts';

/** Whether the service has no route yet, which is an answer; every other route that can't be read is trouble. */
export function isNotSetUp({ route }: ServiceStatus): boolean {
  return 'failure' in route && (route.failure === 'not set up' || route.failure === 'UND_ROUTE_NOT_FOUND');
}
