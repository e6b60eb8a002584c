import { guidOf } from './guids.ts';
import type { Codebook, CodeNode } from './project.ts';

/** Its spellings, each with how often it stands in the table. */
type Tag = Map<string, number>;

const writtenIn = (cell: string) => cell.trim().replaceAll(/\s+/g, ' ');
const keyOf = (written: string) => /^\d+/.exec(written)?.[0] ?? written.toLowerCase();

/** The tags of a table, told by their leading number however they are spelt, or by their words where they have none. */
export class TagBook {
  readonly #heads: readonly string[];
  readonly #tags: Map<string, Tag>[];
  /** So many sentences were tagged as none. */
  without = 0;

  constructor(heads: readonly string[]) {
    this.#heads = heads;
    this.#tags = heads.map(() => new Map());
  }

  /** All cells are seen before the first is coded: what a tag is called shows in the whole table. */
  see(column: number, cell: string): void {
    const written = writtenIn(cell);
    const tags = this.#tags[column];
    if (written === '' || tags === undefined) return;
    const tag = tags.get(keyOf(written)) ?? new Map<string, number>();
    tags.set(keyOf(written), tag);
    tag.set(written, (tag.get(written) ?? 0) + 1);
    if (isNone(new Map([[written, 1]]))) this.without += 1;
  }

  /** The id of a tag's code; null for a cell without one. */
  code(column: number, cell: string): string | null {
    const key = keyOf(writtenIn(cell));
    const tag = this.#tags[column]?.get(key);
    return tag === undefined || isNone(tag) ? null : this.#guid(column, key, tag);
  }

  /** The same in every table in which the column, the number and what it stands for begin alike. */
  #guid(column: number, key: string, tag: Tag): string {
    return guidOf('tag', this.#heads[column] ?? '', key, nameOf(tag).slice(0, 1).toLowerCase());
  }

  get size(): number {
    return this.#coded().reduce((sum, tags) => sum + tags.length, 0);
  }

  spellings(): number {
    return this.#tags.reduce(
      (sum, tags) => sum + [...tags.values()].reduce((all, { size }) => all + size - 1, 0),
      0,
    );
  }

  codebook(name: string): Codebook {
    const codes = this.#coded().flatMap((tags, column): CodeNode[] => {
      if (tags.length === 0) return [];
      const head = this.#heads[column] ?? '';
      const children = tags.map(([key, tag]) => ({
        ...plain,
        guid: this.#guid(column, key, tag),
        name: nameOf(tag),
        codable: true,
      }));
      return [{ ...plain, guid: guidOf('tags', head), name: head, children }];
    });
    return { guid: guidOf('tags of', ...this.#heads), title: `Tags of ${name}`, about: '', codes };
  }

  #coded(): [key: string, tag: Tag][][] {
    return this.#tags.map((tags) =>
      [...tags]
        .filter(([, tag]) => !isNone(tag))
        .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })),
    );
  }
}

const plain = { codable: false, description: '', pole: null, whole: false, memos: [], children: [] };

/** As it is spelt most, without its number. */
function nameOf(spellings: Tag): string {
  const [most = ''] = [...spellings].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return most.replace(/^\d+\s*[-–.:]?\s*/, '') || most;
}

const isNone = (tag: Tag) => /^(?:none|no tag|n\/?a)$/i.test(nameOf(tag));
