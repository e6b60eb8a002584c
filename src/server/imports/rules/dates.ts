const forms: { form: RegExp; order: 'ymd' | 'dmy' }[] = [
  { form: /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?$/, order: 'ymd' },
  { form: /^(\d{4})(\d{2})(\d{2})$/, order: 'ymd' },
  { form: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 00:00(?::00)?)?$/, order: 'dmy' },
];

/** A day as official files write it (2019-05-01, 20190501, 01-05-2019, 1/5/2019), in the first form; null if it is none. */
export function readDate(text: string): string | null {
  for (const { form, order } of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const [, a = '', b = '', c = ''] = match;
    return order === 'ymd' ? day(a, b, c) : day(c, b, a);
  }
  return null;
}

function day(year: string, month: string, date: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) ? text : null;
}

/** Dates are stored without a zone; midnight means a day. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
