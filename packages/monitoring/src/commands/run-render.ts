import type { CommandContext } from '@understudy/command-line';
import { loadTopology } from '@understudy/service/load-topology';
import { MonitoringError } from '../errors.ts';
import { orchestratorsOf } from '../orchestrators-of.ts';
import { renderMonitoring } from '../render-monitoring.ts';
import { scrapeTarget, targetsOf } from '../scrape-target.ts';
import { writeFiles } from '../write-files.ts';

export interface RenderInput {
  readonly file: string;
  readonly options: {
    readonly out: string;
    readonly scrape: readonly string[];
    readonly webhook: string | undefined;
    readonly tokenFile: string | undefined;
    readonly alertmanager: string;
    readonly runbooks: string;
    readonly everySeconds: number;
    readonly mostHoldSeconds: number | undefined;
    readonly force: boolean;
  };
}

/** A file, and what became of it; `listed` where nothing is written. */
interface RenderedFile {
  readonly path: string;
  readonly did: 'written' | 'replaced' | 'unchanged' | 'listed';
}

/**
 * Writes the files, or lists them.
 * @throws MonitoringError as `scrapeTarget` and `writeFiles` do, `UND_MONITORING_TARGETS_MISSING`,
 * `UND_MONITORING_TOKEN_FILE_MISSING`,
 * `UND_MONITORING_URL_INVALID`; as `loadTopology` does
 */
export async function runRender({ file, options }: RenderInput, context: CommandContext): Promise<void> {
  const { out, scrape, webhook, tokenFile, alertmanager, runbooks, everySeconds, mostHoldSeconds, force } =
    options;
  if (webhook !== undefined) checkUrl('--webhook', webhook);
  if (runbooks.includes('://')) checkUrl('--runbooks', runbooks);
  // An address is an address, with a name or without.
  scrapeTarget(`alertmanager=${alertmanager}`);
  const topology = loadTopology(file);
  const targets = [...targetsOf(topology), ...scrape.map(scrapeTarget)];
  if (targets.length === 0) {
    throw new MonitoringError('UND_MONITORING_TARGETS_MISSING', {
      what: `${file} lists no programs to scrape.`,
    });
  }
  const files = renderMonitoring({
    service: topology.service,
    targets,
    alertmanager,
    runbooks,
    everySeconds,
    ...(mostHoldSeconds !== undefined && { mostHoldSeconds }),
    ...(webhook !== undefined && { webhook }),
    ...orchestratorsOf(topology, targets, tokenFile),
  });
  const did: readonly RenderedFile[] =
    out === '-'
      ? Object.keys(files).map((path) => ({ path, did: 'listed' }))
      : await writeFiles(files, { folder: out, force });
  context.result(did, renderList);
}

function renderList(files: readonly RenderedFile[]): string {
  const width = Math.max(...files.map(({ did }) => did.length));
  return files.map(({ path, did }) => `${did.padEnd(width)}  ${path}`).join('\n');
}

/** The URL is written to a file, so it must hold no password. */
function checkUrl(option: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url !== undefined && isWeb && url.username === '' && url.password === '') return;
  throw new MonitoringError('UND_MONITORING_URL_INVALID', {
    what: isWeb ? `${option} holds a user or a password.` : `${option} is no URL of http or https.`,
    details: { option },
  });
}
