export { bindStandings } from './routes.ts';
export { keyAt, neighbourShown } from './page.ts';
export { findSchool, findSchoolStanding, findStanding, leads, namesKnown, readRules } from './store.ts';
