import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { fillEveryTable } from '../../upgrade/testing/fill-every-table.ts';
import type { TextEncodingName } from '../transfer-types.ts';
import { encodeText } from './encode.ts';
import { filesIn } from './exported.ts';

/** A file that can be imported. */
export interface Sample {
  readonly name: string;
  readonly ending: string;
  readonly bytes: Buffer;
}

const legacy = [
  'Ticket,Summary,Description,Resolution,Type,Priority,Keywords,Opened',
  'INC1,"S0C7, again","Job PAYJ010 ends with S0C7.\nSee ""SYSOUT"".",Recompile PAYR0100.,cobol,1,"cobol, payroll",2024-03-01 10:00',
  'INC2,VSAM 35 [A],The ^file is not there.,Define the cluster.,vsam,2,vsam,2024-03-02',
  'INC3,=SUM(A1),Formula.,Leave it.,other,P3,,20240303',
  'INC4,,No title.,None.,jcl,low,jcl,',
  '',
].join('\r\n');

/** Makes a small knowledge base in `folder`, and one file of each kind that can be imported. */
export async function makeSamples(folder: string): Promise<readonly Sample[]> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sample.db');
  const db = await KnowledgeDB.open(file);
  await addSampleEntries(db);
  const store = await db.store();
  if (store.engine === 'sqlite') fillEveryTable(store, 3);
  const written = async (name: string): Promise<Buffer> => {
    await db.exportTo({ path: join(folder, name) });
    return readFileSync(join(folder, name));
  };
  const json = await written('sample.json');
  const ndjson = await written('sample.ndjson');
  const csv = await written('sample.csv');
  const markdown = join(folder, 'sample');
  await db.exportTo({ path: markdown, format: 'markdown' });
  await db.close();
  const text = (encoding: TextEncodingName): Sample => ({
    name: `csv in ${encoding}`,
    ending: '.csv',
    bytes: encodeText(
      encoding.startsWith('ibm') ? legacy : legacy.replaceAll('S0C7', 'Größe “S0C7”'),
      encoding,
    ),
  });
  return [
    { name: 'json', ending: '.json', bytes: json },
    { name: 'ndjson', ending: '.ndjson', bytes: ndjson },
    { name: 'csv', ending: '.csv', bytes: csv },
    text('utf-8'),
    text('utf-16le'),
    text('utf-16be'),
    text('windows-1252'),
    text('ibm037'),
    text('ibm1047'),
    { name: 'tsv', ending: '.tsv', bytes: Buffer.from(legacy.replaceAll(',', '\t')) },
    { name: 'markdown', ending: '.zip', bytes: await zipped(filesIn(markdown)) },
    { name: 'database', ending: '.db', bytes: readFileSync(file) },
  ];
}

/** Entries of which some have a history, tags, metadata and awkward texts. */
export async function addSampleEntries(db: KnowledgeDB): Promise<void> {
  const ids = await db.addEntries(
    [
      sampleEntry({ id: 'first' }),
      sampleEntry({ id: 'second', title: 'Umlauts äöü, and “quotes”', tags: ['a;b', 'c\\d', 'ü'] }),
      sampleEntry({ title: '=1+1', problem: 'line\r\nline\n\n## Solution\n\nno', category: 'DB2' }),
      sampleEntry({ title: 'Archived', archived: true, metadata: { ticket: 'INC1', deep: [{ a: null }] } }),
    ],
    'tester',
  );
  for (const id of ids.slice(0, 2)) await db.updateEntry(id, { severity: 'low', tags: ['changed'] });
}

async function zipped(files: ReadonlyMap<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0) });
  zip.end();
  return buffer(zip.outputStream);
}
