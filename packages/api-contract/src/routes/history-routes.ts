import * as z from 'zod';
import { AuditDetail, AuditKind, AuditPage } from '../schemas/audit-page.ts';
import { IntentState } from '../schemas/intent-state.ts';
import { list } from '../schemas/list.ts';
import { MoveAccountState, MovePreviewState } from '../schemas/move-account-state.ts';
import { MoveKind } from '../schemas/route-state.ts';
import { MoveSummary } from '../schemas/move-state.ts';
import { partOf } from '../schemas/part.ts';
import { Name } from '../schemas/wall-time.ts';
import type { RouteSpec } from './route-spec.ts';

const read = { method: 'GET', tag: 'history', role: 'viewer', status: 200 } as const;
const limit = z.coerce.number().int().min(1).max(200).default(50);
const time = z.coerce.number().int().min(0);

/** What happened, why, and what would happen. */
export const HISTORY_ROUTES = {
  moves: {
    ...read,
    path: '/api/v1/moves',
    summary: 'The last moves of the writer, the newest first.',
    answer: partOf(list(MoveSummary)),
  },
  move: {
    ...read,
    path: '/api/v1/moves/{move}',
    summary: 'Everything that is known of one move.',
    description:
      'By its id or the epoch that it began. Read when it is asked for: the audit, the ledger and the links.',
    params: z.object({ move: Name }),
    answer: MoveAccountState,
    errors: ['UND_API_NOT_FOUND', 'UND_API_NOT_READ', 'UND_API_NOT_CONFIGURED'],
    example: { params: { move: '4' } },
  },
  preview: {
    ...read,
    path: '/api/v1/preview',
    summary: 'What a move would meet if it began now; nothing is changed.',
    description:
      'Looks at regions and links as a move does before it claims; asked again within 2 s, it answers the same.',
    query: z.object({ kind: MoveKind, to: Name }),
    answer: MovePreviewState,
    errors: ['UND_API_NOT_FOUND', 'UND_API_NOT_READ', 'UND_API_MOVE_POINTLESS'],
    example: { query: { kind: 'failover', to: 'eu-central-1' } },
  },
  intent: {
    ...read,
    path: '/api/v1/intents/{intent}',
    summary: 'One intent: what was asked for, and how it ended.',
    params: z.object({ intent: Name }),
    answer: IntentState,
    errors: ['UND_API_NOT_FOUND', 'UND_API_NOT_READ', 'UND_API_NOT_CONFIGURED'],
    example: { params: { intent: 'move-of-revision-12-1' } },
  },
  audit: {
    ...read,
    path: '/api/v1/audit',
    summary: 'What happened and why, the newest first, a page at a time.',
    query: z.object({
      kind: AuditKind.optional(),
      by: Name.optional(),
      /** A part of the sentence, in any case. */
      text: Name.optional(),
      fromMs: time.optional(),
      untilMs: time.optional(),
      after: z.string().max(400).optional(),
      limit,
    }),
    answer: AuditPage,
    errors: ['UND_API_NOT_READ', 'UND_API_NOT_CONFIGURED'],
    example: { query: { kind: 'move', limit: '20' } },
  },
  auditEntry: {
    ...read,
    path: '/api/v1/audit/{entry}',
    summary:
      'One line of the audit with what it rests on: of a decision, the whole view that was decided on.',
    params: z.object({ entry: z.string().min(1).max(400) }),
    answer: AuditDetail,
    errors: ['UND_API_NOT_FOUND', 'UND_API_NOT_READ', 'UND_API_NOT_CONFIGURED'],
    example: { params: { entry: '1800000000000~i-1.000001' } },
  },
} as const satisfies Record<string, RouteSpec>;
