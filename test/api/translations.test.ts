import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { proposeNames, replaceNames } from '../../src/contract/pseudonyms.ts';
import { bringSource, readSource, removeSource } from '../../src/contract/sources.ts';
import { bringTranslation, isBeside, removeTranslation } from '../../src/contract/translations.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

const talk =
  'Interviewer: Wie begann es?\nHead: Mit dem Kessel \u{1F600}, sagt Anna Reeve.\nInterviewer: Und dann?\nHead: So.\n';
const english =
  'Interviewer: How did it begin?\r\nHead: With the boiler \u{1F600}, says Anne Reeve.\r\nInterviewer: And then?\r\nHead: So.\r\n';

let world: CodingWorld;
let workspace: string;
beforeAll(async () => {
  world = await codingWorld();
  ({ workspace } = world);
});
afterAll(() => world.server.stop());

const bytesOf = (text: string) => new TextEncoder().encode(text);
const come = async (text = talk) =>
  (await world.rosa.call(bringSource, { workspace, name: 'Ash.txt' }, bytesOf(text))).id;
const translate = (
  source: string,
  text = english,
  { client = world.rosa, language = 'English', name = 'en.txt' } = {},
) => client.call(bringTranslation, { workspace, source, name, language }, bytesOf(text));
const read = (source: string) => world.rosa.call(readSource, { workspace, source });

describe('a translation', () => {
  it('stands turn by turn beside the original, which stays as it is', async () => {
    const source = await come();
    const before = await read(source);
    expect(before.translation).toBeNull();
    const { translation, ...rest } = await translate(source);
    expect(translation).toEqual({
      language: 'English',
      parts: ['How did it begin?', 'With the boiler \u{1F600}, says Anne Reeve.', 'And then?', 'So.'],
    });
    expect({ ...rest, translation: null }).toEqual(before);
    expect(isBeside(rest, translation ?? { language: '', parts: [] })).toBe(true);
    const { lines } = await world.owner.call(listHistory, { workspace });
    expect(lines.map((line) => tell(line, {}).what)).toContain('a translation of a source');
  });

  it('may line up no longer, and another takes its place', async () => {
    const source = await come();
    const short = await translate(source, 'Interviewer: How did it begin?\nHead: With the boiler.\n');
    expect(isBeside(short, short.translation ?? { language: '', parts: [] })).toBe(false);
    const again = await translate(source, english, { language: 'Englisch' });
    expect(again.translation).toMatchObject({ language: 'Englisch', parts: { length: 4 } });
    const removed = await world.rosa.call(removeTranslation, { workspace, source });
    expect([removed.translation, (await read(source)).text]).toEqual([null, talk]);
  });

  it('is told by paragraphs where nobody is told apart, and by times where subtitles are', async () => {
    const document = await come('Erstens das.\n\nZweitens dies.\n');
    const found = await translate(document, 'First this.\n\n\nSecondly that.\n');
    expect(found.translation?.parts).toEqual(['First this.', 'Secondly that.']);
    const titles = (words: string) => `1\n00:00:01,000 --> 00:00:02,000\n${words}\n`;
    const { translation } = await translate(document, titles('Hello.'), { name: 'en.srt' });
    expect(translation?.parts).toEqual(['Hello.']);
  });

  it('loses the names that the source loses, also those that only it has', async () => {
    const source = await come();
    await translate(source);
    const { proposals } = await world.rosa.call(proposeNames, { workspace, source });
    expect(proposals.map(({ word }) => word)).toEqual(
      expect.arrayContaining(['Anna Reeve', 'Anne Reeve']) as string[],
    );
    const words = { 'Anna Reeve': 'Name 1', 'Anne Reeve': 'Name 2' };
    const { replaced } = await world.rosa.call(replaceNames, {
      workspace,
      source,
      keepOriginal: false,
      replacements: Object.entries(words).map(([word, replacement]) => ({
        word,
        kind: 'name' as const,
        replacement,
      })),
    });
    expect(replaced).toBe(2);
    expect(JSON.stringify(await read(source))).not.toContain('Reeve');
    expect((await read(source)).translation?.parts[1]).toBe('With the boiler \u{1F600}, says Name 2.');
  });

  it('is refused where nothing stands in it, and of nobody but researchers; it goes with its source', async () => {
    const source = await come();
    await expect(translate(source, ' \n\n')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(translate(source, english, { client: world.owner })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    expect((await read(source)).translation).toBeNull();
    await translate(source);
    await world.rosa.call(removeSource, { workspace, source });
    expect(await world.server.owner`select from source_translation where source_id = ${source}`).toHaveLength(
      0,
    );
  });
});
