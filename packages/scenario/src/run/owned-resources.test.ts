import { describe, expect, it } from '@jest/globals';
import { OwnedResources } from './owned-resources.ts';

describe('OwnedResources', () => {
  const opened = () => {
    const log: string[] = [];
    const resources = new OwnedResources((error) => log.push((error as Error).message));
    return { log, resources };
  };

  it('closes the newest first, each before the next is begun', async () => {
    const { log, resources } = opened();
    resources.defer(() => void log.push('cloud'));
    resources.defer(async () => {
      log.push('replicator begins');
      await Promise.resolve();
      log.push('replicator ends');
    });
    const client = resources.use({
      name: 'client',
      [Symbol.asyncDispose]: async () => {
        log.push('client');
      },
    });
    expect(client.name).toBe('client');
    await resources.close({ failed: false });
    expect(log).toEqual(['client', 'replicator begins', 'replicator ends', 'cloud']);
  });

  it('closes the rest where one fails, and tells each how the run ended', async () => {
    const { log, resources } = opened();
    resources.defer(({ failed }) => void log.push(`cloud, ${failed ? 'failed' : 'done'}`));
    resources.defer(() => Promise.reject(new Error('the gateway is stuck')));
    resources.defer(() => {
      throw new Error('the client is closed');
    });
    await resources.close({ failed: true });
    expect(log).toEqual(['the client is closed', 'the gateway is stuck', 'cloud, failed']);
  });

  it('closes what was opened while others closed, and nothing twice', async () => {
    const { log, resources } = opened();
    resources.defer(() => {
      log.push('first');
      resources.defer(() => void log.push('late'));
    });
    await resources.close({ failed: false });
    await resources.close({ failed: false });
    expect(log).toEqual(['first', 'late']);
  });
});
