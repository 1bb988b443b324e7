import type { JsonValue } from '../../preload/api.ts';

/** A side of a conflict as text: lists with commas, nothing as a dash. */
export function sideText(value: JsonValue): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}
