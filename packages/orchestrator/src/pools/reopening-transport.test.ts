import { expect, it } from '@jest/globals';
import { HaproxyRuntimeError, type HaproxyTransport } from '@understudy/haproxy-runtime';
import { reopeningTransport } from './reopening-transport.ts';

it('is opened when it is first used, and again after it was lost', async () => {
  const closed: number[] = [];
  let opened = 0;
  let broken = false;
  const transport = reopeningTransport(async (): Promise<HaproxyTransport> => {
    opened += 1;
    const number = opened;
    return {
      ask: async (_socket, command) => {
        if (broken) throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_UNREACHABLE', { what: 'gone' });
        if (command === 'wrong')
          throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_COMMAND_REFUSED', { what: 'no' });
        return String(number);
      },
      files: {
        read: async () => undefined,
        write: async () => undefined,
        run: async () => ({ code: 0, output: '' }),
      },
      close: async () => {
        closed.push(number);
      },
    };
  });
  expect(opened).toBe(0);
  expect(await transport.ask('stats', 'show info')).toBe('1');
  await expect(transport.ask('stats', 'wrong')).rejects.toMatchObject({
    code: 'UND_HAPROXY_RUNTIME_COMMAND_REFUSED',
  });
  expect(await transport.files?.run('true', [])).toEqual({ code: 0, output: '' });
  expect(opened).toBe(1);
  broken = true;
  await expect(transport.ask('stats', 'show info')).rejects.toThrow('gone');
  broken = false;
  expect(await transport.ask('stats', 'show info')).toBe('2');
  await transport.close();
  expect(closed).toEqual([1, 2]);
});
