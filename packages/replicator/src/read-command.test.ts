import { describe, expect, it } from '@jest/globals';
import { ReplicatorError } from './errors.ts';
import { HELP, readCommand } from './read-command.ts';

describe('readCommand', () => {
  it('needs the topology alone, and serves its status on loopback', () => {
    expect(readCommand(['understudy.yaml'])).toEqual({
      topologyFile: 'understudy.yaml',
      host: '127.0.0.1',
      port: 9_465,
    });
  });

  it('takes a port and a host', () => {
    expect(readCommand(['a.yaml', '0', '127.0.0.9'])).toEqual({
      topologyFile: 'a.yaml',
      host: '127.0.0.9',
      port: 0,
    });
  });

  it.each([['--help'], ['-h'], ['a.yaml', '--help']])(
    'gives help where it is asked for: %s %s',
    (...args) => {
      expect(readCommand(args)).toBe('help');
      expect(HELP).toContain('Exit code');
    },
  );

  it.each([
    [[]],
    [['--bogus']],
    [['']],
    [['a.yaml', 'eighty']],
    [['a.yaml', '65536']],
    [['a.yaml', '-1']],
    [['a.yaml', '1', '']],
    [['a', '1', 'b', 'c']],
  ])('refuses %j with the usage', (args) => {
    expect(() => readCommand(args)).toThrow(ReplicatorError);
    expect(() => readCommand(args)).toThrow(/UND_REPLICATOR_CONFIG_INVALID: .*Usage: understudy-replicator/);
  });
});
