import { describe, expect, it } from '@jest/globals';
import { parseCommand } from './parse-command.ts';
import { refuseCommand } from './refuse-command.ts';

const REGIONS = ['us-east-1', 'eu-central-1'];
const refusal = (line: string, dead: readonly string[]) => refuseCommand(parseCommand(line, REGIONS), dead);

describe('refuseCommand', () => {
  it.each(['kill us', 'kill eu', 'switch', 'check', 'help', 'quit', '', 'explode'])(
    'refuses no "%s" while all regions run',
    (line) => {
      expect(refusal(line, [])).toBeUndefined();
    },
  );

  it('kills no region whose place nothing could take', () => {
    expect(refusal('kill eu', ['us-east-1'])).toBe(
      'us-east-1 is dead: nothing could take over. First: restore us-east-1.',
    );
    expect(refusal('kill us', ['us-east-1'])).toBe('us-east-1 is dead already.');
  });

  it('begins nothing that needs both regions while one is dead', () => {
    expect(refusal('switch', ['us-east-1'])).toContain('First: restore us-east-1.');
    expect(refusal('check', ['eu-central-1'])).toContain('First: restore eu-central-1.');
  });

  it('restores what is dead, and only that', () => {
    expect(refusal('restore us', ['us-east-1'])).toBeUndefined();
    expect(refusal('restore eu', ['us-east-1'])).toBe('eu-central-1 is running.');
  });
});
