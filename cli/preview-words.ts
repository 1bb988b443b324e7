import type { ImportPreview, MappedRecord } from '../core/transfer/transfer-types.ts';
import { describeMapping } from './import-words.ts';
import { megabytes } from './megabytes.ts';

/** A look at a source, for a person: what it is, its columns, the mapping, and what the first records become. */
export function describePreview(preview: ImportPreview): string {
  const { path, format, encoding, delimiter, sizeBytes, native, columns, mapping, first, problems } = preview;
  const kind = [
    format,
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [`separated by ${JSON.stringify(delimiter)}`]),
    ...(format === 'database' || sizeBytes === 0 ? [] : [megabytes(sizeBytes)]),
  ];
  return [
    `${path}: ${kind.join(', ')}. Nothing was changed.`,
    ...(native === null
      ? [
          'Columns:',
          ...columns.map(({ name, samples }) => `  ${name}: ${samples.map(cut).join(' | ')}`),
          'Mapping:',
          ...describeMapping(mapping),
        ]
      : [
          `It is an export or a knowledge base${native.schemaVersion === null ? '' : ` at ${native.schemaVersion}`}, and needs no mapping.`,
        ]),
    ...(first.length === 0 ? [] : ['The first records become:', ...first.flatMap(recordLines)]),
    ...(problems.length === 0
      ? []
      : [
          `Problems in the ${preview.looked.toLocaleString('en')} records looked at:`,
          ...problems.map(
            ({ field, count, example, record }) =>
              `  ${count.toLocaleString('en')} × ${field ?? 'record'}: ${example} (first in record ${record.toLocaleString('en')})`,
          ),
        ]),
  ].join('\n');
}

function recordLines({ record, entry, problems }: MappedRecord): readonly string[] {
  const facts = [
    entry.category,
    entry.severity,
    entry.tags === undefined ? undefined : entry.tags.join(', '),
    entry.updatedAt ?? entry.createdAt,
  ].filter((fact) => fact !== undefined && fact !== '');
  return [
    `  ${record}  ${cut(entry.title ?? '(no title)')}  [${facts.join(' · ')}]`,
    ...problems.map(({ reason }) => `     ! ${reason}`),
  ];
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line;
}
