/** The order desk as a process. SIGTERM stops it once the requests in flight are answered. */
import { readFileSync } from 'node:fs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { parseTopology } from '@understudy/topology';
import { buildApp } from './build-app.ts';
import { Store } from './store.ts';

const {
  HOST = '127.0.0.1',
  PORT = '8001',
  UNDERSTUDY_TOPOLOGY = 'understudy.yaml',
  SHOP_PRODUCTS_TABLE = 'shop-products',
  SHOP_ORDERS_TABLE = 'shop-orders',
  SHOP_SERVER = 'order-desk',
} = process.env;

const topology = parseTopology(readFileSync(UNDERSTUDY_TOPOLOGY, 'utf8'), { file: UNDERSTUDY_TOPOLOGY });
// The one line that is not as in any other service: the client is Understudy's.
const client = new FailoverDynamoDBClient({ understudy: optionsFromTopology(topology) });
const store = new Store({
  documents: DynamoDBDocumentClient.from(client),
  tables: { products: SHOP_PRODUCTS_TABLE, orders: SHOP_ORDERS_TABLE },
});
const app = buildApp(store, SHOP_SERVER);

const stop = async () => {
  await app.close();
  client.destroy();
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());

await app.listen({ host: HOST, port: Number(PORT) });
