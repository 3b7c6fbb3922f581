import type { StreamReader } from './stream-reader.ts';

/** The same reader; `onContact` is called whenever the source has answered, whatever it answered. */
export function noteContact(reader: StreamReader, onContact: () => void): StreamReader {
  const noted = async <T>(answer: Promise<T>): Promise<T> => {
    const answered = await answer;
    onContact();
    return answered;
  };
  return {
    look: () => noted(reader.look()),
    list: (from, signal) => noted(reader.list(from, signal)),
    open: (stream, shard, from) => noted(reader.open(stream, shard, from)),
    read: (iterator, limit) => noted(reader.read(iterator, limit)),
  };
}
