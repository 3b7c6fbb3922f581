import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { awaitTrue } from '../test-support/await-true.ts';
import { callApi } from '../test-support/call-api.ts';
import { startLinodeCloud } from './start-linode-cloud.ts';
import type { LinodeCloud } from './types.ts';

/** The API's published description is Linode's: it is read where it is installed, and is no part of the repository. */
const BESIDE = resolve(import.meta.dirname, '../../../../../shared/linode/openapi.json');
const FILE = process.env.UNDERSTUDY_LINODE_OPENAPI ?? BESIDE;

type Json = Readonly<Record<string, unknown>>;

let cloud: LinodeCloud;
let document: Json | undefined;

beforeAll(async () => {
  cloud = await startLinodeCloud({
    account: {
      firewalls: ['web'],
      vpcs: [{ label: 'shop', region: 'de-fra-2', subnets: ['app'] }],
      placementGroups: [{ label: 'spread', region: 'de-fra-2' }],
      domains: ['example.org'],
    },
  });
  if (existsSync(FILE)) document = JSON.parse(readFileSync(FILE, 'utf8')) as Json;
});

afterAll(() => cloud.stop());

function at(value: unknown, ...path: readonly string[]): Json {
  return path.reduce<unknown>((inner, key) => (inner as Json)[key], value) as Json;
}

/** What the description says of the answer to a call. */
function schemaOf(method: string, path: string, status: string): ValidateFunction {
  const operation = at(document, 'paths', path, method.toLowerCase());
  const schema = at(operation, 'responses', status, 'content', 'application/json', 'schema');
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return ajv.compile(asJsonSchema(schema) as Json);
}

/** OpenAPI 3.0's `nullable` as JSON Schema has it; the document has no references. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Json;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value)]));
  return nullable === true ? { anyOf: [inner, { type: 'null' }] } : inner;
}

/** Linode sends null where these do not exist yet, and its description does not say so. */
const KNOWN_NULLS = ['last_successful', 'secondary_entity', 'duration'];

function withoutKnownNulls(body: unknown): unknown {
  const leaveOut = (key: string, value: unknown) =>
    value === null && KNOWN_NULLS.includes(key) ? undefined : value;
  return JSON.parse(JSON.stringify(body, leaveOut)) as unknown;
}

const instance = {
  label: 'described',
  region: 'de-fra-2',
  type: 'g6-nanode-1',
  image: 'linode/debian12',
  root_pass: 'correct-horse-battery',
  tags: ['shop'],
};

describe('answers', () => {
  it('are what the published description of the API says', async () => {
    if (document === undefined) {
      console.warn(
        `NOT CHECKED: there is no ${FILE}; set UNDERSTUDY_LINODE_OPENAPI to the path of Linode's openapi.json.`,
      );
      return;
    }
    const wrong: string[] = [];
    const hold = async (method: string, path: string, described: string, body?: Json): Promise<Json> => {
      const answer = await callApi(cloud, method, `/v4beta${path}`, body);
      const status = answer.status === 200 ? '200' : 'default';
      const fits = schemaOf(method, described, status);
      if (!fits(withoutKnownNulls(answer.body)))
        wrong.push(
          `${method} ${path}: ${JSON.stringify(fits.errors?.slice(0, 3))} in ${JSON.stringify(answer.body).slice(0, 300)}`,
        );
      return answer.body as Json;
    };
    const group = at(at(await hold('GET', '/placement/groups', '/placement/groups'), 'data'), '0');
    const { id } = await hold('POST', '/linode/instances', '/linode/instances', {
      ...instance,
      placement_group: { id: group['id'] },
    });
    await awaitTrue(() => cloud.instance('described').status === 'running');
    const one = `/linode/instances/${String(id)}`;
    await hold('GET', '/linode/instances', '/linode/instances');
    await hold('GET', one, '/linode/instances/{linodeId}');
    await hold('PUT', one, '/linode/instances/{linodeId}', { tags: ['other'] });
    await hold('GET', `${one}/firewalls`, '/linode/instances/{linodeId}/firewalls');
    await hold('POST', `${one}/reboot`, '/linode/instances/{linodeId}/reboot', {});
    await awaitTrue(() => cloud.instance('described').status === 'running');
    await hold('POST', `${one}/shutdown`, '/linode/instances/{linodeId}/shutdown', {});
    await awaitTrue(() => cloud.instance('described').status === 'offline');
    await hold('POST', `${one}/boot`, '/linode/instances/{linodeId}/boot', {});
    await awaitTrue(() => cloud.instance('described').status === 'running');
    const { image, root_pass } = instance;
    await hold('POST', `${one}/rebuild`, '/linode/instances/{linodeId}/rebuild', { image, root_pass });
    const events = await hold('GET', '/account/events', '/account/events');
    const event = at(at(events, 'data'), '0');
    await hold('GET', `/account/events/${String(event['id'])}`, '/account/events/{eventId}');
    await hold('GET', '/regions', '/regions');
    await hold('GET', '/regions/de-fra-2', '/regions/{regionId}');
    await hold('GET', '/regions/us-ord/availability', '/regions/{regionId}/availability');
    await hold('GET', '/linode/types', '/linode/types');
    await hold('GET', '/linode/types/g6-nanode-1', '/linode/types/{typeId}');
    await hold('GET', '/images', '/images');
    await hold('GET', '/images/linode%2Fdebian12', '/images/{imageId}');
    await hold('GET', '/networking/firewalls', '/networking/firewalls');
    await hold('GET', '/vpcs', '/vpcs');
    const domains = await hold('GET', '/domains', '/domains');
    const domain = `/domains/${String(at(at(domains, 'data'), '0')['id'])}/records`;
    const record = { type: 'A', name: 'api', target: '192.0.2.1', ttl_sec: 30 };
    const made = await hold('POST', domain, '/domains/{domainId}/records', record);
    await hold('PUT', `${domain}/${String(made['id'])}`, '/domains/{domainId}/records/{recordId}', record);
    await hold('GET', domain, '/domains/{domainId}/records');
    await hold('DELETE', `${domain}/${String(made['id'])}`, '/domains/{domainId}/records/{recordId}');
    await hold('DELETE', one, '/linode/instances/{linodeId}');
    await hold('POST', '/linode/instances', '/linode/instances', { region: 'nowhere', type: 'g6-nanode-1' });
    await hold('GET', '/linode/instances/1', '/linode/instances/{linodeId}');
    expect(wrong).toEqual([]);

    // It is a check that refuses what is wrong.
    expect(
      schemaOf('GET', '/regions/{regionId}', '200')({ id: 'de-fra-2', status: 'fine', colour: 'red' }),
    ).toBe(false);
  });
});
