import type { Intent, ServiceView, WantedFailover } from '@understudy/findings';

/** What an orchestrator does to the route. */
export type MoveJob =
  /** Decided by orchestrators; `intent` is its record, `view` what the decision rests on. */
  | {
      readonly kind: 'failover';
      readonly wanted: WantedFailover;
      readonly intent: Intent;
      readonly view: ServiceView;
    }
  /** Asked for by a person. */
  | { readonly kind: 'intent'; readonly intent: Intent }
  /** A move that another process began and nothing drives as far as is known; `intent`: what it carries out, where one says so. */
  | { readonly kind: 'resume'; readonly intent?: Intent };
