/** The categories of the entries that ship with the program. */
export const ownCategories = [
  'Abend',
  'CICS',
  'COBOL',
  'Dataset',
  'Db2',
  'IMS',
  'JCL',
  'LE',
  'Security',
  'Utility',
  'VSAM',
] as const;
export type OwnCategory = (typeof ownCategories)[number];

/** Words that leave no doubt, in lower case. */
const words: Readonly<Record<OwnCategory, string>> = {
  Abend: 'abend abends abnormalend absturz absturze dump dumps s0c1 s0c4 s0c7',
  CICS: 'cics cicsts ceda kicks',
  COBOL: 'cobol cobol2',
  Dataset: 'dataset datasets dataseterror gdg pds pdse dasd sms',
  Db2: 'db2 udb ddf spufi',
  IMS: 'ims imsdb imstm dli dl1 psb',
  JCL: 'jcl jes jes2 jes3',
  LE: 'ceedump languageenvironment',
  Security: 'security racf acf2 topsecret sicherheit securite berechtigung berechtigungen',
  Utility: 'utility utilities idcams iebgener iebcopy dfsort syncsort iefbr14 utilitaire dienstprogramm',
  VSAM: 'vsam ksds esds rrds',
};
const byWord = new Map(
  ownCategories.flatMap((category) => words[category].split(' ').map((word) => [word, category])),
);

/** The program's own category that a type of another program means (`DB2 error`, `Database - DB2`, `vsam file`), or null where that is not obvious. */
export function categoryMeant(type: string): OwnCategory | null {
  if (type.length > 60) return null;
  const plain = type.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const parts: readonly string[] = plain.match(/[a-z\d]+/g) ?? [];
  // Within other words it is a French article.
  if (plain.trim() === 'le') return 'LE';
  // `DB 2`, `Data set` and `Language Environment` are one word each.
  const pairs = parts.map((part, at) => part + (parts[at + 1] ?? ''));
  const found = new Set([...parts, ...pairs].flatMap((part) => byWord.get(part) ?? []));
  const [category] = found;
  return found.size === 1 && category !== undefined ? category : null;
}
