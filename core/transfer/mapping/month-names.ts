/** Beginnings of months' names in English, German and French, without accents and in lower case; those that stand for more than one month are longer. */
const beginnings: readonly (readonly [string, number])[] = [
  ['jan', 1],
  ['feb', 2],
  ['fev', 2],
  ['mar', 3],
  ['mae', 3],
  ['mrz', 3],
  ['apr', 4],
  ['avr', 4],
  ['may', 5],
  ['mai', 5],
  ['jun', 6],
  ['juin', 6],
  ['jul', 7],
  ['juil', 7],
  ['aug', 8],
  ['aou', 8],
  ['sep', 9],
  ['oct', 10],
  ['okt', 10],
  ['nov', 11],
  ['dec', 12],
  ['dez', 12],
];

/** 1 to 12 for the name of a month, whole or shortened, or null. */
export function monthNamed(name: string): number | null {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return beginnings.find(([beginning]) => plain.startsWith(beginning))?.[1] ?? null;
}
