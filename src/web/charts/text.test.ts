import { expect, it } from 'vitest';
import { escapeXml, shorten, textWidth, wrap } from './text.ts';

it('escapes what has a meaning in XML and drops what XML refuses', () => {
  expect(escapeXml(`<b a="1">O'Neil & Sons</b>`)).toBe(
    '&lt;b a=&quot;1&quot;&gt;O&#39;Neil &amp; Sons&lt;/b&gt;',
  );
  expect(escapeXml('A\u0000B\u001BC\tD')).toBe('ABC\tD');
  expect(escapeXml('Школа № 5 — 学校')).toBe('Школа № 5 — 学校');
});

it('takes narrow letters for narrower than wide ones', () => {
  expect(textWidth('iiii', 10)).toBeLessThan(textWidth('nnnn', 10));
  expect(textWidth('nnnn', 10)).toBeLessThan(textWidth('WWWW', 10));
  expect(textWidth('abc', 20)).toBeCloseTo(2 * textWidth('abc', 10));
});

it('shortens only what is too long, and says so', () => {
  expect(shorten('Context', 10, 200)).toBe('Context');
  const short = shorten('A very long label of a measure', 10, 80);
  expect(short).toMatch(/^A very.*…$/);
  expect(textWidth(short, 10)).toBeLessThanOrEqual(80);
});

it('breaks a text into lines that fit and keeps every word', () => {
  const text = 'Circumstances weigh heavily, and still a few schools beat the odds';
  const lines = wrap(text, 19, 260);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(textWidth(line, 19)).toBeLessThanOrEqual(260);
  expect(lines.join(' ')).toBe(text);
  expect(wrap('', 19, 260)).toEqual([]);
});
