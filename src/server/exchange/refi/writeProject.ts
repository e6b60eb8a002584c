import { strToU8, zipSync } from 'fflate';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import { guidOf } from '../guids.ts';
import type { Project, ProjectMemo, ProjectQuotation, ProjectSource } from '../project.ts';
import { referenceName, typeOf, valuesOf, type Value, type Values } from './variables.ts';
import { strengthGuid, strengthWords, suggestedGuid, suggestedWords } from './codingNotes.ts';
import { codesTag, memosOnCodes, setsTag } from './writeCodes.ts';
import { translationGuid, translationTag } from './translationNote.ts';
import { declared, listTag, refTag, tag, textTag } from './xmlText.ts';

const root = {
  xmlns: 'urn:QDA-XML:project:1.0',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation':
    'urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd',
  origin: 'Reedbed',
};

/** A project as an archive for other packages (.qdpx): what is in it, and the words of each source beside it. */
export function writeProject(project: Project, at: Date): Uint8Array<ArrayBuffer> {
  const texts = project.sources.map(({ guid, text }) => [`sources/${guid}.txt`, strToU8(text)] as const);
  const files = { 'project.qde': strToU8(writeProjectXml(project, at)), ...Object.fromEntries(texts) };
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}

function writeProjectXml({ name, coders, codebooks, sources }: Project, at: Date): string {
  const values = new Map(sources.map((source) => [source.guid, valuesOf(source)]));
  const users = coders.map((coder) => tag('User', { guid: coder.guid, name: coder.name }));
  return declared(
    tag(
      'Project',
      { ...root, name, creationDateTime: at.toISOString() },
      listTag('Users', users),
      listTag(
        'CodeBook',
        [codesTag(codebooks, 'project')].filter((codes) => codes !== ''),
      ),
      listTag('Variables', variableTags(sources, values)),
      listTag('Cases', caseTags(sources)),
      listTag(
        'Sources',
        sources.map((source) => sourceTag(source, values.get(source.guid) ?? new Map())),
      ),
      listTag('Notes', [
        ...[...memosOnCodes(codebooks), ...sources.flatMap(memosIn)].map(noteTag),
        ...strengthTags(sources),
        ...suggestedTags(sources),
        ...sources.flatMap(({ guid, translation }) =>
          translation === null ? [] : [translationTag(guid, translation)],
        ),
      ]),
      setsTag(codebooks, 'targetGUID'),
    ),
  );
}

const variableGuid = (name: string) => guidOf('variable', name);

function variableTags(sources: readonly ProjectSource[], values: ReadonlyMap<string, Values>): string[] {
  const types = new Map<string, string>();
  for (const all of values.values()) for (const [name, value] of all) types.set(name, typeOf(name, value));
  if (sources.some(({ school }) => school.reference !== '')) types.set(referenceName, 'Text');
  return [...types].map(([name, typeOfVariable]) =>
    tag('Variable', { guid: variableGuid(name), name, typeOfVariable }),
  );
}

const valueTag = (name: string, value: Value): string =>
  tag(
    'VariableValue',
    {},
    tag('VariableRef', { targetGUID: variableGuid(name) }),
    textTag(`${typeOf(name, value)}Value`, String(value)),
  );

/** A school is a case, with its talks. */
function caseTags(sources: readonly ProjectSource[]): string[] {
  const schools = new Map<string, ProjectSource[]>();
  for (const source of sources) {
    const { name, reference } = source.school;
    if (name === '') continue;
    const key = `${reference}\n${name}`;
    schools.set(key, [...(schools.get(key) ?? []), source]);
  }
  return [...schools].map(([key, talks]) => {
    const [reference = '', name = ''] = key.split('\n');
    const refs = talks.map(({ guid }) => tag('SourceRef', { targetGUID: guid }));
    const said = reference === '' ? [] : [valueTag(referenceName, reference)];
    return tag('Case', { guid: guidOf('case', key), name }, ...said, ...refs);
  });
}

function sourceTag(source: ProjectSource, values: Values): string {
  const { guid, title: name, text, quotations, memos, translation } = source;
  const points = codePointsOf(text);
  const selections = quotations.map((one) =>
    selectionTag(one, sliceByPoints(text, points, one.start, Math.min(one.end, one.start + 200))),
  );
  return tag(
    'TextSource',
    { guid, name, plainTextPath: `internal://${guid}.txt` },
    ...selections,
    ...memos.map(refTag),
    ...(translation === null ? [] : [refTag({ guid: translationGuid(guid) })]),
    ...[...values].map(([variable, value]) => valueTag(variable, value)),
  );
}

function selectionTag(
  { guid, start, end, coder, at, codings, memos }: ProjectQuotation,
  words: string,
): string {
  const by = { creatingUser: coder, creationDateTime: at };
  return tag(
    'PlainTextSelection',
    { guid, name: words, startPosition: start, endPosition: end, ...by },
    ...codings.map((one) =>
      tag(
        'Coding',
        { guid: one.guid, creatingUser: coder, creationDateTime: one.at },
        tag('CodeRef', { targetGUID: one.code }),
        ...(one.strength === undefined ? [] : [refTag({ guid: strengthGuid(one.strength) })]),
        ...(one.suggested === true ? [refTag({ guid: suggestedGuid })] : []),
      ),
    ),
    ...memos.map(refTag),
  );
}

/** A note for each strength that something was said with. */
function strengthTags(sources: readonly ProjectSource[]): string[] {
  const said = sources.flatMap(({ quotations }) =>
    quotations.flatMap(({ codings }) => codings.flatMap(({ strength }) => strength ?? [])),
  );
  return [...new Set(said)]
    .toSorted((a, b) => a - b)
    .map((strength) =>
      tag(
        'Note',
        { guid: strengthGuid(strength), name: `Strength ${String(strength)}` },
        textTag('PlainTextContent', strengthWords(strength)),
      ),
    );
}

/** The note that suggested codes point to, where there are any. */
function suggestedTags(sources: readonly ProjectSource[]): string[] {
  const any = sources.some(({ quotations }) =>
    quotations.some(({ codings }) => codings.some(({ suggested }) => suggested)),
  );
  const content = textTag('PlainTextContent', suggestedWords);
  return any ? [tag('Note', { guid: suggestedGuid, name: 'Suggested' }, content)] : [];
}

const memosIn = ({ memos, quotations }: ProjectSource): ProjectMemo[] => [
  ...memos,
  ...quotations.flatMap((one) => one.memos),
];

const noteTag = ({ guid, content, coder, at }: ProjectMemo): string =>
  tag(
    'Note',
    { guid, name: content.slice(0, 60).split('\n')[0] ?? '', creatingUser: coder, creationDateTime: at },
    textTag('PlainTextContent', content),
  );
