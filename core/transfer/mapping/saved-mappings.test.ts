import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mapping } from './mapping.ts';
import { readMappingFile } from './read-mapping.ts';
import { fitsColumns, listMappings, removeMapping, saveMapping } from './saved-mappings.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'saved-mappings-')), 'mappings');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

function mappingNamed(name: string, ...from: string[]): Mapping {
  return {
    format: 'abendbook-mapping',
    formatVersion: 1,
    name,
    fields: { title: { from } },
    rest: 'leave-out',
  };
}

/** As if it had been saved so many minutes ago. */
function age(path: string, minutes: number): void {
  const at = new Date(Date.now() - minutes * 60_000);
  utimesSync(path, at, at);
}

it('lists what was saved, newest first', async () => {
  expect(await listMappings(folder)).toEqual([]);
  const older = await saveMapping(folder, mappingNamed('Remedy', 'Summary'));
  age(older.path, 5);
  const newer = await saveMapping(folder, mappingNamed('ServiceNow', 'short_description'));
  expect((await listMappings(folder)).map(({ name }) => name)).toEqual(['ServiceNow', 'Remedy']);
  expect((await listMappings(folder))[0]).toEqual(newer);
});

it('keeps one mapping of a name: the last', async () => {
  await saveMapping(folder, mappingNamed('Remedy', 'a'));
  await saveMapping(folder, mappingNamed('Remedy', 'b'));
  const saved = await listMappings(folder);
  expect(saved.map(({ mapping }) => mapping.fields.title?.from)).toEqual([['b']]);
});

it('gives every name a file of its own within the folder, whatever it is made of', async () => {
  const names = [
    '../../etc/passwd',
    'CON',
    'con',
    'Störungen',
    'Storungen',
    '…',
    'a/b\\c:d',
    '.json',
    'x'.repeat(200),
  ];
  for (const name of names) await saveMapping(folder, mappingNamed(name, 'a'));
  const files = readdirSync(folder);
  expect(files).toHaveLength(names.length);
  for (const file of files) expect(file).toMatch(/^[a-z0-9-]{8,80}\.json$/);
  expect(new Set((await listMappings(folder)).map(({ name }) => name))).toEqual(new Set(names));
});

it('leaves out files that are no mapping', async () => {
  await saveMapping(folder, mappingNamed('Remedy', 'a'));
  writeFileSync(join(folder, 'broken.json'), '{"fields": {"title"');
  writeFileSync(join(folder, 'other.json'), '{"some": "thing"}');
  writeFileSync(join(folder, 'notes.txt'), 'x');
  expect((await listMappings(folder)).map(({ name }) => name)).toEqual(['Remedy']);
});

it('writes what the command line reads', async () => {
  const { path } = await saveMapping(folder, mappingNamed('Remedy', 'a'));
  expect(await readMappingFile(path)).toEqual({ ok: true, value: mappingNamed('Remedy', 'a') });
});

describe('removing', () => {
  it('takes away the one of this name', async () => {
    await saveMapping(folder, mappingNamed('Remedy', 'a'));
    await saveMapping(folder, mappingNamed('Jira', 'a'));
    await removeMapping(folder, 'Remedy');
    expect((await listMappings(folder)).map(({ name }) => name)).toEqual(['Jira']);
  });

  it('says where there is none', async () => {
    await expect(removeMapping(folder, 'Remedy')).rejects.toMatchObject({
      failure: { kind: 'not-found', message: 'There is no saved mapping called “Remedy”.' },
    });
  });
});

it('names the folder where it cannot write', async () => {
  const { path } = await saveMapping(folder, mappingNamed('Remedy', 'a'));
  // Where a file is, and where the system has no room for folders, root cannot write either.
  for (const closed of [path, '/proc/mappings'])
    await expect(saveMapping(closed, mappingNamed('Remedy', 'b'))).rejects.toMatchObject({
      failure: { kind: 'read-only-file', message: expect.stringContaining(closed) },
    });
  expect((await listMappings(folder)).map(({ mapping }) => mapping.fields.title?.from)).toEqual([['a']]);
});

it('offers a mapping for a file that has the columns it uses', () => {
  const mapping = mappingNamed('Jira', 'Summary', 'fields.description');
  expect(fitsColumns(mapping, ['Summary', 'fields.description', 'other'])).toBe(true);
  expect(fitsColumns(mapping, ['Summary', 'fields'])).toBe(true);
  expect(fitsColumns(mapping, ['Summary'])).toBe(false);
  expect(fitsColumns(mappingNamed('none'), ['Summary'])).toBe(false);
});
