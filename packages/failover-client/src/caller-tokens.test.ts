import { describe, expect, it } from '@jest/globals';
import { steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';
import { TokenEpochs } from './token-epochs.ts';

const counting = (ClientRequestToken: string) => ({
  ClientRequestToken,
  TransactItems: [
    {
      Update: {
        TableName: 'orders',
        Key: { pk: { S: 'a' } },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
  ],
});
const refused = { code: 'UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH', mayHaveApplied: true };

describe("a caller's ClientRequestToken", () => {
  it('that was sent in an earlier epoch is not sent in another one, where it would apply again (fault D12)', async () => {
    const { lease, run, sent } = driveEngine(() => Promise.resolve({}));
    await run('TransactWriteItems', counting('a'));
    await run('TransactWriteItems', counting('a'));
    lease.set(steady('eu-central-1', 2));
    await expect(run('TransactWriteItems', counting('a'))).rejects.toMatchObject(refused);
    await run('TransactWriteItems', counting('b'));
    expect(sent).toHaveLength(3);
  });

  it('is free again after ten minutes (fault D12)', async () => {
    const { clock, lease, run } = driveEngine(() => Promise.resolve({}));
    await run('TransactWriteItems', counting('a'));
    lease.set(steady('eu-central-1', 2));
    await clock.advance(600_000);
    await run('TransactWriteItems', counting('a'));
  });

  it('may be sent again where the fence or a condition refused it (fault D12)', async () => {
    const cancelled = Object.assign(new Error('cancelled'), {
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: { pk: { S: 'a' } } }],
    });
    let refusals = 1;
    const { lease, run } = driveEngine(() =>
      (refusals -= 1) >= 0 ? Promise.reject(cancelled) : Promise.resolve({}),
    );
    await expect(run('TransactWriteItems', counting('a'))).rejects.toBe(cancelled);
    lease.set(steady('eu-central-1', 2));
    await run('TransactWriteItems', counting('a'));
  });

  it('that mismatches soon after a promotion may be one of an earlier epoch of the region (fault D12)', async () => {
    const mismatch = Object.assign(new Error('mismatch'), { name: 'IdempotentParameterMismatchException' });
    const { clock, lease, run } = driveEngine(() => Promise.reject(mismatch));
    await expect(run('TransactWriteItems', counting('a'))).rejects.toBe(mismatch);
    const { epochs, ...route } = steady('us-east-1', 3);
    const record = {
      epoch: 3,
      writer: 'us-east-1',
      fromMs: clock.wallMs(),
      untilMs: null,
      mergingWasEmpty: true,
    };
    lease.set({ ...route, epochs: [...epochs, record] });
    await expect(run('TransactWriteItems', counting('b'))).rejects.toMatchObject({
      ...refused,
      cause: mismatch,
    });
    await clock.advance(600_000);
    await expect(run('TransactWriteItems', counting('c'))).rejects.toBe(mismatch);
  });
});

describe('a transaction whose answer was lost', () => {
  it('is sent again in its epoch, with or without a token, and in no other where it adds up', async () => {
    const { ClientRequestToken: _token, ...tokenless } = counting('a');
    for (const input of [counting('a'), tokenless]) {
      const again = driveEngine(() => (again.sent.length === 1 ? never() : Promise.resolve({})));
      const served = again.run('TransactWriteItems', input);
      await again.clock.advance(5_000);
      expect((await served).attempts).toBe(2);
      const moved = driveEngine(() => never());
      const lost = moved.run('TransactWriteItems', input);
      const failed = expect(lost).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS' });
      await moved.clock.advance(500);
      moved.lease.set(steady('eu-central-1', 2));
      await moved.clock.advance(5_000);
      await failed;
      expect(moved.sent).toHaveLength(1);
    }
  });
});

describe('TokenEpochs', () => {
  it('forgets the oldest where there are too many (fault D12)', () => {
    const tokens = new TokenEpochs();
    for (let at = 0; at <= 10_000; at += 1) tokens.note(String(at), 1, 0);
    expect(tokens.otherEpoch('0', 2, 1)).toBeUndefined();
    expect(tokens.otherEpoch('1', 2, 1)).toBe(1);
    expect(tokens.otherEpoch('1', 1, 1)).toBeUndefined();
  });
});
