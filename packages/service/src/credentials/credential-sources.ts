import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { Source } from './ask-sources.ts';
import type { AwsKeys } from './kept-credentials.ts';

/** As the SDK takes them: keys, or a function that gives them. */
export type GivenCredentials = NonNullable<DynamoDBClientConfig['credentials']>;

/** Time limits of one request to a credential endpoint, in ms. */
const HTTP = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true };

/** The next region is the second attempt. */
const ONE_ATTEMPT = { maxAttempts: 1, requestHandler: HTTP };

type Provider = (options?: object) => Promise<AwsKeys>;

/**
 * Where keys come from: the SDK's chain, with the STS endpoint of each region in turn.
 *
 * The chain asks STS in the region of the profile, or of the client that it works for, for the life of the process. So
 * there is one chain for each region. A chain with a region asks single sign-on there, too, which works in one
 * region alone; so the last source is the chain as the SDK has it.
 */
export class CredentialSources {
  readonly #profile: string | undefined;
  readonly #given: Exclude<GivenCredentials, AwsKeys> | undefined;
  readonly #chains = new Map<string, Provider>();

  constructor({ profile, given }: { readonly profile?: string; readonly given?: GivenCredentials }) {
    this.#profile = profile;
    this.#given = given === undefined ? undefined : providerOf(given);
  }

  /** @param regions in the order in which they are asked */
  inOrder(regions: readonly string[]): readonly Source<AwsKeys>[] {
    const given = this.#given;
    const regional = regions.map((region) => ({
      name: region,
      isFutile: isSameAnywhere,
      ask: () =>
        given === undefined
          ? this.#chainOf(region, { ...ONE_ATTEMPT, region })({ forceRefresh: true })
          : given({ callerClientConfig: callerIn(region) }),
    }));
    if (given !== undefined) return regional;
    const plain = () => this.#chainOf('', ONE_ATTEMPT)({ forceRefresh: true });
    return [
      ...regional,
      {
        name: "the SDK's chain",
        isFutile: (errors) => !isSameAnywhere(errors) || isNothingFound(errors),
        ask: plain,
      },
    ];
  }

  #chainOf(name: string, clientConfig: typeof ONE_ATTEMPT & { readonly region?: string }): Provider {
    const known = this.#chains.get(name);
    if (known !== undefined) return known;
    const { region } = clientConfig;
    // A chain keeps what it finds in its options, so each one has its own.
    const init = {
      ...(this.#profile === undefined ? {} : { profile: this.#profile }),
      clientConfig: { ...clientConfig },
      parentClientConfig: region === undefined ? { requestHandler: HTTP } : callerIn(region),
    };
    const chain: Provider = defaultProvider(init);
    this.#chains.set(name, chain);
    return chain;
  }
}

/** Whether a provider failed that does not depend on the region: a process, the container, the machine, single sign-on. */
function isSameAnywhere(errors: readonly unknown[]): boolean {
  return errors.some((error) => error instanceof Error && error.name === CHAIN_ERROR);
}

/** Whether no provider of the chain found anything to begin with. */
function isNothingFound(errors: readonly unknown[]): boolean {
  return errors.some((error) => error instanceof Error && error.message.includes(NOTHING_FOUND));
}

/** By the SDK's words: it has one class for all. */
const CHAIN_ERROR = 'CredentialsProviderError';
const NOTHING_FOUND = 'Could not load credentials from any providers';

/** The part of a client's configuration that providers read. */
function callerIn(region: string): {
  readonly region: () => Promise<string>;
  readonly requestHandler: object;
} {
  return { region: async () => region, requestHandler: HTTP };
}

function providerOf(given: GivenCredentials): Exclude<GivenCredentials, AwsKeys> {
  return typeof given === 'function' ? given : async () => given;
}
