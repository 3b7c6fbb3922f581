import * as z from 'zod';
import {
  AcknowledgeAnswer,
  FreezeAnswer,
  IntentAnswer,
  MaintenanceAnswer,
  MaintenanceEndAnswer,
  UnfreezeAnswer,
} from '../schemas/intent-answer.ts';
import { AnswerRequest } from '../schemas/answer-request.ts';
import { AbortRequest, FailoverRequest, SwitchoverRequest } from '../schemas/failover-request.ts';
import { AcknowledgeRequest, FreezeRequest, MaintenanceRequest } from '../schemas/freeze-request.ts';
import { Name } from '../schemas/wall-time.ts';
import type { RouteSpec } from './route-spec.ts';

const order = { method: 'POST', tag: 'orders', role: 'operator', status: 200, keyed: true } as const;
const needs = ['UND_API_NOT_CONFIGURED', 'UND_API_NOT_READ'] as const;
const intentParams = z.object({ intent: Name });
const subjectParams = z.object({ subject: Name });

/** What approving and rejecting have in common. */
const answering = {
  params: intentParams,
  body: AnswerRequest,
  answer: IntentAnswer,
  errors: [
    ...needs,
    'UND_API_NOT_FOUND',
    'UND_API_INTENT_CHANGED',
    'UND_API_INTENT_NOT_PROPOSED',
    'UND_API_INTENT_EXPIRED',
  ],
} as const;

/** What people order. The API writes it down by compare-and-set; the leading orchestrator carries it out. */
export const ORDER_ROUTES = {
  switchover: {
    ...order,
    path: '/api/v1/intents/switchover',
    summary: 'Ask the orchestrators to move the writer while both regions are up.',
    body: SwitchoverRequest,
    answer: IntentAnswer,
    status: 201,
    errors: [
      ...needs,
      'UND_API_NOT_FOUND',
      'UND_API_ROUTE_CHANGED',
      'UND_API_MOVE_ASKED_FOR',
      'UND_API_MOVE_POINTLESS',
      'UND_API_NO_LEADER',
    ],
    example: { body: { to: 'eu-central-1', reason: 'maintenance in us-east-1', revision: 12 } },
  },
  failover: {
    ...order,
    path: '/api/v1/intents/failover',
    summary: 'Ask the orchestrators to move the writer away from a region that is lost.',
    description: 'With `accept`, the lag does not count: it says why, and the loss that the person saw.',
    body: FailoverRequest,
    answer: IntentAnswer,
    status: 201,
    errors: [
      ...needs,
      'UND_API_NOT_FOUND',
      'UND_API_ROUTE_CHANGED',
      'UND_API_MOVE_ASKED_FOR',
      'UND_API_MOVE_POINTLESS',
      'UND_API_NO_LEADER',
    ],
    example: {
      body: {
        to: 'eu-central-1',
        reason: 'us-east-1 is lost',
        revision: 12,
        accept: { why: 'the shop has to sell', loss: { mostMs: 4200, unknown: [] } },
      },
    },
  },
  abort: {
    ...order,
    path: '/api/v1/intents/abort',
    summary: 'Ask the orchestrators to abort the move that is under way.',
    body: AbortRequest,
    answer: IntentAnswer,
    status: 201,
    errors: [...needs, 'UND_API_NOTHING_UNDER_WAY', 'UND_API_MOVE_ASKED_FOR', 'UND_API_NO_LEADER'],
    example: { body: { moveId: 'move-1', reason: 'us-east-1 is back' } },
  },
  approve: {
    ...order,
    ...answering,
    path: '/api/v1/intents/{intent}/approve',
    summary: 'Approve what an orchestrator proposes.',
    example: {
      params: { intent: 'failover-of-epoch-3-1' },
      body: { comment: 'confirmed by phone', intentRevision: 1 },
    },
  },
  reject: {
    ...order,
    ...answering,
    path: '/api/v1/intents/{intent}/reject',
    summary: 'Reject what an orchestrator proposes; it is not proposed again in the same epoch.',
    example: {
      params: { intent: 'failover-of-epoch-3-1' },
      body: { comment: 'us-east-1 is coming back', intentRevision: 1 },
    },
  },
  freeze: {
    ...order,
    path: '/api/v1/freeze',
    method: 'PUT',
    summary: 'Stop automatic moves for a time; replaces a freeze that is there.',
    body: FreezeRequest,
    answer: FreezeAnswer,
    errors: needs,
    example: { body: { reason: 'the migration', forMs: 3600000 } },
  },
  unfreeze: {
    ...order,
    path: '/api/v1/freeze',
    method: 'DELETE',
    summary: 'Lift the freeze.',
    answer: UnfreezeAnswer,
    errors: needs,
  },
  maintenance: {
    ...order,
    path: '/api/v1/maintenance/{subject}',
    method: 'PUT',
    summary: 'Begin the maintenance of one thing: nothing is done automatically about it.',
    params: subjectParams,
    body: MaintenanceRequest,
    answer: MaintenanceAnswer,
    errors: [...needs, 'UND_API_NOT_FOUND'],
    example: { params: { subject: 'us-east-1' }, body: { reason: 'new disks', forMs: 7200000 } },
  },
  endMaintenance: {
    ...order,
    path: '/api/v1/maintenance/{subject}',
    method: 'DELETE',
    summary: 'End the maintenance of one thing.',
    params: subjectParams,
    answer: MaintenanceEndAnswer,
    errors: [...needs, 'UND_API_NOT_FOUND'],
    example: { params: { subject: 'us-east-1' } },
  },
  acknowledge: {
    ...order,
    path: '/api/v1/acknowledgements',
    summary: 'Acknowledge the last move: the next automatic one waits for no pause.',
    body: AcknowledgeRequest,
    answer: AcknowledgeAnswer,
    errors: [...needs, 'UND_API_NOTHING_TO_ACKNOWLEDGE'],
    example: { body: { moveId: 'move-1', comment: 'looked at it' } },
  },
} as const satisfies Record<string, RouteSpec>;
