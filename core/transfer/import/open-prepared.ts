import { statSync } from 'node:fs';
import { openSource } from '../read/open-source.ts';
import type { ImportRequest, SourceOptions } from '../transfer-types.ts';
import { prepareSource } from './prepare-source.ts';
import type { PreparedSource, PrepareOptions } from './prepared-source.ts';
import { readInThread } from './read-in-thread.ts';

/** A thread of its own takes about 50 ms to start; a file up to this size is read in less, right here. */
const largeBytes = 1_000_000;

/** Opens what a request names, and prepares its records: those of a large source in a thread of its own. */
export async function openPrepared(request: ImportRequest, prepare: PrepareOptions): Promise<PreparedSource> {
  const { path } = request;
  const options = sourceOptions({ ...request.mapping?.source, ...request });
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() && found.size <= largeBytes) {
    const source = await openSource(path, options);
    try {
      return await prepareSource(source, prepare);
    } catch (caught) {
      await source.close();
      throw caught;
    }
  }
  return readInThread(path, options, prepare);
}

function sourceOptions({ format, encoding, delimiter, selection }: ImportRequest): SourceOptions {
  return {
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(selection === undefined ? {} : { selection }),
  };
}
