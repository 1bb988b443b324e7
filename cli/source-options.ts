import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  sourceFormats,
  textEncodings,
  type SourceFormat,
  type SourceOptions,
  type TextEncodingName,
} from '../core/transfer/transfer-types.ts';
import { addSelectionOptions, selectionOf, type SelectionOptions } from './selection-options.ts';

/** How a file is read, where looking at it might be wrong, and which entries of it. */
export interface GivenSourceOptions extends SelectionOptions {
  readonly format?: SourceFormat;
  readonly encoding?: TextEncodingName;
  readonly delimiter?: string;
}

/** Other names under which people know the encodings. */
const otherNames: Readonly<Record<string, TextEncodingName>> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  cp1252: 'windows-1252',
  '1252': 'windows-1252',
  ansi: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  cp037: 'ibm037',
  'ibm-037': 'ibm037',
  ibm37: 'ibm037',
  '037': 'ibm037',
  cp1047: 'ibm1047',
  'ibm-1047': 'ibm1047',
  '1047': 'ibm1047',
  ebcdic: 'ibm1047',
};

export function addSourceOptions(command: Command): Command {
  command
    .addOption(
      new Option('--format <format>', 'what the file is (default: found out)').choices(sourceFormats),
    )
    .option('--encoding <name>', `of text: ${textEncodings.join(', ')} (default: found out)`, encodingNamed)
    .option('--delimiter <character>', 'of CSV: one character, or tab (default: found out)', delimiterNamed);
  return addSelectionOptions(command);
}

/** What the options say about a source. */
export function sourceOptionsOf(options: GivenSourceOptions): SourceOptions {
  const { format, encoding, delimiter } = options;
  const selection = selectionOf(options);
  return {
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(selection === undefined ? {} : { selection }),
  };
}

function encodingNamed(value: string): TextEncodingName {
  const name = value.toLowerCase();
  const known = textEncodings.find((encoding) => encoding === name) ?? otherNames[name];
  if (known === undefined) throw new InvalidArgumentError(`It must be one of ${textEncodings.join(', ')}.`);
  return known;
}

function delimiterNamed(value: string): string {
  if (value === 'tab' || value === '\\t') return '\t';
  if (value.length !== 1) throw new InvalidArgumentError('It must be one character, or tab.');
  return value;
}
