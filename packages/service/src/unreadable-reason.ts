const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a directory, not a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

/** Why a file can't be read, in words, by the code of the operating system. */
export function unreadableReason(code: string): string {
  return REASONS[code] ?? `can't be read (${code})`;
}
