import { plainMeasure, type Mapping } from '../../src/contract/imports.ts';

/** Twelve small schools in two regions, as a file somebody might bring. Invented, and said to be so. */
export const csv = `URN,SCHNAME,REGION,FSM,SCORE
000101,Ash,North,60,71
000102,Birch,North,55,40
000103,Cedar,North,40,50
000104,Elm,North,20,60
000105,Fir,North,10,65
000106,Hazel,North,5,70
000107,Holly,South,70,30
000108,Larch,South,50,45
000109,Maple,South,30,SUPP
000110,Oak,South,25,55
000111,Pine,South,15,60
000112,Rowan,South,8,66
`;

export const mapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'Region' },
  {
    ...plainMeasure,
    label: 'Free school meals',
    kind: 'context',
    highMeans: 'harder',
    period: '2024',
    unit: '%',
  },
  { ...plainMeasure, label: 'Score', kind: 'result', highMeans: 'better', period: '2024', unit: null },
];
