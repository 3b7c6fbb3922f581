import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readKeys } from './read-keys.ts';

describe('the file of keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'understudy-gateway-keys-'));
  let made = 0;
  const file = (text: string, mode = 0o400) => {
    const path = join(directory, `keys-${(made += 1)}`);
    writeFileSync(path, text, { mode });
    return path;
  };
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('has one key per line', () => {
    const read = readKeys(file('# who may\nAKIDEXAMPLE  sec/ret+x#y\n\nOTHER secret\n'));
    expect([...read]).toEqual([
      ['AKIDEXAMPLE', 'sec/ret+x#y'],
      ['OTHER', 'secret'],
    ]);
  });

  it('is refused where it is empty, readable by others or malformed, without showing its secrets', () => {
    const refused = expect.objectContaining({ code: 'UND_GATEWAY_KEYS_INVALID' });
    for (const path of [
      file('# none\n'),
      file('ID secret\n', 0o444),
      file('ID topsecret more\n'),
      join(directory, 'no'),
    ]) {
      expect(() => readKeys(path)).toThrow(refused);
      expect(() => readKeys(path)).not.toThrow(/topsecret/);
    }
  });
});
