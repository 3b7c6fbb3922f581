import type { RouteId } from '@understudy/api-contract';
import type { Clock, Randomness } from '@understudy/core';
import { acknowledge } from '../orders/acknowledge.ts';
import { answerProposal } from '../orders/answer-proposal.ts';
import { askAbort } from '../orders/ask-abort.ts';
import { askMove } from '../orders/ask-move.ts';
import { beginMaintenance, endMaintenance } from '../orders/begin-maintenance.ts';
import { freeze, unfreeze } from '../orders/freeze.ts';
import type { KeptAnswers } from '../orders/kept-answers.ts';
import type { OrderContext } from '../orders/order-context.ts';
import type { ApiSources } from '../state/api-sources.ts';
import type { ServiceState } from '../state/service-state.ts';
import { requireControl } from './history-handlers.ts';
import type { HandledRequest, Handlers } from './handled-request.ts';

export interface OrderHandlerOptions {
  readonly state: ServiceState;
  readonly sources: ApiSources;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly kept: KeptAnswers;
  readonly onAuditFault: (error: unknown, what: string) => void;
}

type OrderRoute =
  | 'switchover'
  | 'failover'
  | 'abort'
  | 'approve'
  | 'reject'
  | 'freeze'
  | 'unfreeze'
  | 'maintenance'
  | 'endMaintenance'
  | 'acknowledge';

/** Writes down what people order; each order once, and what it changed shows in the next answer. */
export function orderHandlers(options: OrderHandlerOptions): Handlers<OrderRoute> {
  const { state, sources, clock, randomness, kept, onAuditFault } = options;
  const order = async <Id extends RouteId, T>(
    name: Id,
    request: HandledRequest<Id>,
    act: (context: OrderContext) => Promise<T>,
  ): Promise<T> => {
    const control = requireControl(sources);
    const { params, body, key, caller } = request;
    const by = caller?.name ?? '';
    const { topology } = sources;
    const context = { control, state, topology, clock, randomness, by, requestKey: key, onAuditFault };
    const answer = await kept.once({ by, key, order: JSON.stringify([name, params, body]) }, () =>
      act(context),
    );
    await state.readNow();
    return answer;
  };
  return {
    switchover: (request) =>
      order('switchover', request, (context) => askMove({ kind: 'switchover', ...request.body }, context)),
    failover: (request) =>
      order('failover', request, (context) => askMove({ kind: 'failover', ...request.body }, context)),
    abort: (request) => order('abort', request, (context) => askAbort(request.body, context)),
    approve: (request) =>
      order('approve', request, (context) =>
        answerProposal(request.params.intent, 'approve', request.body, context),
      ),
    reject: (request) =>
      order('reject', request, (context) =>
        answerProposal(request.params.intent, 'reject', request.body, context),
      ),
    freeze: (request) => order('freeze', request, (context) => freeze(request.body, context)),
    unfreeze: (request) => order('unfreeze', request, unfreeze),
    maintenance: (request) =>
      order('maintenance', request, (context) =>
        beginMaintenance(request.params.subject, request.body, context),
      ),
    endMaintenance: (request) =>
      order('endMaintenance', request, (context) => endMaintenance(request.params.subject, context)),
    acknowledge: (request) => order('acknowledge', request, (context) => acknowledge(request.body, context)),
  };
}
