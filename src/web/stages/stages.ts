/** The circle of five stages: the navigation of the screens and the chapters of the guide. */
export const stages = [
  { key: 'identify', name: 'Identify', question: 'Who beats the odds?' },
  { key: 'understand', name: 'Understand', question: 'Why?' },
  { key: 'plan', name: 'Plan', question: 'What shall we do about it?' },
  { key: 'do', name: 'Do', question: 'What happens when we try?' },
  { key: 'review', name: 'Review', question: 'Did it work?' },
] as const;
export type Stage = (typeof stages)[number]['key'];

export interface StageWords {
  question: string;
  lede: string;
  will: readonly string[];
  meanwhile: string;
  /** What of it is there already. */
  here?: { words: string; frameworks: string; sources: string; findings: string };
}

/** What the stages that are not built yet will hold, in plain words. */
export const unbuilt: Record<Exclude<Stage, 'identify'>, StageWords> = {
  understand: {
    question: 'Why do these schools do better?',
    lede: 'Numbers say which schools; only people can say why. Here their answers will stand beside the numbers.',
    will: [
      'Interview guides, surveys, audits and observation forms that ask everyone who can know about the same thing: leaders, teachers, parents, pupils.',
      'A desk for marking what transcripts speak of, alone or with other readers, and how far the readers agree.',
      'Profiles of schools: what resilient and struggling schools have in common and where they differ, with the quotations behind every bar.',
      'Names are removed and small groups hidden, so that people can speak openly.',
    ],
    meanwhile: 'Until then, draw the schools to visit on the Identify page, and keep the list.',
    here: {
      words:
        'The language is here: what can be heard in a school, as a strength and as a concern. So are the words of people: interviews, lessons and documents, for researchers to read.',
      frameworks: 'Read the languages of elements',
      sources: 'Read what people said',
      findings: 'Read the findings',
    },
  },
  plan: {
    question: 'What shall we do about it?',
    lede: 'A plan should follow from evidence, and be able to say from which. Here findings will become aims, drivers and actions.',
    will: [
      'Priorities that each link to the evidence that asks for them.',
      'Aims with a measure, a date and a person, and a drawing of what is believed to drive them.',
      'A shelf of practices that worked elsewhere, with what a school needs to make them its own.',
    ],
    meanwhile:
      'Until then, the schools that beat the odds in circumstances like yours are where ideas can be looked for.',
  },
  do: {
    question: 'What happens when we try?',
    lede: 'Change is tried in small steps and with others. Here schools will work in partnership and see what their trials do.',
    will: [
      'Partnerships of schools with clear roles, and a calm list of what is due.',
      'Peer reviews from the first question to the agreed feedback.',
      'Small trials, planned, done, studied and acted upon, each with its own measure over time.',
    ],
    meanwhile: 'Nothing is lost by starting on paper: what you note can be brought in later.',
  },
  review: {
    question: 'Did it work?',
    lede: 'Whether something worked is a question about what would have happened without it. Here answers will say how sure they are.',
    will: [
      'Indicators over time, with what is ordinary movement and what is a real change.',
      'Comparisons with like schools that did not take part, with their uncertainty written out.',
      'Reports to print and pass on, and everything needed to repeat the reckoning.',
    ],
    meanwhile: 'Until then, bring another year of results and look at the Identify page again.',
  },
};
