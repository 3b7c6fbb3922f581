import { isUnderstudyError } from '@understudy/core';
import type { OpenedService } from '../open-service.ts';
import type { CheckFacts, NoAnswer } from './types.ts';

/** What the control store says of the route; `undefined`: that it has none. A store that does not answer is a fact too. */
export async function readRoute({
  routeStore,
}: Pick<OpenedService, 'routeStore'>): Promise<CheckFacts['route']> {
  try {
    const { route } = await routeStore.read();
    return {
      what:
        route.phase === 'steady'
          ? `${route.writer} is the writer in epoch ${route.epoch}.`
          : `A ${route.kind} from ${route.from} to ${route.to} is under way (${route.step}).`,
    };
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    if (error.code === 'UND_ROUTE_NOT_FOUND') return undefined;
    const { code, what, remedy }: NoAnswer = error;
    return { code, what, remedy };
  }
}
