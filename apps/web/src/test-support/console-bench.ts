import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Snapshot } from '@understudy/api-contract';
import { buildSite } from './build-site.ts';
import { openBrowser } from './open-browser.ts';
import { StubApi } from './stub-api.ts';

/** A page of the console in a browser, with the API that answers it. */
export interface OpenConsole {
  readonly page: Page;
  readonly api: StubApi;
  /** What the browser complained about: errors of scripts, and what the Content-Security-Policy refused. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** The built console and one browser, for all tests of a suite. */
export class ConsoleBench {
  readonly site: string;
  readonly #browser: Browser;
  readonly #remove: () => Promise<void>;
  readonly #opened = new Set<() => Promise<void>>();

  private constructor(site: string, browser: Browser, remove: () => Promise<void>) {
    this.site = site;
    this.#browser = browser;
    this.#remove = remove;
  }

  static async start(): Promise<ConsoleBench> {
    const [{ site, remove }, browser] = await Promise.all([buildSite(), openBrowser()]);
    return new ConsoleBench(site, browser, remove);
  }

  /** Also of consoles that a test which failed left open. */
  async stop(): Promise<void> {
    for (const close of this.#opened) await close();
    await this.#browser.close();
    await this.#remove();
  }

  /** @param prepare changes the API before the page asks it anything */
  async open(
    snapshot: Snapshot,
    path: string,
    options: BrowserContextOptions = {},
    prepare: (api: StubApi) => void = () => {},
  ): Promise<OpenConsole> {
    const api = new StubApi(this.site, snapshot);
    prepare(api);
    const address = await api.start();
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 720 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      // A refused request is an answer that the page shows; the browser logs it as an error all the same.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    const close = async () => {
      this.#opened.delete(close);
      await context.close();
      await api.stop();
    };
    this.#opened.add(close);
    await page.goto(address + path);
    await page.locator('[data-answer], .login').first().waitFor();
    return { page, api, complaints, close };
  }
}
