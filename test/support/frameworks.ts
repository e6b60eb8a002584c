import type { FrameworkFile } from '../../src/contract/frameworkFile.ts';

const plain = { include: '', exclude: '', example: null };

/** A framework of two elements: one with both poles and three codes, one that is a strength only. */
export const smallFramework: FrameworkFile = {
  format: 'reedbed-framework-1',
  key: 'small',
  version: 4,
  content: {
    title: 'Small words',
    about: 'For trying things out.',
    sources: [{ key: 'book', citation: 'Somebody 2020', url: null }],
    groups: [{ key: 'home', name: 'Home', about: '' }],
    elements: [
      {
        key: 'parents',
        group: 'home',
        name: 'Parents',
        level: 'school',
        setAside: null,
        poles: {
          '+': {
            name: 'Parents take part',
            definition: 'Families and school work on the same thing.',
            include: 'Parents who help to decide.',
            exclude: 'Coming to a concert.',
            example: { text: 'She came to mend the shelf.', who: 'a teacher' },
            citations: [{ source: 'book', place: 'chapter 2' }],
            codes: [
              { key: 'meets-daily', name: 'Meets families daily', definition: 'At the gate.', ...code() },
              { key: 'good-news', name: 'Good news calls home', definition: 'By telephone.', ...code() },
            ],
          },
          '-': {
            name: 'Parents are kept out',
            definition: 'Families are told, and not asked.',
            ...plain,
            citations: [],
            codes: [{ key: 'told', name: 'Told, not asked', definition: 'A letter, no answer.', ...code() }],
          },
        },
      },
      {
        key: 'motivation',
        group: null,
        name: 'Motivation',
        level: 'pupil',
        setAside: null,
        poles: {
          '+': {
            name: 'Pupils want to learn',
            definition: 'They ask for more.',
            ...plain,
            citations: [],
            codes: [],
          },
          '-': null,
        },
      },
    ],
    crosswalks: [
      {
        key: 'models',
        title: 'How two models name it',
        about: '',
        models: [
          { key: 'one', name: 'One', source: 'book' },
          { key: 'two', name: 'Two', source: 'book' },
        ],
        marks: [
          { element: 'parents', model: 'one', sign: '+', place: 'page 3', says: 'parents at work' },
          { element: 'parents', model: 'two', sign: '-', place: '', says: 'parents away' },
        ],
      },
    ],
  },
};

function code() {
  return { ...plain, inductive: null, setAside: null };
}
