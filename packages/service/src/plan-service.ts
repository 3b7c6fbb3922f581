import type { OpenedService } from './open-service.ts';
import { planSetup } from './plan-setup.ts';
import { readFacts } from './read-facts.ts';
import type { ServicePlan } from './service-plan.ts';

/**
 * What `createService` would do now. Sends reads only.
 * @throws ServiceError `UND_SERVICE_REGION_UNREACHABLE`, `UND_SERVICE_NOT_AUTHENTICATED`, `UND_SERVICE_NOT_ALLOWED`,
 * `UND_SERVICE_REQUEST_FAILED`; RouteError where the route can't be read
 */
export async function planService(opened: OpenedService): Promise<ServicePlan> {
  return planSetup(await readFacts(opened));
}
