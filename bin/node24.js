// Plain old JavaScript on purpose: these lines must still parse on the Node that a machine happens to have (12 and
// newer), so that it can be told in words what is missing instead of failing on a syntax it does not know.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import module from 'module';
import { constants } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

var packages = { 'linux-x64': 'bin/node', 'linux-arm64': 'bin/node', 'win32-x64': 'bin/node.exe' };
var needed = 24;

/** Whether this process runs on a Node that Reedbed can use. */
function isRecent(version) {
  return Number(version.split('.')[0]) >= needed;
}

/** The Node that is pinned in package.json, looked for in every node_modules from `folder` upwards. */
function pinnedNode(folder) {
  var key = process.platform + '-' + process.arch;
  if (!packages[key]) return null;
  var name = 'node-' + key.replace('win32', 'win');
  for (var here = folder; ; here = dirname(here)) {
    var candidate = join(here, 'node_modules', name, packages[key]);
    if (existsSync(candidate)) return candidate;
    if (dirname(here) === here) return null;
  }
}

/** Runs `args` in another Node, passes signals on to it and ends as it ends. */
export function rerun(node, args) {
  var child = spawn(node, args, { stdio: 'inherit' });
  // Ctrl-C on a terminal reaches the child by itself; a second one would cut its orderly stop short.
  var passed = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];
  process.on('SIGINT', function () {});
  passed.forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('error', function (error) {
    console.error('Node could not be started from ' + node + ': ' + error.message);
    process.exit(2);
  });
  child.on('close', function (code, signal) {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

/**
 * What was compiled is kept beside the code, for the next start and for every thread, which read the variable. Where
 * nobody may write there, all is compiled anew each time.
 */
function keepCompiled(file) {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  process.env.NODE_COMPILE_CACHE = join(dirname(dirname(file)), '.cache', 'compiled');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

/** Calls `main` on Node 24 or newer; on an older one starts `file` again with the pinned Node, or says what to do. */
export function onNode24(url, main) {
  var file = fileURLToPath(url);
  if (isRecent(process.versions.node)) {
    keepCompiled(file);
    return main();
  }
  var node = pinnedNode(dirname(file));
  if (node) return rerun(node, process.execArgv.concat([file], process.argv.slice(2)));
  console.error(
    'Reedbed needs Node ' +
      needed +
      ' or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      'Install it from https://nodejs.org, or run "npm ci" again: on Linux and Windows it brings its own.',
  );
  process.exit(2);
}
