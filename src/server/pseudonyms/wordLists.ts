/** What is written with a capital though it names nobody, and what only begins sentences. */

const list = (words: string) => new Set(words.split(/\s+/).filter(Boolean));

/** Days, months, titles of courtesy alone, subjects, languages, and what speakers are called in a transcript. */
export const notNames = list(`
  i i'm i’m i'll i’ll i've i’ve i'd i’d ok okay tv uk usa eu dfe sen send ks ks1 ks2 ks3 ks4 gcse sats ofsted covid covid-19
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december christmas easter ramadan eid diwali god
  english maths mathematics math science history geography art music french german spanish latin physics chemistry biology
  russian polish chinese arabic urdu welsh british american
  mr mrs ms miss dr sir madam prof professor
  interviewer interviewee moderator facilitator researcher head headteacher principal deputy teacher pupil student parent
  governor mother father staff speaker participant informant respondent q a r s t
  name place number word year
`);

/** Words that sentences begin with. */
export const commonWords = list(`
  a about above actually after again all almost also although always am an and another any anybody anyone anything are
  as ask at away back be because before being best both but by call can cannot children come could day did do does doing
  done each either else end especially even ever every everybody everyone everything exactly few first five for four from
  generally get give go going good great had has have having he hello her here hers him his honestly how however if in
  indeed initially instead is it its just last later let like listen little look lots make many maybe me meanwhile might
  more most much must my never next no nobody none nor not nothing now obviously of off often oh on once one only or other
  others our out over people perhaps please probably quite rather really right say school schools second see seems seven
  she should since six so some somebody someone something sometimes somewhere soon still such sure teachers ten thank
  thanks that the their them then there therefore these they thing things think this those though three through time to
  today together tomorrow too two um under until up us usually very wait was we well were what whatever when whenever
  where whether which while who whoever whose why will with within without would wow yeah year years yes yesterday yet you
  your
`);

/** What is part of the name of a place. */
export const placeWords =
  /\b(?:School|Academy|College|Primary|Infants?|Juniors?|Nursery|Road|Street|Lane|Avenue|Close|Park|Hill|Green|Church|Hospital|University|Centre|Library|Estate|Village|Town|City|County|Borough|Bridge|Farm|House)\b/;
