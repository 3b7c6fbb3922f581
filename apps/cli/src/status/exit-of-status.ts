import type { ExitName } from '@understudy/core';
import type { ServiceStatus } from './types.ts';

/** How `understudy status` ends: by what keeps the route from being read. A service that is not set up is an answer. */
export function exitOfStatus({ route }: ServiceStatus): ExitName {
  if (!('failure' in route)) return 'done';
  switch (route.failure) {
    case 'no credentials':
    case 'credentials refused':
      return 'notAuthenticated';
    case 'not allowed':
      return 'notAllowed';
    case 'not set up':
    case 'UND_ROUTE_NOT_FOUND':
      return 'done';
    default:
      return 'controlStoreUnreachable';
  }
}
