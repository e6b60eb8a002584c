import { parseSync } from 'vite';

/** A source file as the walls see it: what it imports, which free names it uses, which words it holds. */
export interface Module {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Names used but declared nowhere in the file: globals, with the line of their first use. */
  readonly globals: ReadonlyMap<string, number>;
  /** Words of identifiers and texts (not of comments), in lower case, with the line of their first use. */
  readonly words: ReadonlyMap<string, number>;
  /** Only passes on what others declare. */
  readonly barrel: boolean;
}

export interface Import {
  readonly specifier: string;
  /** Vanishes when types are stripped. */
  readonly typeOnly: boolean;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export function readModule(path: string, text: string): Module {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0].message}`);
  const lineOf = lineFinder(text);
  const nodes = [...walk(program as unknown as Node, null, '')];
  const declared = new Set(nodes.flatMap(({ node }) => declaredNames(node)));
  const globals = new Map<string, number>();
  const words = new Map<string, number>();
  const note = (map: Map<string, number>, key: string, node: Node) => {
    if (!map.has(key)) map.set(key, lineOf(node.start));
  };
  for (const { node, parent, key } of nodes) {
    const name = globalName(node, parent, key);
    if (name !== null && !declared.has(name.split('.')[0])) note(globals, name, node);
    for (const word of wordsOf(node)) note(words, word, node);
  }
  const imports = nodes.flatMap(({ node, parent }) => importOf(node, parent, lineOf));
  return { path, imports, globals, words, barrel: isBarrel(program.body as unknown as Node[]) };
}

interface Visit {
  readonly node: Node;
  readonly parent: Node | null;
  readonly key: string;
}

function* walk(node: Node, parent: Node | null, key: string): Generator<Visit> {
  yield { node, parent, key };
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, node, name);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** Import and export declarations, `import()`, `import('x').T` and `new URL('./worker.ts', import.meta.url)`. */
function importOf(node: Node, parent: Node | null, lineOf: (offset: number) => number): Import[] {
  const source = sourceOf(node);
  if (source === null) return [];
  const specifiers = (node.specifiers ?? []) as Node[];
  const kinds = specifiers.map((one) => one.importKind ?? one.exportKind);
  const typeOnly =
    node.type === 'TSImportType' ||
    node.importKind === 'type' ||
    node.exportKind === 'type' ||
    (parent?.type === 'Program' && kinds.length > 0 && kinds.every((kind) => kind === 'type'));
  return [{ specifier: source, typeOnly, line: lineOf(node.start) }];
}

function sourceOf(node: Node): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node.source);
    case 'NewExpression':
      return workerOf(node);
    default:
      return null;
  }
}

/** A worker may be named without extension, because it ends in .ts here and in .js where it is published. */
function workerOf(node: Node): string | null {
  const [first, second] = node.arguments as Node[];
  if ((node.callee as Node).name !== 'URL' || !isNode(second)) return null;
  const [, path, extension] = /^(\.{1,2}\/(?:.*\/)?[\w-]+)(\.tsx?)?$/.exec(textOf(first) ?? '') ?? [];
  return path === undefined ? null : path + (extension ?? '.ts');
}

function textOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (typeof value.value === 'string') return value.value;
  const parts = value.type === 'TemplateLiteral' ? (value.quasis as { value: { cooked: string } }[]) : [];
  return parts.length === 1 ? parts[0].value.cooked : null;
}

function declaredNames(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [node.id, ...(node.params as unknown[])].flatMap(namesIn);
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return namesIn(node.id);
    case 'CatchClause':
      return namesIn(node.param);
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return namesIn(node.local);
    default:
      return [];
  }
}

/** The names that a pattern binds: `{ a, b: [c, ...d] = e }` binds a, c and d. */
function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)];
    case 'ObjectPattern':
      return (pattern.properties as Node[]).flatMap((one) => namesIn(one.value ?? one.argument));
    case 'ArrayPattern':
      return (pattern.elements as unknown[]).flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

/** `Math.random` counts as one name, because the rest of Math is pure. */
function globalName(node: Node, parent: Node | null, key: string): string | null {
  if (node.type === 'MemberExpression' && (node.object as Node).name === 'Math') {
    const property = node.property as Node;
    return `Math.${textOf(property) ?? (property.name as string)}`;
  }
  if (node.type !== 'Identifier') return null;
  const isMember = parent?.type === 'MemberExpression' && key === 'property' && parent.computed !== true;
  const isKey = key === 'key' && parent?.computed !== true && parent?.shorthand !== true;
  return isMember || isKey ? null : String(node.name);
}

function wordsOf(node: Node): string[] {
  const text =
    node.type === 'Identifier'
      ? String(node.name)
      : node.type === 'TemplateElement'
        ? (node.value as { raw: string }).raw
        : textOf(node);
  return text === null ? [] : splitWords(text);
}

export function splitWords(text: string): string[] {
  const parts = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/);
  return parts.filter((part) => part !== '').map((part) => part.toLowerCase());
}

function isBarrel(body: readonly Node[]): boolean {
  const passesOn = (node: Node) =>
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && !isNode(node.declaration));
  return body.some(passesOn) && body.every((node) => node.type === 'ImportDeclaration' || passesOn(node));
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next < 0 ? starts.length : next;
  };
}
