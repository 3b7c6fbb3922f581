import type { Randomness } from '@understudy/core';
import { simulateWireFault, endsWith } from '../proxy/simulate-wire-fault.ts';
import { composeAnswer } from '../proxy/compose-answer.ts';
import type { FaultEffect, Ending } from '../proxy/types.ts';
import { leaveUnprocessed } from './leave-unprocessed.ts';
import { answerEmptyPage } from './answer-empty-page.ts';
import { unlistShards } from './unlist-shards.ts';
import { composeError } from './compose-error.ts';
import type { RequestFault, ThrottleCode } from './fault.ts';

const THROTTLE_MESSAGES: Readonly<Record<ThrottleCode, string>> = {
  ProvisionedThroughputExceededException:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  ThrottlingException:
    'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html',
  RequestLimitExceeded:
    'Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support request a limit increase',
};

const SINGLE_WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const TRANSACTIONS = ['TransactWriteItems', 'TransactGetItems'];
const BATCHES = ['BatchWriteItem', 'BatchGetItem'];

/** The operations that a fault can strike by its nature; `undefined`: all. */
export function operationsOf(fault: RequestFault): readonly string[] | undefined {
  if (fault.kind === 'unprocessed') return BATCHES;
  if (fault.kind === 'empty-page') return ['GetRecords'];
  if (fault.kind === 'unlisted-shards') return ['DescribeStream'];
  if (fault.kind === 'transaction-conflict') return [...SINGLE_WRITES, ...TRANSACTIONS];
  return undefined;
}

/** What a fault does to one exchange. */
export function simulateFault(fault: RequestFault, randomness: Randomness): FaultEffect {
  switch (fault.kind) {
    case 'throttle': {
      const code = fault.code ?? 'ProvisionedThroughputExceededException';
      return endsWith(answer(composeError({ code, message: THROTTLE_MESSAGES[code] })), 'before');
    }
    case 'error': {
      const { code, message = 'Raised by a fault of the local cloud.', status = 400 } = fault;
      return endsWith(answer(composeError({ code, message, status })), 'before');
    }
    case 'server-error':
      return endsWith(answer(serverError(fault.status ?? 500, fault.body ?? 'json')), fault.when ?? 'before');
    case 'transaction-conflict':
      return { forward: () => undefined, end: ({ body }) => answer(conflict(body)) };
    case 'empty-page':
      return answerEmptyPage();
    case 'unlisted-shards':
      return unlistShards(fault.shards);
    case 'unprocessed':
      return leaveUnprocessed(fault.items);
    default:
      return simulateWireFault(fault, randomness);
  }
}

function answer(bytes: Buffer): Ending {
  return { kind: 'answer', bytes };
}

function serverError(status: 500 | 502 | 503 | 504, body: 'json' | 'html' | 'none'): Buffer {
  if (body === 'none') return composeAnswer({ status });
  if (body === 'html') {
    const page = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>\n`;
    return composeAnswer({ status, contentType: 'text/html', body: page });
  }
  return status === 503
    ? composeError({ code: 'ServiceUnavailable', message: 'Service is temporarily unavailable', status })
    : composeError({ code: 'InternalServerError', message: 'Internal server error', status });
}

function conflict(body: Buffer): Buffer {
  const message = 'Transaction is ongoing for the item';
  const { TransactItems } = JSON.parse(body.toString()) as { readonly TransactItems?: readonly unknown[] };
  if (TransactItems === undefined) return composeError({ code: 'TransactionConflictException', message });
  const reasons = TransactItems.map((_item, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: message } : { Code: 'None' },
  );
  return composeError({
    code: 'TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    fields: { CancellationReasons: reasons },
  });
}
