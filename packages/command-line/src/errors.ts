import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const COMMAND_LINE_ERRORS = {
  UND_COMMAND_LINE_COMMAND_UNKNOWN: {
    exit: 'usage',
    meaning: 'No command has that name.',
    remedy: 'Check the spelling; `understudy --help` lists all commands.',
  },
  UND_COMMAND_LINE_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The command has no option of that name.',
    remedy: 'Check the spelling; the command with --help lists its options.',
  },
  UND_COMMAND_LINE_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option or argument has a value that the command cannot use, or lacks its value.',
    remedy: 'Give it a value of the kind that the message names.',
  },
  UND_COMMAND_LINE_OPTION_MISSING: {
    exit: 'usage',
    meaning: 'A required option is missing.',
    remedy: 'Add it with its value; the command with --help describes it.',
  },
  UND_COMMAND_LINE_ARGUMENT_MISSING: {
    exit: 'usage',
    meaning: 'A required argument is missing.',
    remedy: 'Add it; the command with --help shows its place.',
  },
  UND_COMMAND_LINE_ARGUMENT_UNEXPECTED: {
    exit: 'usage',
    meaning: 'The command takes fewer arguments.',
    remedy: 'Remove the argument, or quote a value that contains blanks.',
  },
  UND_COMMAND_LINE_NOT_CONFIRMED: {
    exit: 'refused',
    meaning: 'The command asks before it acts, and got no confirmation. Nothing was changed.',
    remedy: 'Type what the question names; without a terminal give --yes or --confirm NAME.',
  },
  UND_COMMAND_LINE_CREDENTIALS_MISSING: {
    exit: 'notAuthenticated',
    meaning: 'The AWS SDK found no credentials.',
    remedy:
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with AWS_PROFILE, or give the machine a role; then run the command again.',
  },
  UND_COMMAND_LINE_CREDENTIALS_REFUSED: {
    exit: 'notAuthenticated',
    meaning: 'AWS refused the credentials: they are unknown, expired, or sign incorrectly.',
    remedy:
      'Check the access key and its secret, get a fresh session token, and compare the clock with `date -u`; then run the command again.',
  },
  UND_COMMAND_LINE_NOT_ALLOWED: {
    exit: 'notAllowed',
    meaning: 'The credentials are valid and lack a permission.',
    remedy:
      'Grant the action on the table that the message names; `understudy check` lists every right that is needed.',
  },
  UND_COMMAND_LINE_ENDPOINT_UNREACHABLE: {
    exit: 'refused',
    meaning: 'An endpoint of AWS did not answer.',
    remedy:
      'Check the network, the endpoints in the topology file, and the health of the region; then run the command again.',
  },
  UND_COMMAND_LINE_TABLE_MISSING: {
    exit: 'notFound',
    meaning: 'A table does not exist in the region that was asked.',
    remedy: "Create the service's tables in both regions; `understudy setup` creates Understudy's own.",
  },
  UND_COMMAND_LINE_PORT_IN_USE: {
    exit: 'usage',
    meaning: 'Another process listens on that address and port.',
    remedy: 'Choose another port with --port (0 takes a free one), or stop the other process.',
  },
  UND_COMMAND_LINE_ADDRESS_UNAVAILABLE: {
    exit: 'usage',
    meaning: 'This process may not listen on that address, or the machine does not have it.',
    remedy: 'Give --host an address of this machine, and --port a port from 1024 up.',
  },
  UND_COMMAND_LINE_DISK_FULL: {
    exit: 'refused',
    meaning: 'A file, or the log, could not be written: the disk or the quota is full.',
    remedy: 'Make space with `df -h` and `du`, then run the command again.',
  },
  UND_COMMAND_LINE_FILE_NOT_ALLOWED: {
    exit: 'refused',
    meaning: 'This user may not read or write a file, or its folder is mounted read-only.',
    remedy: 'Check the owner and the mode of the file and of its folder (`ls -ld`), or name another file.',
  },
  UND_COMMAND_LINE_FILE_MISSING: {
    exit: 'usage',
    meaning: 'A file or a folder does not exist, or is of another kind than the command needs.',
    remedy: 'Check the path that the message names.',
  },
  UND_COMMAND_LINE_FILES_EXHAUSTED: {
    exit: 'refused',
    meaning: 'The process, or the machine, has as many files and sockets open as it may.',
    remedy: 'Raise the limit (`ulimit -n`, LimitNOFILE= of a systemd unit), then start it again.',
  },
  UND_COMMAND_LINE_PROGRAM_MISSING: {
    exit: 'refused',
    meaning: 'Another program, which the command runs, is not installed or not on the path.',
    remedy: 'Install the program that the message names, or add its folder to PATH.',
  },
  UND_COMMAND_LINE_UNEXPECTED: {
    exit: 'unexpected',
    meaning: 'Understudy failed in a way that it does not know.',
    remedy:
      'Run the command again with --debug (or UNDERSTUDY_DEBUG=true in the environment), and open an issue with what it prints and with `understudy --version`.',
  },
} as const satisfies ErrorCatalogue;

export type CommandLineErrorCode = keyof typeof COMMAND_LINE_ERRORS;

export class CommandLineError extends UnderstudyError<CommandLineErrorCode> {
  constructor(code: CommandLineErrorCode, facts: ErrorFacts) {
    super(code, COMMAND_LINE_ERRORS[code], facts);
  }
}
