import { describe, expect, it } from '@jest/globals';
import { COMMANDS_HELP } from '../commands/parse-command.ts';
import { sampleFacts } from '../test-support/sample-facts.ts';
import { writeInvitation } from './write-invitation.ts';

const facts = sampleFacts();

describe('writeInvitation', () => {
  it('says where everything is that can be looked at, and every command', () => {
    const text = writeInvitation(facts);
    const lines = text.split('\n');
    expect(lines).toContain('  shop           http://127.0.0.1:8006/');
    expect(lines).toContain('  gateway        AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8005');
    for (const { endpoint } of facts.regions) expect(text).toContain(endpoint);
    expect(lines.slice(-COMMANDS_HELP.length)).toEqual(COMMANDS_HELP);
    expect(text).toMatch(/^ {2}help /m);
  });

  it('names no shop in a drill of data alone', () => {
    expect(writeInvitation({ ...facts, shopUrl: undefined })).not.toMatch(/^ {2}shop/m);
  });
});
