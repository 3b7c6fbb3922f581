import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const ORCHESTRATOR_ERRORS = {
  UND_ORCHESTRATOR_OBSERVER_UNKNOWN: {
    exit: 'usage',
    meaning: 'An orchestrator was started under a name that the topology does not list.',
    remedy:
      'Name one of `orchestrator.observers` with --name, or add it to the topology of every orchestrator.',
  },
  UND_ORCHESTRATOR_NOT_CONFIGURED: {
    exit: 'usage',
    meaning: 'The topology has no section `orchestrator`.',
    remedy: 'Add it, with a name and a place for each orchestrator; docs/operate/orchestrator.md shows how.',
  },
  UND_ORCHESTRATOR_STEP_FAILED: {
    exit: 'refused',
    meaning: 'A hook that is required before the claim of a move failed. Nothing was changed.',
    remedy:
      'See what it wrote with `understudy audit -o json`, correct the cause, and ask for the move again. Without `required: true` a hook keeps no switchover from being made.',
  },
  UND_ORCHESTRATOR_BALANCERS_SILENT: {
    meaning: 'A server had to join or leave the traffic, and no balancer answered.',
    remedy:
      'Bring a balancer back: the orchestrator goes on with the repair then. The message says why each is silent.',
  },
  UND_ORCHESTRATOR_DNS_TOKEN_MISSING: {
    exit: 'usage',
    meaning:
      "The topology has DNS records that follow the writer, and this orchestrator no token of Linode's API.",
    remedy:
      'Give it the variable that orchestrator.dns.tokenEnv names, with a token of the scope domains:read_write.',
  },
  UND_ORCHESTRATOR_ALERTS_TOKEN_INVALID: {
    exit: 'usage',
    meaning: 'The token that Alertmanager has to present can not be read, or is too short to be a secret.',
    remedy:
      'Write a random text into the file or variable that orchestrator.alerts names, such as `openssl rand -hex 32` makes, and the same where Alertmanager reads it.',
  },
  UND_ORCHESTRATOR_ALERTS_EXPOSED: {
    exit: 'usage',
    meaning:
      'An orchestrator would take alerts from whatever reaches its address: it does not listen on loopback, and no token is configured.',
    remedy:
      'Name a token in orchestrator.alerts, by tokenFile or tokenEnv, or let the orchestrator listen on 127.0.0.1.',
  },
} as const satisfies ErrorCatalogue;

export type OrchestratorErrorCode = keyof typeof ORCHESTRATOR_ERRORS;

export class OrchestratorError extends UnderstudyError<OrchestratorErrorCode> {
  constructor(code: OrchestratorErrorCode, facts: ErrorFacts) {
    super(code, ORCHESTRATOR_ERRORS[code], facts);
  }
}
