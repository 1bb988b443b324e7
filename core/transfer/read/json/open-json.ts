import type { SourceFormat, TextEncodingName } from '../../transfer-types.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { hasNativeRecords } from '../has-native-records.ts';
import type { Source, SourceItem } from '../source-record.ts';
import { readJson } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import { sniffJson } from './sniff-json.ts';

/** Opens JSON or JSON lines for reading. `bytes` are UTF-8 whatever `encoding` the file has. Closes them where it throws. */
export async function openJson(
  bytes: ByteSource,
  encoding: TextEncodingName,
  wanted?: SourceFormat,
): Promise<Source> {
  const sniffed = sniffJson(
    bytes.head,
    bytes.isHeadWhole,
    wanted === 'ndjson' || ['ndjson', 'jsonl'].includes(bytes.ending),
  );
  const items = (): AsyncGenerator<readonly SourceItem[]> =>
    sniffed.format === 'json' ? readJson(bytes, sniffed.shape) : readNdjson(bytes, sniffed.isTyped);
  const isOurs = sniffed.format === 'json' ? sniffed.shape.isOurs : sniffed.isTyped;
  try {
    return {
      format: sniffed.format,
      encoding,
      delimiter: null,
      native: isOurs || (await hasNativeRecords(items())),
      sizeBytes: bytes.sizeBytes,
      position: bytes.position,
      columns: null,
      items,
      close: () => bytes.close(),
    };
  } catch (caught) {
    await bytes.close();
    throw caught;
  }
}
