import { RouteError } from '@understudy/route';

/** `unreachable` fails at once; `silent` never answers; `refused` says no. */
export type StoreState = 'well' | 'unreachable' | 'silent' | 'refused';

export async function suffer(state: StoreState): Promise<void> {
  switch (state) {
    case 'well':
      return;
    case 'silent':
      return new Promise<never>(() => {});
    case 'unreachable':
    case 'refused':
      throw new RouteError(state === 'refused' ? 'UND_ROUTE_STORE_REFUSED' : 'UND_ROUTE_STORE_UNREACHABLE', {
        what: 'A test made the store so.',
      });
  }
}
