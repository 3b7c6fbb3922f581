import type { PackageRequest } from '../types.ts';

/** A package that tests generate. */
export const LAG_PROBE: PackageRequest = {
  kind: 'package',
  name: 'lag-probe',
  layer: 'model',
  plane: 'data',
  runtime: 'any',
  description: 'Says from what the probes saw how far a link is behind.',
};
