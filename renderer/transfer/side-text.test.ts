import { expect, test } from 'vitest';
import { sideText } from './side-text.ts';

test('values are shown as people read them', () => {
  expect(sideText('VSAM')).toBe('VSAM');
  expect(sideText(['jcl', 'payroll'])).toBe('jcl, payroll');
  expect([sideText(null), sideText(''), sideText([])]).toEqual(['–', '–', '–']);
  expect(sideText(true)).toBe('true');
  expect(sideText({ a: 1 })).toBe('{\n "a": 1\n}');
});
