/** What every answer tells a browser it must not do, whoever asked and whatever came of it. */

/**
 * Of a page: scripts and styles only from this server and none inline, so that what somebody got into a text is never
 * run; pictures and fonts also from the page itself, where a chart becomes a picture.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Of data and files: should a browser ever take one for a page, nothing in it does anything. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Nothing here needs what a device has; a script that got in would not get at it either. */
const noDevices = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((one) => `${one}=()`)
  .join(', ');

const always: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': noDevices,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** A year, for this name alone: what else has a name below it is not ours to decide about. */
const onlyHttps = { 'strict-transport-security': 'max-age=31536000' };

/** Sets them on an answer; one that does not say how long it may be kept is kept nowhere. */
export function protect(headers: Headers, { path, secure }: { path: string; secure: boolean }): void {
  const isData = path.startsWith('/api/');
  const policy = isData ? dataPolicy : pagePolicy;
  const own = { ...always, 'content-security-policy': policy, ...(secure ? onlyHttps : {}) };
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  // Whoever is led to an answer itself is given a file, under a name that is ours.
  if (isData && !headers.has('content-disposition'))
    headers.set('content-disposition', 'attachment; filename="answer.json"');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
}
