// Bundles the extension (Node, CommonJS), the parts and libraries it loads when first needed, and the page (browser).
import { readdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';
import { page } from './esbuild.page.mjs';

const production = process.argv.includes('--production');
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
};
const forNode = { ...common, platform: 'node', format: 'cjs', target: 'node20', outdir: 'dist' };

/** dockerode's image builds, BuildKit sessions and own ssh need 690 KB that we never call: an empty module stands in. */
const unusedByUs = {
  name: 'unused-by-us',
  setup(b) {
    b.onResolve(
      {
        filter:
          /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features|tar-fs|@balena\/dockerignore)$/,
      },
      (a) => ({
        path: a.path,
        namespace: 'unused',
      }),
    );
    b.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Files of their own beside the extension: an activation does not even read them. */
const LIBRARIES = ['dockerode', 'ioredis'];
const librariesApart = {
  name: 'libraries-apart',
  setup(b) {
    b.onResolve({ filter: new RegExp(`^(${LIBRARIES.join('|')})$`) }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${path}.js`, external: true },
    );
  },
};

/** Splitting exists for ES modules alone, which an extension host does not load: the parts become CommonJS here. */
const MODULES = 'dist/modules';
const asCommonJs = {
  name: 'as-common-js',
  setup(b) {
    b.onStart(() => rmSync(MODULES, { recursive: true, force: true }));
    b.onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      for (const old of readdirSync('dist')) if (/^part-.*\.js(\.map)?$/.test(old)) rmSync(`dist/${old}`);
      await build({
        ...forNode,
        bundle: false,
        entryPoints: [`${MODULES}/*.js`],
        logLevel: 'warning',
      });
      rmSync(MODULES, { recursive: true });
    });
  },
};

const targets = [
  {
    ...forNode,
    entryPoints: ['src/extension.ts'],
    external: ['vscode'],
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[name]-[hash]',
    outdir: MODULES,
    // The second pass reads it there.
    sourcemap: production ? false : 'inline',
    plugins: [librariesApart, asCommonJs],
  },
  {
    ...forNode,
    entryPoints: LIBRARIES,
    // Node's own streams are what it is a copy of.
    alias: { 'readable-stream': 'stream' },
    plugins: [unusedByUs],
  },
  { ...common, ...page },
];

if (process.argv.includes('--watch')) {
  for (const t of targets) await (await context(t)).watch();
} else {
  await Promise.all(targets.map((t) => build(t)));
}
