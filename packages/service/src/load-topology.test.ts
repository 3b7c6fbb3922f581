import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleTopology } from '@understudy/topology/testing';
import { loadTopology } from './load-topology.ts';
import { unreadableReason } from './unreadable-reason.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'understudy-service-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function written(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

describe('loadTopology', () => {
  it('reads and checks the file', () => {
    expect(loadTopology(written('good.yaml', sampleTopology().text))).toMatchObject({ service: 'shop' });
  });

  it('says that a file is missing', () => {
    const file = join(directory, 'none.yaml');
    expect(() => loadTopology(file)).toThrow(
      `UND_SERVICE_FILE_UNREADABLE: ${file} does not exist. Name the file with --file`,
    );
  });

  it('says that a directory was given', () => {
    expect(() => loadTopology(directory)).toThrow(`${directory} is a directory, not a file.`);
  });

  it('says that a part of the path is a file', () => {
    const file = join(written('plain.yaml', 'service: shop'), 'understudy.yaml');
    expect(() => loadTopology(file)).toThrow(`${file} does not exist.`);
  });

  it('says that this user may not read the file', () => {
    expect(unreadableReason('EACCES')).toBe('may not be read by this user');
    expect(unreadableReason('EIO')).toBe("can't be read (EIO)");
  });

  it.each(['', '  \n\n'])('says that a file with the content %j is empty', (text) => {
    const file = written('empty.yaml', text);
    expect(() => loadTopology(file)).toThrow(`UND_SERVICE_FILE_EMPTY: ${file} is empty.`);
  });

  it('leaves the problems of its content to the topology', () => {
    expect(() => loadTopology(written('wrong.yaml', 'service: 1'))).toThrow('UND_TOPOLOGY_INVALID');
  });
});
