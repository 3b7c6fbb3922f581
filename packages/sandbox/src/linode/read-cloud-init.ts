import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';

/** What an instance understands of its user data. */
export interface CloudInit {
  readonly files: readonly CloudInitFile[];
  readonly packages: readonly string[];
  /** `bootcmd` and `runcmd`: a text is the shell's, a list is a program and its arguments. */
  readonly commands: readonly (string | readonly string[])[];
}

interface CloudInitFile {
  readonly path: string;
  readonly content: Buffer;
  readonly mode: number;
  readonly append: boolean;
}

const NOTHING: CloudInit = { files: [], packages: [], commands: [] };

/**
 * The part of a `#cloud-config` that the local cloud acts on; a script (`#!`) is run as it is, other keys are passed over.
 * @throws Error where the text is no YAML mapping, or a part of it not of its type; the journal shows it
 */
export function readCloudInit(text: string): CloudInit {
  if (text.trim() === '') return NOTHING;
  if (text.startsWith('#!')) {
    const script = {
      path: '/var/lib/cloud/user-script',
      content: Buffer.from(text),
      mode: 0o755,
      append: false,
    };
    return { files: [script], packages: [], commands: [[script.path]] };
  }
  if (!text.startsWith('#cloud-config'))
    throw new Error('user data begins neither with #cloud-config nor with #!');
  const config: unknown = parse(text);
  if (config === null) return NOTHING;
  if (typeof config !== 'object' || Array.isArray(config)) throw new Error('user data is no mapping');
  const { write_files: files, packages, bootcmd, runcmd } = config as Record<string, unknown>;
  return {
    files: listOf(files, 'write_files').map(readFileEntry),
    packages: listOf(packages, 'packages').map((each) =>
      Array.isArray(each) ? String(each[0]) : String(each),
    ),
    commands: [...listOf(bootcmd, 'bootcmd'), ...listOf(runcmd, 'runcmd')].map(readCommand),
  };
}

function readFileEntry(entry: unknown): CloudInitFile {
  if (typeof entry !== 'object' || entry === null) throw new Error('an entry of write_files is no mapping');
  const {
    path,
    content = '',
    encoding = 'text/plain',
    permissions = '0644',
    append,
  } = entry as Record<string, unknown>;
  if (typeof path !== 'string' || !path.startsWith('/')) throw new Error('a file has no absolute path');
  if (typeof content !== 'string') throw new Error(`the content of ${path} is no text`);
  const mode = parseInt(String(permissions), 8);
  if (Number.isNaN(mode)) throw new Error(`the permissions of ${path} are none`);
  return { path, content: decode(content, String(encoding)), mode, append: append === true };
}

function decode(content: string, encoding: string): Buffer {
  if (encoding === 'text/plain') return Buffer.from(content);
  const bytes = Buffer.from(content, 'base64');
  if (/^(b64|base64)$/.test(encoding)) return bytes;
  if (/^(gz|gzip)\+(b64|base64)$/.test(encoding)) return gunzipSync(bytes);
  throw new Error(`the encoding ${encoding} is not known`);
}

function readCommand(command: unknown): string | readonly string[] {
  if (typeof command === 'string') return command;
  if (Array.isArray(command)) return command.map(String);
  throw new Error('a command is neither a text nor a list');
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Error(`${name} is no list`);
}
