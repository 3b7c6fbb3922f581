import type { LookClient } from '@understudy/observers';

/** A region as observers look at it: it keeps the number of each observer's last look. */
export class CanaryRegion {
  readonly #numbers = new Map<string, string>();

  /** A client for one look. @param leg one leg of a request */
  client(leg: () => Promise<void>): LookClient {
    const send = async ({ input }: { readonly input: CanaryInput }): Promise<object> => {
      await leg();
      const answer = this.#answer(input);
      await leg();
      return answer;
    };
    return { send, destroy: () => undefined } as LookClient;
  }

  #answer({ Key, ExpressionAttributeValues: values }: CanaryInput): object {
    const key = JSON.stringify(Key);
    if (values !== undefined) {
      this.#numbers.set(key, values[':sequence'].N);
      return {};
    }
    const N = this.#numbers.get(key);
    return N === undefined ? {} : { Item: { ...Key, sequence: { N } } };
  }
}

interface CanaryInput {
  readonly Key: object;
  readonly ExpressionAttributeValues?: { readonly ':sequence': { readonly N: string } };
}
