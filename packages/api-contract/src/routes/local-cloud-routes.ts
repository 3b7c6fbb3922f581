import { LocalCloudRequest, LocalCloudState } from '../schemas/local-cloud-state.ts';
import type { RouteSpec } from './route-spec.ts';

const common = { tag: 'local cloud', answer: LocalCloudState, status: 200 } as const;

/** Breaking regions to see what happens, where the service runs on a local cloud; elsewhere there is nothing here. */
export const LOCAL_CLOUD_ROUTES = {
  localCloud: {
    ...common,
    method: 'GET',
    path: '/api/v1/local-cloud',
    role: 'viewer',
    summary: 'The regions of the local cloud, and what is broken on purpose.',
    errors: ['UND_API_NO_LOCAL_CLOUD', 'UND_API_NOT_READ'],
  },
  breakLocalCloud: {
    ...common,
    method: 'POST',
    path: '/api/v1/local-cloud/faults',
    role: 'operator',
    summary: 'Kill, pause, slow, cut off or restore a region of the local cloud.',
    description:
      'It strikes the local cloud, and writes nothing down: no intent, no line in the audit. The same request again changes nothing.',
    body: LocalCloudRequest,
    errors: [
      'UND_API_NO_LOCAL_CLOUD',
      'UND_API_NOT_FOUND',
      'UND_API_LOCAL_CLOUD_REFUSED',
      'UND_API_NOT_READ',
    ],
    example: { body: { party: 'us-east-1', do: 'kill' } },
  },
} as const satisfies Record<string, RouteSpec>;
