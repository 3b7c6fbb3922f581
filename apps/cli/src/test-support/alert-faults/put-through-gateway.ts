import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { WatchedService } from '../watched-service.ts';

/** Writes an item of the application through a gateway; whether it was acknowledged. */
export async function putThroughGateway(
  service: Pick<WatchedService, 'address'>,
  gateway: string,
  Item: Readonly<Record<string, AttributeValue>>,
): Promise<boolean> {
  try {
    const answer = await fetch(`http://${service.address(gateway)}`, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ TableName: 'orders', Item }),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
