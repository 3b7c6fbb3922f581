import { describe, expect, it } from '@jest/globals';
import { ConditionalCheckFailedException, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import { ManualClock } from '@understudy/core/testing';
import { askInTurn } from './ask-in-turn.ts';

const $metadata = {};
const lost = (Item?: Record<string, { S: string }>) =>
  new ConditionalCheckFailedException({
    message: 'lost',
    $metadata,
    ...(Item === undefined ? {} : { Item }),
  });
const refused = new ResourceNotFoundException({ message: 'no table', $metadata });
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException', $fault: 'client' });
const broken = Object.assign(new Error('broken'), { name: 'ServiceUnavailable', $fault: 'server' });

/** What comes of asking senders of which each throws one of these. */
const askThrowing = async (...thrown: readonly unknown[]) => {
  const left = [...thrown];
  const senders = thrown.map(() => ({ send: async () => {} }));
  const call = async () => {
    throw left.shift();
  };
  return askInTurn(call, senders, { senders, clock: systemClock() }, () => 60_000);
};

describe('askInTurn', () => {
  it('ends with the reason of its signal, whatever the endpoint then throws', async () => {
    const ending = new AbortController();
    const call = async () => {
      ending.abort(new Error('enough'));
      throw lost();
    };
    const options = { senders: [{} as never], clock: systemClock(), signal: ending.signal };
    await expect(askInTurn(call, options.senders, options, () => 60_000)).rejects.toThrow('enough');
  });

  it('gives a lost condition at once, with the stored item where the answer has it', async () => {
    expect(await askThrowing(refused, lost({ pk: { S: 'a' } }), refused)).toEqual({
      outcome: 'lost',
      item: { pk: { S: 'a' } },
    });
    const { Item: _Item, ...bare } = lost();
    const withoutItem = Object.assign(new Error('lost'), bare, { name: 'ConditionalCheckFailedException' });
    expect(await askThrowing(withoutItem)).toEqual({ outcome: 'lost', item: undefined });
  });

  it('is refused where every endpoint refuses, and keeps the errors in their order', async () => {
    const wrapped = new Error('wrapped', { cause: refused });
    expect(await askThrowing(refused, wrapped)).toEqual({ outcome: 'refused', errors: [refused, wrapped] });
  });

  it.each([
    ['an error of the service', broken],
    ['a client error that passes', throttled],
    ['a connection that failed', new Error('socket hang up')],
    ['what is no error', 'socket hang up'],
    ['nothing at all', undefined],
  ])('is unreachable where one endpoint gives %s', async (_what, error) => {
    expect(await askThrowing(refused, error)).toEqual({ outcome: 'unreachable', errors: [refused, error] });
  });
});

describe('askInTurn, of endpoints that do not answer', () => {
  it('is unreachable where one endpoint does not answer within its limit, which is among the errors', async () => {
    const clock = new ManualClock();
    const senders = [{ send: async () => {} }, { send: async () => {} }];
    const call = (sender: unknown) =>
      sender === senders[0] ? Promise.reject(refused) : new Promise(() => {});
    const asked = askInTurn(call, senders, { senders, clock }, () => 1_000);
    await clock.advance(1_000);
    expect(await asked).toEqual({
      outcome: 'unreachable',
      errors: [refused, expect.objectContaining({ message: expect.stringContaining('1000 ms') })],
    });
  });
});

describe('askInTurn, within its time', () => {
  it('gives each endpoint some time, also once the time for all is used up', async () => {
    const clock = new ManualClock();
    const senders = [{ send: async () => {} }];
    const call = async () => clock.sleep(0.5).then(() => 'an answer');
    const asked = askInTurn(call, senders, { senders, clock }, () => -5);
    await clock.advance(1);
    expect(await asked).toEqual({ outcome: 'answered', value: 'an answer' });
  });

  it('does not wait for an endpoint once its caller gives up', async () => {
    const clock = new ManualClock();
    const caller = new AbortController();
    const senders = [{ send: async () => {} }];
    const options = { senders, clock, signal: caller.signal };
    const asked = askInTurn(
      () => new Promise(() => {}),
      senders,
      options,
      () => 1_000,
    );
    caller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('is unreachable, not refused, where there is no endpoint', async () => {
    expect(await askThrowing()).toEqual({ outcome: 'unreachable', errors: [] });
  });
});
