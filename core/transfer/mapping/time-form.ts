/** Forms of times that have a name of their own. */
export const namedForms = ['iso', 'seconds', 'milliseconds', 'microseconds', 'excel', 'julian'] as const;
export type NamedForm = (typeof namedForms)[number];

/** What a form is made of. `literal` stands for itself. */
export type FormPart = { readonly take: TimePart } | { readonly literal: string };

const timeParts = ['YYYY', 'DDD', 'MMM', 'YY', 'MM', 'DD', 'HH', 'mm', 'ss', 'AP', 'M', 'D'] as const;
export type TimePart = (typeof timeParts)[number];

/** The parts of a form such as `D.M.YYYY HH:mm`, or in a few words why it is none. */
export function readForm(form: string): readonly FormPart[] | string {
  const parts: FormPart[] = [];
  for (let at = 0; at < form.length;) {
    const take = timeParts.find((part) => form.startsWith(part, at));
    if (take === undefined) parts.push({ literal: form.charAt(at) });
    else if (parts.some((part) => 'take' in part && part.take === take)) return `has ${take} twice`;
    else parts.push({ take });
    at += take?.length ?? 1;
  }
  const has = (...names: TimePart[]): boolean =>
    parts.some((part) => 'take' in part && names.includes(part.take));
  if (!has('YYYY', 'YY')) return 'has no year (YYYY or YY)';
  if (!has('DDD') && !(has('MM', 'M', 'MMM') && has('DD', 'D'))) return 'has no month and day (or DDD)';
  if (has('AP', 'mm', 'ss') && !has('HH')) return 'has no hour (HH)';
  return parts;
}

/** Why a text is no form of a time, in a few words; null where it is one. */
export function formFault(form: string): string | null {
  if ((namedForms as readonly string[]).includes(form)) return null;
  const parts = readForm(form);
  return typeof parts === 'string' ? parts : null;
}

/** Minutes east of UTC that an offset such as `+01:00`, `-0530` or `+2` names; null where it is none. */
export function offsetMinutes(text: string): number | null {
  const found = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const hours = Number(found[2]);
  const minutes = Number(found[3] ?? 0);
  if (hours > 14 || minutes > 59) return null;
  const east = hours * 60 + minutes;
  return found[1] === '-' ? -east : east;
}
