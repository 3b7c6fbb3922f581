import * as z from 'zod';
import { Name } from '../schemas/wall-time.ts';
import type { RouteSpec } from './route-spec.ts';

const age = z.coerce.number().int().min(0);
const check = { method: 'GET', role: 'none', answer: 'text', status: 200 } as const;

/** Checks for balancers, and what every daemon of Understudy answers. */
export const BALANCER_ROUTES = {
  writer: {
    ...check,
    tag: 'balancers',
    path: '/writer',
    summary: 'Whether a region is the writer; without `region`, whether the writer is known.',
    description:
      'Answered from what was read last, also while the control store is down: `x-understudy-age-ms` says how old it is, and with `maxAgeMs` what is older counts as no. While the writer moves, no region is the writer.',
    query: z.object({ region: Name.optional(), maxAgeMs: age.optional() }),
    also: { 503: 'It is not, or that is not known.' },
    errors: ['UND_API_NOT_FOUND'],
    example: { query: { region: 'us-east-1' } },
  },
  standby: {
    ...check,
    tag: 'balancers',
    path: '/standby',
    summary:
      'Whether a region is the standby and answers; with `maxLagMs`, whether every link to it is at most so far behind.',
    query: z.object({ region: Name.optional(), maxLagMs: age.optional(), maxAgeMs: age.optional() }),
    also: { 503: 'It is not, or that is not known.' },
    errors: ['UND_API_NOT_FOUND'],
    example: { query: { region: 'eu-central-1', maxLagMs: '5000' } },
  },
  healthz: {
    ...check,
    tag: 'operation',
    path: '/healthz',
    summary: 'Whether the process works.',
    also: { 503: 'A restart may help.' },
  },
  readyz: {
    ...check,
    tag: 'operation',
    path: '/readyz',
    summary: 'Whether it answers from fresh state, with the problems where it does not.',
    also: { 503: 'It does not.' },
  },
  metrics: {
    ...check,
    tag: 'operation',
    path: '/metrics',
    summary: 'Figures of this process for Prometheus.',
  },
  status: {
    ...check,
    tag: 'operation',
    path: '/status',
    summary: 'What this process says of itself, as JSON.',
  },
} as const satisfies Record<string, RouteSpec>;
