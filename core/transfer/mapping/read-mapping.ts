import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, KnowledgeError, outcomeOf, succeed, type Outcome } from '../../failure.ts';
import { sourceFormats, textEncodings } from '../transfer-types.ts';
import { choiceOf, MappingFault, mostMapping, objectOf, shown, textOf, type Part } from './mapping-part.ts';
import type { Mapping } from './mapping.ts';
import { readFields } from './read-fields.ts';

const longestName = 200;
const frameKeys = ['format', 'formatVersion', 'name', 'source', 'fields', 'rest'];

/**
 * A mapping from parsed JSON. Besides the full form it takes short ones: a column's name for a field, and fields without the frame around them. A failure is of kind invalid-mapping and
 * names the place.
 */
export function readMapping(value: unknown): Outcome<Mapping> {
  return readNamed(value, 'The mapping', 'Mapping');
}

/** The same from a file's path; without a name in it, the mapping is named like the file. Kind file-missing where there is none. */
export async function readMappingFile(path: string): Promise<Outcome<Mapping>> {
  const text = await outcomeOf(() => readText(path));
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (caught) {
    return invalid(
      `The mapping in ${path} is not JSON: ${caught instanceof Error ? caught.message : String(caught)}.`,
      'Nothing was imported. Correct the file, or save the mapping again from the window.',
    );
  }
  return readNamed(value, `The mapping in ${path}`, basename(path).replace(/\.json$/i, ''));
}

function readNamed(value: unknown, what: string, name: string): Outcome<Mapping> {
  try {
    return succeed(readWhole({ value, place: '', room: { left: mostMapping } }, name));
  } catch (caught) {
    if (!(caught instanceof MappingFault)) throw caught;
    const hint = caught.hint === '' ? '' : ` ${caught.hint}`;
    const { ok, failure } = invalid(
      `${what} cannot be used: ${caught.message}.`.replace('?.', '?'),
      `Nothing was imported. Correct this place and try again.${hint}`,
    );
    return { ok, failure: { ...failure, field: caught.place } };
  }
}

function invalid(message: string, recovery: string): ReturnType<typeof fail> {
  return fail({ kind: 'invalid-mapping', message, recovery });
}

function readWhole(part: Part, name: string): Mapping {
  const found = objectOf(part);
  const fields = found.get('fields');
  const framed =
    found.has('format') ||
    found.has('formatVersion') ||
    (typeof fields?.value === 'object' && fields.value !== null);
  if (!framed) return readFrameless(part, found, name);
  objectOf(part, frameKeys);
  const format = found.get('format');
  if (format !== undefined) choiceOf(format, ['abendbook-mapping']);
  const version = found.get('formatVersion');
  if (version !== undefined && version.value !== 1)
    throw new MappingFault(
      version,
      `is ${shown(version.value)}; this program knows mappings of version 1`,
      'A newer Abendbook can read it.',
    );
  if (fields === undefined) throw new MappingFault(part, 'has no "fields"');
  const source = found.get('source');
  return {
    format: 'abendbook-mapping',
    formatVersion: 1,
    name: readName(found.get('name'), name),
    ...(source === undefined ? {} : { source: readSource(source) }),
    fields: readFields(fields),
    rest: readRest(found.get('rest')),
  };
}

/** Fields with nothing around them, but for `rest` and `name`, which no field has. */
function readFrameless(part: Part, found: ReadonlyMap<string, Part>, name: string): Mapping {
  const rest = found.get('rest');
  const isRest = rest !== undefined && (rest.value === 'metadata' || rest.value === 'leave-out');
  const fields = Object.entries(part.value ?? {}).filter(([key]) => !(key === 'rest' && isRest));
  if (fields.length === 0) throw new MappingFault(part, 'names no field');
  return {
    format: 'abendbook-mapping',
    formatVersion: 1,
    name,
    fields: readFields({ ...part, value: Object.fromEntries(fields) }),
    rest: isRest ? readRest(rest) : 'leave-out',
  };
}

function readName(part: Part | undefined, otherwise: string): string {
  if (part === undefined) return otherwise;
  const name = textOf(part, longestName).trim();
  if (name === '') throw new MappingFault(part, 'is empty');
  return name;
}

function readRest(part: Part | undefined): Mapping['rest'] {
  return part === undefined ? 'leave-out' : choiceOf(part, ['metadata', 'leave-out']);
}

function readSource(part: Part): NonNullable<Mapping['source']> {
  const found = objectOf(part, ['format', 'encoding', 'delimiter']);
  const [format, encoding, delimiter] = ['format', 'encoding', 'delimiter'].map((key) => found.get(key));
  return {
    ...(format === undefined ? {} : { format: choiceOf(format, sourceFormats) }),
    ...(encoding === undefined ? {} : { encoding: choiceOf(encoding, textEncodings) }),
    ...(delimiter === undefined ? {} : { delimiter: readDelimiter(delimiter) }),
  };
}

function readDelimiter(part: Part): string {
  const delimiter = textOf(part, 10);
  if (delimiter.length !== 1)
    throw new MappingFault(part, `is ${shown(delimiter)}; it must be one character`);
  return delimiter;
}

async function readText(path: string): Promise<string> {
  const missing = (why: string): KnowledgeError =>
    new KnowledgeError({
      kind: 'file-missing',
      message: `The mapping ${path} cannot be read: ${why}.`,
      recovery: 'Nothing was imported. Check the path, and that you may read the file.',
    });
  try {
    const { size } = await stat(path);
    if (size > mostMapping)
      throw new KnowledgeError({
        kind: 'invalid-mapping',
        message: `${path} has ${size.toLocaleString('en')} bytes; a mapping has at most ${mostMapping.toLocaleString('en')}.`,
        recovery: 'Nothing was imported. Choose the mapping instead of the file that it is for.',
      });
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (caught) {
    if (caught instanceof KnowledgeError) throw caught;
    const code = caught instanceof Error && 'code' in caught ? caught.code : null;
    if (code === 'ENOENT') throw missing('there is no such file');
    if (code === 'EISDIR') throw missing('it is a folder');
    if (code === 'EACCES' || code === 'EPERM') throw missing('you may not read it');
    throw caught;
  }
}
