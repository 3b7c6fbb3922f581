import { isUnderstudyError } from '@understudy/core';
import type { ObservedWrite } from '@understudy/simulator';
import type { Decision } from '../types.ts';
import { partsOf } from './stamp-of-item.ts';

/** Only a winner that goes home is put on the condition of its epoch alone. */
export function isSentHome(input: object): boolean {
  const [first] =
    (input as { TransactItems?: readonly { Put?: { ExpressionAttributeValues?: object } }[] })
      .TransactItems ?? [];
  return ':epoch' in (first?.Put?.ExpressionAttributeValues ?? {});
}

/** As a run's coverage names it. */
export function nameDecision(decision: Decision): string {
  switch (decision.do) {
    case 'request':
      return `decision request ${decision.fate}`;
    case 'cut':
      return `decision cut ${decision.how}`;
    case 'stream':
      return `stream ${decision.what}`;
    case 'down':
      return decision.place === 'eu-west-1' ? 'control store gone' : `region gone, disk ${decision.disk}`;
    default:
      return `decision ${decision.do}`;
  }
}

export function plain(_name: string, value: unknown): unknown {
  return isUnderstudyError(value) ? value.code : value;
}

export function shortStamp(stamp: string | undefined): string {
  if (stamp === undefined) return 'no stamp';
  const { epoch, region, sequence } = partsOf(stamp);
  return `${String(epoch)}|${region}|${sequence === '0' ? '0' : `…${sequence.slice(-4)}`}${stamp.endsWith('|x') ? '|x' : ''}`;
}

export function describeOwn(table: string, key: ObservedWrite['key'], after: ObservedWrite['after']): string {
  const name = Object.values(key as Readonly<Record<string, { readonly S?: string }>>)
    .map(({ S = '' }) => S)
    .join(' ');
  if (after === undefined) return `${table} drops ${name}`;
  const facts = Object.entries(after)
    .filter(([attribute]) => !(attribute in key) && attribute !== 'epochs')
    .map(
      ([attribute, value]) =>
        `${attribute}=${Object.values(value as object)
          .map(String)
          .join()}`,
    );
  return `${table} ${name} ${facts.join(' ')}`.slice(0, 240);
}
