import { z } from 'zod';
import { endpoint, id, lines } from './endpoint.ts';
import { namedSchool } from './people.ts';

/** A school asks to talk to another about what that one does better; whoever leads the network introduces them. */

export const conversation = z.object({
  id,
  /** Who asks; null for those who may not know. */
  school: namedSchool.nullable(),
  /** What it is called for the reader; its name also for the other school, once the two were introduced. */
  asking: z.string(),
  /** With whom; null for those who may not know, and then `called` says what their page or the introduction calls it. */
  with: namedSchool.nullable(),
  called: z.string(),
  /** What the other does better. */
  about: z.string(),
  message: z.string(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  state: z.enum(['asked', 'arranged', 'declined', 'withdrawn']),
  answer: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** What the reader may do with it now. */
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type Conversation = z.output<typeof conversation>;

export const listConversations = endpoint({
  id: 'conversations.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/conversations',
  summary: 'Requests for a conversation that you may see, the latest first',
  act: 'conversations.read',
  input: z.object({ workspace: id }),
  output: z.object({ conversations: z.array(conversation) }),
});

export const askForConversation = endpoint({
  id: 'conversations.ask',
  method: 'POST',
  path: '/api/workspaces/{workspace}/schools/{school}/conversations',
  summary: 'Ask to talk to a school like yours about what it does better',
  act: 'conversations.ask',
  status: 201,
  input: z.object({
    workspace: id,
    school: id,
    /** Its letter on the school's page. */
    neighbour: z.string().regex(/^[a-z]$/, 'Choose the school you would like to talk to.'),
    /** What it does better, as the page calls the measure. */
    measure: z.string().min(1, 'Choose what you would like to talk about.').max(300),
    message: lines(2000).default(''),
  }),
  output: conversation,
});

export const answerConversation = endpoint({
  id: 'conversations.answer',
  method: 'POST',
  path: '/api/workspaces/{workspace}/conversations/{conversation}/answer',
  summary: 'Arrange a conversation, which introduces the schools to each other, or decline it with words',
  act: 'conversations.answer',
  input: z.object({
    workspace: id,
    conversation: id,
    state: z.enum(['arranged', 'declined']),
    words: lines(1500).min(1, 'Write a few words to go with your answer.'),
  }),
  output: conversation,
});

export const withdrawConversation = endpoint({
  id: 'conversations.withdraw',
  method: 'POST',
  path: '/api/workspaces/{workspace}/conversations/{conversation}/withdraw',
  summary: 'Take a request back that was not answered yet',
  act: 'conversations.ask',
  input: z.object({ workspace: id, conversation: id }),
  output: conversation,
});
