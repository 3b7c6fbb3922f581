import { parseInstanceLabel } from './instance-label.ts';
import type { LinodeInstance } from './types.ts';

/** The generation that no instance of the slot has had, as far as instances tell. */
export function nextGeneration(
  service: string,
  pool: string,
  slot: number,
  instances: readonly LinodeInstance[],
): number {
  const places = instances.map(({ label }) => parseInstanceLabel(service, label));
  const taken = places.map((place) => (place?.pool === pool && place.slot === slot ? place.generation : 0));
  return Math.max(0, ...taken) + 1;
}
