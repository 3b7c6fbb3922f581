import { tellTrouble } from '@understudy/command-line';
import { isUnderstudyError } from '@understudy/core';
import { loadTopology } from '@understudy/service';
import { openRecords, type OpenedRecords } from './adapters/open-records.ts';
import { checkPlaces } from './check-places.ts';
import { dropRecord } from './drop-record.ts';
import { redriveRecord } from './redrive-record.ts';
import type { DecideResult } from './decide-result.ts';
import { RecordsError } from './errors.ts';
import { nameRecord } from './name-record.ts';
import { HELP, readCommand, type Command } from './read-command.ts';
import { bytesAsText, decisionAsText, lineAsText, recordAsJson, recordAsText } from './record-as-text.ts';
import type { RecordLine } from './types.ts';

/** Exit codes. */
export const EXIT = { done: 0, notAsAsked: 1, badInput: 2, incomplete: 3 } as const;

const BAD_INPUT = [
  'UND_RECORDS_CONFIG_INVALID',
  'UND_RECORDS_NOT_FOUND',
  'UND_SERVICE_FILE_EMPTY',
  'UND_SERVICE_FILE_UNREADABLE',
  'UND_TOPOLOGY_INVALID',
];

const TROUBLES = {
  credentials: 'UND_RECORDS_CREDENTIALS_MISSING',
  unreachable: 'UND_RECORDS_REGION_UNREACHABLE',
} as const;

/** What a command has of its process. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Who works on the machine. */
  readonly user: string;
}

/** Does what a command line asks for, and gives the exit code; it never throws. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    const command = readCommand(args, around.user);
    if (command === 'help') {
      around.out(HELP);
      return EXIT.done;
    }
    const topology = loadTopology(command.topologyFile);
    checkPlaces(command, topology);
    const service = openRecords(topology);
    try {
      return await perform(command, service, around);
    } finally {
      await service.close();
    }
  } catch (failure) {
    const error = codeTrouble(failure);
    const ours = isUnderstudyError(error);
    const stack = error instanceof Error && !ours ? error.stack : undefined;
    around.err(`${stack ?? messageOf(error)}\n`);
    return ours && BAD_INPUT.includes(error.code) ? EXIT.badInput : EXIT.incomplete;
  }
}

async function perform(command: Command, service: OpenedRecords, { out }: Surroundings): Promise<number> {
  const { records } = service;
  const say = (value: object) => {
    out(`${JSON.stringify(value, bytesAsText)}\n`);
  };
  const tell = (line: RecordLine) => {
    if (command.json) say(recordAsJson(line));
    else out(lineAsText(line));
  };
  switch (command.does) {
    case 'list': {
      const { filter, limit, after } = command;
      const { lines, next } = await records.list(filter, {
        limit,
        ...(after === undefined ? {} : { after }),
      });
      for (const line of lines) tell(line);
      if (next !== undefined) {
        if (command.json) say({ next });
        else out(`There may be more: --after ${next}\n`);
      } else if (lines.length === 0 && !command.json) out('There is none.\n');
      return EXIT.done;
    }
    case 'export':
      for await (const line of records.all(command.filter)) say(recordAsJson(await records.show(line)));
      return EXIT.done;
    case 'show':
      for (const name of command.names) {
        const record = await records.show(name);
        if (command.json) say(recordAsJson(record));
        else out(recordAsText(record));
      }
      return EXIT.done;
    default:
      return decide(command, service, out, say);
  }
}

async function decide(
  command: Command & { does: 'redrive' | 'drop' },
  service: OpenedRecords,
  out: (text: string) => void,
  say: (value: object) => void,
): Promise<number> {
  let code: number = EXIT.done;
  for (const name of command.names) {
    const result =
      command.does === 'drop'
        ? await dropRecord(name, command, service)
        : await redriveRecord(name, command, service);
    if (result.is === 'by-another' || !result.closed) code = EXIT.notAsAsked;
    if (command.json) say({ record: nameRecord(name), ...result });
    else out(`${nameRecord(name)}\n  ${resultAsText(result)}\n`);
  }
  return code;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  applied: 'applied',
  dropped: 'dropped; the record stays where it is',
  'stands-already': 'stood there already; nothing had to be written',
  superseded: 'a later write of its own region stands already; nothing had to be written',
  lost: 'it lost against a later version; both images are in the ledger',
  late: 'it lies under a tombstone of its own region; it is in the ledger',
  'later-write':
    'not written: something else stands by now than what it had lost against; look at it, and use --overwrite',
  'written-meanwhile': 'not written: somebody wrote the item in that very moment',
  overtaken: 'not written: others go on writing the item',
  'no-version': 'it can not be placed, since it never had a version; write what you want, and drop it',
  'foreign-tail': 'not written: its region is not the writer any more, and its write bears no stamp',
};

function resultAsText(result: DecideResult): string {
  if (result.is === 'decided') {
    const text = OUTCOMES[result.outcome] ?? result.outcome;
    return result.problem === undefined ? text : `${text}: ${result.problem}`;
  }
  const { claim, closed, decisions } = result.stands;
  const last = decisions.at(-1);
  if (closed !== undefined && last !== undefined) return `decided before: ${decisionAsText(last)}`;
  if (claim !== undefined) {
    return `${claim.by} is at it since ${new Date(claim.atMs).toISOString()}; --take-over goes on where they went away`;
  }
  return 'a later record of its key was applied since';
}

/** The error as one of ours, where it is not the program's: a person needs what to do, and no stack. */
function codeTrouble(error: unknown): unknown {
  const trouble = tellTrouble(error);
  return trouble === undefined
    ? error
    : new RecordsError(TROUBLES[trouble.kind], { ...trouble, cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
