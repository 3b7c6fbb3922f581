import type * as z from 'zod';
import type { balancersSchema, trafficSchema } from './traffic-schema.ts';

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** The machines that run HAProxy, and the addresses they share. */
export type Balancers = Frozen<z.output<typeof balancersSchema>>;
export type BalancerNode = Balancers['nodes'][number];

/** What HAProxy does: frontends, backends, limits. Every default filled in. */
export type Traffic = Frozen<z.output<typeof trafficSchema>>;
/** The same as one writes it: defaults may be absent. */
export type TrafficInput = Frozen<z.input<typeof trafficSchema>>;
export type Frontend = Traffic['frontends'][number];
export type Bind = Frontend['binds'][number];
export type TrafficRoute = NonNullable<Frontend['routes']>[number];
export type Backend = Traffic['backends'][number];
export type BackendServer = NonNullable<Backend['servers']>[number];
