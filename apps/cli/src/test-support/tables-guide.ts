import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  paginateScan,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { findFreePort } from '@understudy/sandbox';
import { openServiceShell, type ServiceShell } from './open-service-shell.ts';
import { readShellBlocks } from './read-shell-blocks.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/operate/tables.md', import.meta.url));
const STAMP = 'understudy:v';

/** How many items a table has before it joins the service: one batch. */
const ITEMS = 25;
/** The writer and the standby of the guide. */
export const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;

/**
 * An application that puts, updates and deletes through the gateway until it is stopped. It writes each acknowledged write into its
 * journal: the item's id, and its `n`, or null for a delete. What was not applied for certain, or is harmless to repeat, it repeats.
 */
const APPLICATION = `
import boto3, json, os, sys, time
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError, HTTPClientError

port, table, run = sys.argv[1:]
once = Config(retries={"total_max_attempts": 1}, read_timeout=60)
client = boto3.client("dynamodb", region_name="us-east-1", endpoint_url="http://127.0.0.1:" + port, config=once)
journal = open("journal-" + run, "a", buffering=1)

def until_acknowledged(write, **request):
    while True:
        try:
            return write(TableName=table, **request)
        except (EndpointConnectionError, HTTPClientError):
            time.sleep(0.1)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] < 500: raise
            time.sleep(0.1)

def note(number, n):
    print(json.dumps(["%s-%d" % (run, number), n]), file=journal)

def key(number):
    return {"id": {"S": "%s-%d" % (run, number)}}

at = 0
while not os.path.exists("stop-" + run):
    at += 1
    until_acknowledged(client.put_item, Item={**key(at), "n": {"N": str(at)}, "state": {"S": "placed"}})
    note(at, at)
    if at % 3 == 0:
        change = dict(UpdateExpression="SET n = :n", ExpressionAttributeValues={":n": {"N": str(-at)}})
        until_acknowledged(client.update_item, Key=key(at - 1), **change)
        note(at - 1, -at)
    if at % 5 == 0:
        until_acknowledged(client.delete_item, Key=key(at - 3))
        note(at - 3, None)
    time.sleep(0.03)
`;

/** What a table must hold: the `n` of each item by its id; undefined where it had none. */
export type Holdings = ReadonlyMap<string, string | undefined>;

/** An application that writes to a table of the guide. */
export interface Application {
  /** Ends it. @throws Error where it has met one */
  stop(): Promise<void>;
  /** What its table must hold by the writes that it was acknowledged so far, upon what it held before. */
  acknowledged(before: Holdings): Holdings;
}

/** A service with the table `orders`, applications that write, and a person who follows the guide to tables. */
export class TablesGuide {
  readonly shell: ServiceShell;
  readonly #ports: { readonly gateway: number; readonly replicator: number };
  readonly #blocks = readShellBlocks(readFileSync(PAGE, 'utf8'));
  readonly #typed = new Set<string>();
  #runs = 0;

  private constructor(shell: ServiceShell, ports: { readonly gateway: number; readonly replicator: number }) {
    this.shell = shell;
    this.#ports = ports;
  }

  static async open(): Promise<TablesGuide> {
    const shell = await openServiceShell();
    const [gateway, replicator] = [await findFreePort(), await findFreePort()];
    const guide = new TablesGuide(shell, { gateway, replicator });
    await guide.createTable('orders');
    shell.describe(['orders']);
    await shell.type(`cat > application.py <<'PY'\n${APPLICATION}\nPY`);
    await shell.type('sleep() { command sleep $(($1 > 60 ? $1 : 1)); }; understudy setup --yes');
    await guide.#startDaemons();
    return guide;
  }

  /** Types a section's blocks, or some of them by their place. @returns what they wrote */
  async follow(heading: string, ...places: readonly number[]): Promise<string> {
    const blocks = this.#blocks.filter((block) => block.heading === heading).map(({ text }) => text);
    const chosen = places.length === 0 ? blocks : places.map((place) => blocks[place]);
    if (chosen.length === 0 || chosen.includes(undefined))
      throw new Error(`The guide lacks a block of "${heading}".`);
    for (const block of chosen) this.#typed.add(`${heading}\n${block ?? ''}`);
    return this.shell.type(chosen.join('\n'));
  }

