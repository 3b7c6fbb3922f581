import type { OpenedService } from '../open-service.ts';
import { assessService } from './assess-service.ts';
import { lookAtService, type LookAtServiceOptions } from './look-at-service.ts';
import type { Check } from './types.ts';

/**
 * Everything that can be known about a service before it runs: whether its regions answer, are those that their names
 * say and agree on the time; its tables, keys, indexes, settings and streams; rights; Understudy's own tables; the route.
 * Nothing is changed. A region that does not answer is a check that failed, not an error.
 */
export async function checkService(
  opened: OpenedService,
  options: LookAtServiceOptions = {},
): Promise<readonly Check[]> {
  return assessService(await lookAtService(opened, options));
}
