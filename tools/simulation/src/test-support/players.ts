import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSource } from '../bundle-source.ts';
import { Player } from '../player.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Processes that play, and a folder for their bundles; all of it is removed at the end. */
export class Players {
  readonly folder: string;
  readonly #sound: string;
  readonly #started: Player[] = [];

  private constructor(folder: string, sound: string) {
    this.folder = folder;
    this.#sound = sound;
  }

  static async open(): Promise<Players> {
    await mkdir(DIST, { recursive: true });
    const folder = await mkdtemp(join(DIST, 'test-'));
    const sound = join(folder, 'sound.mjs');
    await bundleSource(sound);
    return new Players(folder, sound);
  }

  /** A process that plays; by default nothing is planted in its bundle. */
  start(bundle = this.#sound): Player {
    const made = new Player(bundle);
    this.#started.push(made);
    return made;
  }

  async close(): Promise<void> {
    for (const one of this.#started) one.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}
