import { OrchestratorError } from './errors.ts';
import type { OrchestratorOptions } from './options.ts';

/** The place of an orchestrator, as the topology lists it. @throws OrchestratorError `UND_ORCHESTRATOR_OBSERVER_UNKNOWN` */
export function placeOf({ name, settings }: Pick<OrchestratorOptions, 'name' | 'settings'>): string {
  const own = settings.observers.find((observer) => observer.name === name);
  if (own !== undefined) return own.place;
  const names = settings.observers.map((observer) => observer.name);
  throw new OrchestratorError('UND_ORCHESTRATOR_OBSERVER_UNKNOWN', {
    what: `"${name}" is none of the observers ${names.join(', ')} of the topology.`,
    details: { name, observers: names },
  });
}
