import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Every schema of zod brings with it what writes it as JSON Schema, 6 kB of the first page that only the server's
 * description needs. Here each of those functions is one that does nothing.
 */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  load(id) {
    if (!/\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
    const exported = readFileSync(id, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm);
    const names = [...exported].map(([, name = '']) => `nothing as ${name}`);
    return `const nothing = () => undefined;\nexport { ${names.join(', ')} };`;
  },
};

export default defineConfig({
  root: 'src/web',
  plugins: [react(), withoutJsonSchema],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Every asset is a file of its own origin: the content security policy allows nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Of statistics and contract a page takes what it uses, not everything that stands in the same list.
      treeshake: { moduleSideEffects: [{ test: /\/src\/(?:stats|contract)\//, sideEffects: false }] },
    },
  },
});
