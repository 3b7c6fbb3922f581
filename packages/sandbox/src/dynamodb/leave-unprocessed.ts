import { composeAnswer } from '../proxy/compose-answer.ts';
import type { WholeMessage } from '../proxy/message.ts';
import type { FaultEffect } from '../proxy/types.ts';
import { CONTENT_TYPE } from './compose-error.ts';

type Items = readonly unknown[];

/** A table's part of a batch: a list of writes, or a list of keys with how to read them. */
type Part = Items | { readonly Keys: Items };
type Parts = Readonly<Record<string, Part>>;

/** Carries out a batch but for its last `items` items, and gives those back as not done. */
export function leaveUnprocessed(items?: number): FaultEffect {
  return {
    forward: (request) => {
      const { RequestItems, ...rest } = read(request) as { readonly RequestItems: Parts };
      const { done } = split(RequestItems, items);
      return Object.keys(done).length === 0 ? undefined : repack(request, { ...rest, RequestItems: done });
    },
    end: (request, answer) => {
      const writes = request.head.header('x-amz-target')?.endsWith('.BatchWriteItem') ?? false;
      const { RequestItems } = read(request) as { readonly RequestItems: Parts };
      const { undone } = split(RequestItems, items);
      if (answer !== undefined && !answer.head.startLine.includes(' 200 ')) {
        return { kind: 'answer', bytes: answer.bytes };
      }
      const result = answer === undefined ? (writes ? {} : { Responses: {} }) : (read(answer) as object);
      const body = JSON.stringify({ ...result, [writes ? 'UnprocessedItems' : 'UnprocessedKeys']: undone });
      return {
        kind: 'answer',
        bytes: composeAnswer({ status: 200, contentType: CONTENT_TYPE, body, checksum: true }),
      };
    },
  };
}

function read({ body }: WholeMessage): unknown {
  return JSON.parse(body.toString());
}

function split(parts: Parts, items?: number): { readonly done: Parts; readonly undone: Parts } {
  const sizes = Object.values(parts).map((part) => itemsOf(part).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let toDo = Math.max(0, total - (items ?? Math.ceil(total / 2)));
  const done: Record<string, Part> = {};
  const undone: Record<string, Part> = {};
  for (const [table, part] of Object.entries(parts)) {
    const all = itemsOf(part);
    const first = all.slice(0, toDo);
    const last = all.slice(toDo);
    toDo -= first.length;
    if (first.length > 0) done[table] = withItems(part, first);
    if (last.length > 0) undone[table] = withItems(part, last);
  }
  return { done, undone };
}

function itemsOf(part: Part): Items {
  return 'Keys' in part ? part.Keys : part;
}

function withItems(part: Part, items: Items): Part {
  return 'Keys' in part ? { ...part, Keys: items } : items;
}

/** The request with another body. Its signature no longer fits, which DynamoDB Local does not check. */
function repack({ head, bytes, body }: WholeMessage, content: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(content));
  const text = bytes.toString('latin1', 0, bytes.length - body.length);
  const length = head.header('content-length') ?? '';
  return Buffer.concat([
    Buffer.from(
      text.replace(new RegExp(`(content-length:\\s*)${length}`, 'i'), `$1${json.length}`),
      'latin1',
    ),
    json,
  ]);
}
