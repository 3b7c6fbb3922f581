import { expect, it } from '@jest/globals';
import { nativeStamping } from './native-stamping.ts';
import { STAMP_SPACE } from './stamp-space.ts';
import { stampUpdate } from './stamp-update.ts';

const stamping = nativeStamping({
  attribute: 'understudy:v',
  epoch: 3,
  writer: 'us-east-1',
  wallMs: 5,
  nonce: 'n',
});

it('what stamp and fence take is what the longest of their conditions adds, and no update grows by more', () => {
  const own = { ConditionExpression: 'b = :b', UpdateExpression: 'REMOVE a' };
  const { ConditionExpression, UpdateExpression } = stampUpdate(
    { Key: { pk: { S: 'a' } }, ...own },
    stamping,
  ).request;
  const grown = (text: string | undefined, before: string) => (text ?? '').length - before.length;
  expect(STAMP_SPACE.conditionBytes).toBe(grown(ConditionExpression, own.ConditionExpression));
  expect(STAMP_SPACE.updateBytes).toBeGreaterThanOrEqual(grown(UpdateExpression, own.UpdateExpression));
});
