/** The four regions, with how many primary schools each has and how hard circumstances are there, in deviations. */
export const regions = [
  { name: 'Eastfold', schools: 53, hardness: 0 },
  { name: 'Northmarsh', schools: 55, hardness: 0.15 },
  { name: 'Southwater', schools: 50, hardness: -0.2 },
  { name: 'Westhay', schools: 54, hardness: 0.05 },
] as const;
export type Region = (typeof regions)[number]['name'];

/**
 * A school that the pages, the guide and the later stages speak of by name: what is true of it is set here, and its
 * figures are drawn like those of every other school. No label is set: it has to come out of the rule.
 */
export interface NamedSchool {
  name: string;
  region: Region;
  reference?: number;
  /** Pupils on roll, and tested in the latest year; drawn where they are not given. */
  pupils?: number;
  tested?: number;
  /** Circumstances, in deviations above the mean of all schools. */
  hardness: number;
  /** What the school adds to the results of its pupils, in points; null where it is drawn. */
  effect: number | null;
}

export const namedSchools: readonly NamedSchool[] = [
  // Truly better than their circumstances predict, year after year.
  {
    name: 'Alder Road',
    region: 'Northmarsh',
    reference: 900214,
    pupils: 312,
    tested: 45,
    hardness: 1.2,
    effect: 9,
  },
  {
    name: 'Heron Hill',
    region: 'Eastfold',
    reference: 900377,
    pupils: 198,
    tested: 34,
    hardness: 1.9,
    effect: 8.5,
  },
  {
    name: 'Sedge Lane',
    region: 'Eastfold',
    reference: 900231,
    pupils: 366,
    tested: 52,
    hardness: 1.05,
    effect: 7.5,
  },
  { name: 'Quay Street', region: 'Southwater', pupils: 427, tested: 61, hardness: 1.3, effect: 8 },
  {
    name: 'Linden Park',
    region: 'Northmarsh',
    reference: 900318,
    pupils: 204,
    tested: 27,
    hardness: 1.15,
    effect: 6,
  },
  { name: 'Curlew Green', region: 'Westhay', pupils: 244, tested: 35, hardness: 1.6, effect: 7.5 },
  { name: 'Barley Bank', region: 'Northmarsh', pupils: 351, tested: 50, hardness: 1.25, effect: 6.5 },
  // Truly struggling, though others in like circumstances are not.
  {
    name: 'Cole Street',
    region: 'Northmarsh',
    reference: 900286,
    pupils: 287,
    tested: 41,
    hardness: 1.3,
    effect: -5,
  },
  { name: 'Fen Green', region: 'Northmarsh', pupils: 190, tested: 27, hardness: 1.4, effect: -4 },
  { name: 'Marsh Park', region: 'Northmarsh', hardness: 1.35, effect: -4 },
  { name: 'Ivel Street', region: 'Eastfold', pupils: 274, hardness: 1.3, effect: -5 },
  { name: 'Nene Lane', region: 'Eastfold', pupils: 231, hardness: 1.2, effect: -6 },
  { name: 'Glebe Green', region: 'Eastfold', hardness: 1.35, effect: -4 },
  { name: 'Harbour Hill', region: 'Eastfold', hardness: 1.6, effect: -4 },
  { name: 'Teal Bank', region: 'Westhay', pupils: 88, tested: 12, hardness: 1.45, effect: -5 },
  // In circumstances like those of Linden Park, and neither of the two.
  { name: 'Juniper Lane', region: 'Northmarsh', pupils: 251, hardness: 1.05, effect: null },
  { name: 'Rowan Bank', region: 'Northmarsh', pupils: 420, hardness: 1, effect: null },
  { name: 'Dunlin Green', region: 'Eastfold', pupils: 187, hardness: 1.15, effect: null },
  { name: 'Willow Road', region: 'Southwater', pupils: 305, hardness: 1, effect: null },
  { name: 'Elm Hill', region: 'Westhay', pupils: 264, hardness: 1.2, effect: null },
  { name: 'Orchard Park', region: 'Eastfold', pupils: 221, hardness: 1, effect: null },
  { name: 'Yarrow Street', region: 'Westhay', pupils: 398, hardness: 1.25, effect: null },
  // So small that their results are held back in some years.
  { name: 'Holm Staithe', region: 'Eastfold', pupils: 29, hardness: -0.4, effect: null },
  { name: 'Eyot Ferry', region: 'Southwater', pupils: 26, hardness: 0.2, effect: null },
  { name: 'Withy Dyke', region: 'Westhay', pupils: 31, hardness: 0.1, effect: null },
  // Followed schools that closed.
  { name: 'Osier Road', region: 'Westhay', pupils: 410, hardness: 0.3, effect: null },
  { name: 'Turnstone Park', region: 'Southwater', pupils: 388, hardness: 0.4, effect: null },
];

/** Schools that closed within the three years, the last day they were open, and the school that followed. */
export const closedSchools = [
  {
    name: 'Saltern Street',
    region: 'Westhay',
    pupils: 143,
    hardness: 0.5,
    closed: '2023-08-31',
    successor: 'Osier Road',
  },
  {
    name: 'Turnstone Street',
    region: 'Southwater',
    pupils: 352,
    hardness: 0.5,
    closed: '2024-08-31',
    successor: 'Turnstone Park',
  },
] as const;

/** The one school that opened within the three years. */
export const openedSchool = { name: 'Turnstone Park', opened: '2024-09-01' } as const;

/** Words of a marsh, and of its villages: every other name is one of each. */
export const firstWords = [
  'Avocet',
  'Bittern',
  'Bogbean',
  'Brook',
  'Bulrush',
  'Bunting',
  'Butterbur',
  'Carr',
  'Coot',
  'Cowslip',
  'Crake',
  'Crowfoot',
  'Damselfly',
  'Dotterel',
  'Egret',
  'Eider',
  'Flag Iris',
  'Foxglove',
  'Frogbit',
  'Gadwall',
  'Garganey',
  'Godwit',
  'Goldcrest',
  'Greylag',
  'Harrier',
  'Hawthorn',
  'Hazel',
  'Hornbeam',
  'Kestrel',
  'Kingcup',
  'Lapwing',
  'Loosestrife',
  'Mallow',
  'Marigold',
  'Martin',
  'Meadowsweet',
  'Merlin',
  'Milkwort',
  'Moorhen',
  'Osprey',
  'Ouzel',
  'Pintail',
  'Plover',
  'Pochard',
  'Pondweed',
  'Ragwort',
  'Reedmace',
  'Sallow',
  'Samphire',
  'Sandpiper',
  'Shelduck',
  'Shoveler',
  'Siskin',
  'Snipe',
  'Sorrel',
  'Spoonbill',
  'Stonechat',
  'Sundew',
  'Swallow',
  'Teasel',
  'Thrift',
  'Wagtail',
  'Warbler',
  'Whimbrel',
  'Whinchat',
  'Wigeon',
] as const;

export const secondWords = [
  'Road',
  'Lane',
  'Street',
  'Hill',
  'Green',
  'Bank',
  'Park',
  'Drove',
  'Staithe',
  'Holm',
] as const;
