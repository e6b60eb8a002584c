import { expect, it } from 'vitest';
import { backTo, pathBack } from './back.ts';

it('leads back to a page of our own and nowhere else', () => {
  expect(backTo('/w/1/identify?result=a#schools')).toEqual({ back: '/w/1/identify?result=a#schools' });
  for (const wrong of [
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in?back=/',
    '/',
    '',
    undefined,
  ])
    expect(pathBack(wrong), String(wrong)).toBeUndefined();
});
