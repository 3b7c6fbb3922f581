import type { Snapshot } from '@understudy/api-contract';

/** What the console of a drill answers. */
export interface ConsoleSight {
  /** The type of its page. */
  readonly page: string | null;
  readonly writer: string | undefined;
  readonly epoch: number | undefined;
}

/** Asks the console where the drill's output says that it is, with the token that is there too. */
export async function lookAtConsole(output: string): Promise<ConsoleSight> {
  const [, address = ''] = /The console, once the service runs: (\S+)/.exec(output) ?? [];
  const [, token = ''] = /Its token, of this run alone: (\S+)/.exec(output) ?? [];
  const page = await fetch(address, { headers: { accept: 'text/html' } });
  const state = await fetch(`${address}/api/v1/snapshot`, { headers: { authorization: `Bearer ${token}` } });
  const { route } = (await state.json()) as Snapshot;
  const known = route.known ? route.value : undefined;
  return { page: page.headers.get('content-type'), writer: known?.writer, epoch: known?.epoch };
}
