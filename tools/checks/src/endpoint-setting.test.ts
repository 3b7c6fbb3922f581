import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '@understudy/gateway';
import { HandLease, steady } from '@understudy/route/testing';
import { ROOT } from './root.ts';

const run = promisify(execFile);
const DOCUMENTED = '127.0.0.1:8000';
const AWS = 'https://dynamodb.us-east-1.amazonaws.com';

let gateway: Gateway;
let address: string;
beforeAll(async () => {
  gateway = await startGateway({
    understudy: {
      service: 'shop',
      regions: {
        'us-east-1': { endpoint: 'http://127.0.0.1:1' },
        'eu-central-1': { endpoint: 'http://127.0.0.1:2' },
      },
      tables: ['orders'],
      route: new HandLease(steady('us-east-1')),
      warmEveryMs: 0,
    },
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    port: 0,
  });
  address = new URL(gateway.address).host;
});
afterAll(() => gateway.close());

/** Of an application on the gateway's machine, which has set the one variable and nothing more. */
const environment = () => ({
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL_DYNAMODB: gateway.address,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Each Python with boto3 that this machine has, as a person finds them. */
async function findPythons(): Promise<readonly string[]> {
  const found = await Promise.all(
    ['python3', '/usr/bin/python3'].map((python) =>
      run(python, ['-c', 'import boto3']).then(
        () => [python],
        () => [],
      ),
    ),
  );
  return found.flat();
}

/** The `sh` blocks of a page, with the gateway's address in place of the documented one. */
async function commandsOf(page: string): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) =>
    block.replaceAll(DOCUMENTED, address),
  );
}

/** Types a block where `python3` is that Python. */
async function type(block: string, python: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', block.replaceAll('python3', python)], { env: environment() });
  return stdout.trim();
}

const followsTheVariable = (version: string) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 28;
};

describe("the setting that sends an application's requests through the gateway", () => {
  it('is ignored by boto3 before 1.28, as its page says, and the command there shows it (fault N2)', async () => {
    const pythons = await findPythons();
    expect(pythons).not.toEqual([]);
    const [, where = '', ask = ''] = await commandsOf('docs/configure/sdks/python.md');
    for (const python of pythons) {
      const [version = '', endpoint] = (await type(where, python)).split(' ');
      expect([version, endpoint]).toEqual([version, followsTheVariable(version) ? gateway.address : AWS]);
      expect(await type(ask, python)).toBe(address);
    }
  });

  it('is followed by the SDK for JavaScript, which the check of its page shows (fault N2)', async () => {
    const page = await readFile(join(ROOT, 'docs/configure/sdks/README.md'), 'utf8');
    const check = /^\| JavaScript v3 +\| `(console\.log.*?)` +\|$/m.exec(page)?.[1];
    const program = `
      import { DynamoDBClient, DescribeEndpointsCommand } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient();
      ${check ?? ''};`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
      cwd: ROOT,
      env: environment(),
    });
    expect(stdout.trim()).toBe(address);
  });

  it('is never named without its exceptions where a person reads it first (fault N2)', async () => {
    for (const page of ['README.md', 'docs/install/quickstart.md', 'packages/gateway/README.md']) {
      const text = await readFile(join(ROOT, page), 'utf8');
      expect([page, text]).toEqual([page, expect.stringMatching(/AWS_ENDPOINT_URL_DYNAMODB/)]);
      expect([page, text]).toEqual([page, expect.stringMatching(/boto3 (?:from|before|≥) 1\.28/)]);
    }
  });
});
