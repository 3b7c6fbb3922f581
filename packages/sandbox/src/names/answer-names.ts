import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { get } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** How long `getaddrinfo` waits for servers of names that are silent: two attempts of five seconds. */
const SILENT_MS = 10_000;
/** Names that a local cloud answers: below `.localhost`, which is this machine on every system. */
const OURS = /\.localhost$/i;

/**
 * Has a cloud's server of names answer for its names in this process, for whatever looks them up. A look-up that the server leaves
 * unanswered ends as late as one whose packets are lost.
 * @param server `http://127.0.0.1:PORT`
 * @returns what ends it
 */
export function answerNames(server: string): () => void {
  const { lookup, promises } = dns;
  const { lookup: lookupSoon, Resolver } = promises;
  const { resolve4, resolve6 } = Resolver.prototype as unknown as Readonly<
    Record<'resolve4' | 'resolve6', (hostname: string) => Promise<string[]>>
  >;

  const replaced = (hostname: string, given: unknown, callback?: Callback) => {
    const answer = (callback ?? given) as Callback;
    const options = (callback === undefined ? {} : given) as LookupOptions | number;
    if (!OURS.test(hostname)) {
      (lookup as (name: string, how: unknown, then: Callback) => void)(hostname, options, answer);
      return;
    }
    const { all = false } = typeof options === 'number' ? {} : options;
    ask(server, hostname).then(
      (address) => {
        if (all) answer(null, [{ address, family: 4 }]);
        else answer(null, address, 4);
      },
      (error: unknown) => {
        answer(error as NodeJS.ErrnoException, '');
      },
    );
  };
  const replacedSoon = async (hostname: string, options: LookupOptions = {}) => {
    if (!OURS.test(hostname)) return lookupSoon(hostname, options);
    const found = { address: await ask(server, hostname), family: 4 };
    return options.all === true ? [found] : found;
  };
  Object.assign(dns, { lookup: replaced });
  Object.assign(promises, { lookup: replacedSoon });
  Object.assign(Resolver.prototype, {
    async resolve4(this: dns.promises.Resolver, hostname: string) {
      return OURS.test(hostname) ? [await ask(server, hostname)] : resolve4.call(this, hostname);
    },
    async resolve6(this: dns.promises.Resolver, hostname: string) {
      if (OURS.test(hostname)) throw lookupError(hostname, 'ENODATA');
      return resolve6.call(this, hostname);
    },
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(dns, { lookup });
    Object.assign(promises, { lookup: lookupSoon });
    Object.assign(Resolver.prototype, { resolve4, resolve6 });
    syncBuiltinESMExports();
  };
}

/** @throws an error of `getaddrinfo`: what the server says, ENOTFOUND where it is gone */
function ask(server: string, hostname: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(`${server}/${encodeURIComponent(hostname)}`, { agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(lookupError(hostname, text));
      });
    });
    const late = setTimeout(() => {
      reject(lookupError(hostname, 'EAI_AGAIN'));
      asked.destroy();
    }, SILENT_MS);
    asked.on('error', () => {
      reject(lookupError(hostname, 'ENOTFOUND'));
    });
    asked.on('close', () => {
      clearTimeout(late);
    });
  });
}

function lookupError(hostname: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
    code,
    syscall: 'getaddrinfo',
    hostname,
  });
}
