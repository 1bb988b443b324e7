import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { stopIfAborted } from '../../search/cancellation.ts';
import { flushFolder } from '../../store/durable-files.ts';
import type { Store } from '../../store/store.ts';
import type { ExportRequest } from '../transfer-types.ts';
import { readContent, type Content } from './content.ts';
import { CsvFormat } from './csv-format.ts';
import { newDraft, removeDraft } from './draft.ts';
import { FileWriter } from './file-writer.ts';
import { refuseTaken, type Target } from './find-target.ts';
import { JsonFormat, NdjsonFormat } from './json-formats.ts';
import type { TextFormat } from './text-format.ts';
import type { Watch, Written } from './written.ts';

/** Writes content to one file, which gets its name once it is whole and on the disk. */
export async function writeFile(
  store: Store,
  content: Content,
  target: Target,
  request: ExportRequest,
  { signal, onRecords }: Watch,
): Promise<Written> {
  const folder = dirname(target.real);
  const format = formatOf(target, request);
  const draft = newDraft(folder);
  let file: FileWriter | null = null;
  try {
    file = await FileWriter.create(draft);
    await file.write(format.begin(content, request.settings));
    let done = 0;
    for await (const batch of readContent(store, content)) {
      stopIfAborted(signal);
      for (const piece of format.records(batch)) await file.write(piece);
      done += batch.kind === 'entries' ? batch.entries.length : batch.rows.length;
      onRecords(done);
    }
    await file.write(format.end());
    const written = await file.finish();
    stopIfAborted(signal);
    // Somebody may have made it meanwhile.
    refuseTaken(target, request.overwrite ?? false);
    renameSync(draft, target.real);
    flushFolder(folder);
    return written;
  } catch (caught) {
    await file?.abandon();
    removeDraft(draft);
    throw caught;
  }
}

function formatOf({ format }: Target, { byteOrderMark = false }: ExportRequest): TextFormat {
  switch (format) {
    case 'ndjson':
      return new NdjsonFormat();
    case 'csv':
      return new CsvFormat(byteOrderMark);
    default:
      return new JsonFormat();
  }
}
