import type { Severity } from '../../entries/entry.ts';

/** By the worst first, as most programs count priorities. */
const byNumber: readonly Severity[] = ['critical', 'critical', 'high', 'medium', 'low', 'low'];

const words: readonly (readonly [Severity, string])[] = [
  [
    'critical',
    'critical crit urgent highest blocker showstopper emergency disaster fatal kritisch kritisches dringend blockierend notfall katastrophal hochste critique urgente bloquant bloquante',
  ],
  [
    'high',
    'high major severe serious important hoch hohe hoher schwer schwerwiegend wichtig haute haut elevee eleve majeur majeure grave',
  ],
  [
    'medium',
    'medium med normal moderate average standard mittel mittlere mittlerer maessig massig moyenne moyen normale moderee',
  ],
  [
    'low',
    'low lowest minor trivial cosmetic minimal planning niedrig niedrige niedriger gering geringe unkritisch klein kosmetisch basse bas faible mineur mineure planung',
  ],
];

const byWord = new Map(words.flatMap(([severity, list]) => list.split(' ').map((word) => [word, severity])));

/** The severity that a priority's name or number means (`1 - Critical`, `P2`, `Sev 3`, `Hoch`, `Highest`), or null where it means none. Words count before numbers. */
export function severityMeant(priority: unknown): Severity | null {
  const text = typeof priority === 'number' || typeof priority === 'bigint' ? String(priority) : priority;
  if (typeof text !== 'string' || text.length > 100) return null;
  const parts: readonly string[] =
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? [];
  if (parts.length > 8 || parts.includes('not') || parts.includes('nicht')) return null;
  const named = parts.map((part) => byWord.get(part)).find((severity) => severity !== undefined);
  if (named !== undefined) return named;
  const numbers = parts.filter((part) => /^\d/.test(part));
  const others = parts.filter((part) => !/^\d/.test(part));
  const [number] = numbers;
  // `2 - Significant/Large`: what stands behind is a name that is not known.
  const onlyNumbered = others.every((part) => numberWords.has(part)) || /^\s*\d\s*[-–:)]\s*\D+$/.test(text);
  if (number === undefined || numbers.length > 1 || !onlyNumbered || /[.,]\d|^\s*-/.test(text)) return null;
  return number.length <= 2 ? (byNumber[Number(number)] ?? null) : null;
}

/** What may stand beside a number. */
const numberWords = new Set(
  'p prio priority priorite prioritat prioritaet s sev severity schweregrad level stufe grad gravite niveau class klasse cat'.split(
    ' ',
  ),
);
