import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringSource, listSources, readSource } from '../../src/contract/sources.ts';
import { openDocument, pdf } from '../support/documents.ts';
import { addMember, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let researcher: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  const owner = await server.person();
  researcher = await server.person('Rosa');
  workspace = (await owner.workspace()).id;
  await addMember(server, workspace, researcher, 'researcher');
});
afterAll(() => server.stop());

const come = async (name: string, bytes: Uint8Array) => {
  const { id: source } = await researcher.call(
    bringSource,
    { workspace, name },
    bytes as Uint8Array<ArrayBuffer>,
  );
  return researcher.call(readSource, { workspace, source });
};
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a page of HTML', () => {
  it('gives its words, a line for each paragraph, and nothing of its scripts and styles', async () => {
    const page = `<!DOCTYPE html><html><head><title>No</title><style>p { color: red }</style></head><body>
      <h1>Alder Road</h1><p>Interviewer: How did it <b>be</b>gin?</p><p>Head: With the boiler &#x1F600; &amp;
      a letter.<br>Really.</p><script>document.write('no')</script><table><tr><td>a</td><td>b</td></tr></table></body></html>`;
    const { text, turns, title } = await come('Alder Road.html', bytesOf(page));
    expect(text).toBe(
      'Alder Road\nInterviewer: How did it begin?\nHead: With the boiler \u{1F600} & a letter.\nReally.\na\tb',
    );
    expect(turns).toBe(0);
    expect(title).toBe('Alder Road');
  });

  it('is told from words about HTML', async () => {
    const words = 'Teacher: We wrote <p> and <html> on the board.\nPupil: And <body>.\n';
    expect((await come('Lesson.txt', bytesOf(words))).text).toBe(words);
  });
});

describe('an OpenDocument text', () => {
  it('gives its paragraphs with spaces and tabs, without notes, remarks and what was deleted', async () => {
    const { text, turns, remarks } = await come(
      'Talk.odt',
      openDocument(`
        <text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>
        <text:h>A talk</text:h>
        <text:p>Interviewer: How<text:s text:c="2"/>so?</text:p>
        <text:p>Head: <text:span>With </text:span><text:span>care</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not said.</text:p></text:note-body></text:note>.<office:annotation><dc:creator>Somebody</dc:creator><text:p>Hm.</text:p></office:annotation></text:p>
        <text:p>Interviewer:<text:tab/>And?</text:p>
        <text:p>Head: Yes.</text:p>`),
    );
    expect(text).toBe('A talk\nInterviewer: How  so?\nHead: With care.\nInterviewer:\tAnd?\nHead: Yes.');
    expect(turns).toBe(4);
    expect(remarks).toEqual(['Footnotes were left out.']);
  });
});

describe('a PDF', () => {
  it('gives paragraphs again: lines that run on are joined, and a turn begins where somebody speaks', async () => {
    const wide = 'Head: It was the winter the boiler went, and I stood at the gate every morn-';
    const { text, turns, remarks } = await come(
      'Talk.pdf',
      pdf([
        { words: 'Interviewer: How did it begin?', at: 780 },
        { words: wide, at: 764 },
        { words: 'ing (rain or not).', at: 748 },
        { words: 'Interviewer: And then?', at: 732 },
        { words: 'Head: I carried on.', at: 716 },
      ]),
    );
    expect(text.split('\n')).toEqual([
      'Interviewer: How did it begin?',
      `${wide.slice(0, -1)}ing (rain or not).`,
      'Interviewer: And then?',
      'Head: I carried on.',
    ]);
    expect(turns).toBe(4);
    expect(remarks).toEqual([expect.stringContaining('Read from a PDF')]);
  });

  it.each([
    ['is damaged', bytesOf('%PDF-1.7 nothing follows'), 'damaged PDF'],
    ['has no words', pdf([]), 'No words were found'],
  ])('that %s is refused, and nothing changes', async (_, bytes, why) => {
    const before = (await researcher.call(listSources, { workspace })).sources.length;
    await expect(come('Talk.pdf', bytes)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(why) as string,
    });
    expect((await researcher.call(listSources, { workspace })).sources).toHaveLength(before);
  });
});