  /** Headings of the blocks that were not typed. */
  get untyped(): readonly string[] {
    const left = this.#blocks.filter(({ heading, text }) => !this.#typed.has(`${heading}\n${text}`));
    return [...new Set(left.map(({ heading }) => heading))];
  }

  /** A table in the writer's region alone. */
  async createTable(table: string): Promise<void> {
    const create = new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    await this.shell.cloud.region(EAST).client().send(create);
  }

  /** The same with items that no client of Understudy wrote. @returns what it holds */
  async fillTable(table: string): Promise<Holdings> {
    await this.createTable(table);
    const ids = Array.from({ length: ITEMS }, (_none, at) => `before-${String(at)}`);
    const puts = ids.map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    await this.shell.cloud
      .region(EAST)
      .client()
      .send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    return new Map(ids.map((id) => [id, undefined]));
  }

  /** The file on every machine, with other tables than before, and every daemon with it. */
  async serveTables(tables: readonly string[]): Promise<void> {
    this.shell.describe(tables);
    await this.shell.type('kill $REPLICATOR $GATEWAY; wait $REPLICATOR $GATEWAY || true');
    await this.#startDaemons();
  }

  async startApplication(table: string): Promise<Application> {
    const run = `run${String((this.#runs += 1))}`;
    const { shell } = this;
    await shell.type(
      `python3 application.py ${String(this.#ports.gateway)} ${table} ${run} > ${run}.log 2>&1 & ${run}=$!`,
    );
    return {
      stop: async () => {
        await shell.type(`touch stop-${run}; wait $${run} || { cat ${run}.log; false; }`);
      },
      acknowledged: (before) => replay(`${shell.directory}/journal-${run}`, before),
    };
  }

  /** What the region's table holds now. */
  async holdings(region: string, table: string): Promise<Holdings> {
    const items = await this.#scan(region, table);
    return new Map(items.map(({ id, n }) => [id?.S ?? '', n?.N]));
  }

  /** Waits until both regions hold exactly this, or time is up. @returns what each holds */
  async converge(table: string, expected: Holdings, limitMs = 30_000): Promise<readonly Holdings[]> {
    const wanted = textOf(expected);
    for (const until = Date.now() + limitMs; ;) {
      const both = await Promise.all([EAST, WEST].map((region) => this.holdings(region, table)));
      if (both.every((held) => textOf(held) === wanted) || Date.now() > until) return both;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async stamps(region: string, table: string): Promise<number> {
    return (await this.#scan(region, table)).filter((item) => STAMP in item).length;
  }

  async #scan(region: string, table: string): Promise<readonly Record<string, AttributeValue>[]> {
    const client = this.shell.cloud.region(region).client();
    const items: Record<string, AttributeValue>[] = [];
    for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
      items.push(...(page.Items ?? []));
    return items;
  }

  async #startDaemons(): Promise<void> {
    const { replicator, gateway } = this.#ports;
    await this.shell.type(
      [
        `understudy replicator run --port ${String(replicator)} >> replicator.log 2>&1 & REPLICATOR=$!`,
        `understudy gateway run --port ${String(gateway)} > gateway.log 2>&1 & GATEWAY=$!`,
        'until grep -q gateway.started gateway.log; do command sleep 0.1; done',
      ].join('\n'),
    );
  }
}

function replay(journal: string, before: Holdings): Holdings {
  const holdings = new Map(before);
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
  for (const line of lines.filter((text) => text.endsWith(']'))) {
    const [id, n] = JSON.parse(line) as readonly [string, number | null];
    if (n === null) holdings.delete(id);
    else holdings.set(id, String(n));
  }
  return holdings;
}

function textOf(holdings: Holdings): string {
  return [...holdings]
    .map(([id, n]) => `${id}=${n ?? ''}`)
    .sort()
    .join();
}
