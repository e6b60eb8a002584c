import { expect, it } from 'vitest';
import { soundType } from './soundType.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ['OggS\0', 'audio/ogg'],
  ['fLaC\0', 'audio/flac'],
  ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
  ['RIFF\x24\0\0\0AVI LIST', null],
  ['\0\0\0\x18ftypM4A ', 'audio/mp4'],
  ['\x1aE\xdf\xa3\x01', 'audio/webm'],
  ['ID3\x04', 'audio/mpeg'],
  ['\xff\xfb\x90\x64', 'audio/mpeg'],
  ['\xff\xfe\x48\0\x69\0', null],
  ['\xef\xbb\xbfHead: Well.', null],
  ['', null],
])('%j is %s', (text, type) => {
  expect(soundType(bytes(text))).toBe(type);
});
