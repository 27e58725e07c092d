// Makes web-build/: the stylesheet (sass), the scripts (esbuild), the icons, each with its gzip, and assets_data.cc,
// which puts them into the program under names that carry a hash of their content. Run by script/assets.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')
const out = join(root, 'web-build')

// What the packages say about their own future is theirs to mend; errors are thrown.
let style = sass.compile(join(here, 'heed.scss'), {
  loadPaths: [join(root, 'node_modules'), root],
  style: 'compressed',
  logger: sass.Logger.silent,
}).css

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12)
function addressOf(name, bytes) {
  const dot = name.lastIndexOf('.')
  return `/assets/${name.slice(0, dot)}-${hashOf(bytes)}${name.slice(dot)}`
}

// Images that the components' styles name become assets of ours; any other address fails, for it would break the content
// policy and tell a stranger who reads what.
const images = new Map()
style = style.replace(/url\(["']?([^"')]+)["']?\)/g, (whole, address) => {
  const name = /^\/assets\/images\/([\w.-]+\.svg)$/.exec(address)?.[1]
  if (!name) throw new Error(`the stylesheet refers to ${address}`)
  const bytes = readFileSync(join(root, 'node_modules/@ministryofjustice/frontend/moj/assets/images', name))
  images.set(name, bytes)
  return `url(${addressOf(name, bytes)})`
})

async function script(name, format) {
  const result = await esbuild.build({
    entryPoints: [join(here, name)],
    nodePaths: [join(root, 'node_modules')],
    bundle: true, minify: true, write: false, format, target: ['es2020', 'safari14'], legalComments: 'none',
    logLevel: 'error',
  })
  return result.outputFiles[0].text
}

const files = [
  ['heed.css', 'text/css; charset=utf-8', Buffer.from(style)],
  ['heed.js', 'text/javascript; charset=utf-8', Buffer.from(await script('heed.js', 'esm'))],
  ['heed-start.js', 'text/javascript; charset=utf-8', Buffer.from(await script('heed-start.js', 'iife'))],
  ['icon.svg', 'image/svg+xml', readFileSync(join(here, 'icon.svg'))],
  ['icon-32.png', 'image/png', readFileSync(join(here, 'icon-32.png'))],
  ['icon-180.png', 'image/png', readFileSync(join(here, 'icon-180.png'))],
]

for (const [name, bytes] of images) files.push([name, 'image/svg+xml', bytes])

/** The bytes as a C++ string literal in lines; octal escapes are always three digits long, so nothing runs on. */
function literal(bytes) {
  const lines = []
  for (let i = 0; i < bytes.length; i += 2000) {
    let line = ''
    for (const byte of bytes.subarray(i, i + 2000)) {
      if (byte === 0x22 || byte === 0x5c) line += '\\' + String.fromCharCode(byte)
      else if (byte >= 0x20 && byte < 0x7f && byte !== 0x3f) line += String.fromCharCode(byte)
      else line += '\\' + byte.toString(8).padStart(3, '0')
    }
    lines.push(`    "${line}"`)
  }
  return lines.length ? lines.join('\n') : '    ""'
}

mkdirSync(out, { recursive: true })
function put(name, content) {
  writeFileSync(join(out, `${name}.new`), content)
  renameSync(join(out, `${name}.new`), join(out, name))
}

let constants = ''
let rows = ''
files.forEach(([name, type, bytes], n) => {
  const path = addressOf(name, bytes)
  const packed = gzipSync(bytes, { level: 9 })
  const gzip = packed.length < bytes.length * 0.9 ? packed : Buffer.alloc(0)
  put(name, bytes)
  if (gzip.length) put(`${name}.gz`, gzip)
  else rmSync(join(out, `${name}.gz`), { force: true })
  constants += `constexpr char kBytes${n}[] =\n${literal(bytes)};\nconstexpr char kGzip${n}[] =\n${literal(gzip)};\n`
  rows += `    {"${path}", "${name}", "${type}", {kBytes${n}, sizeof kBytes${n} - 1}, {kGzip${n}, sizeof kGzip${n} - 1},\n` +
    `     "\\"${hashOf(bytes)}\\""},\n`
})
put('assets_data.cc',
  `// Made by script/assets; not for editing.\n#include "web/assets/assets.h"\n\nnamespace heed::web {\nnamespace {\n` +
  `${constants}constexpr Asset kAssets[] = {\n${rows}};\n}  // namespace\n\n` +
  `std::span<const Asset> all_assets() { return kAssets; }\n\n}  // namespace heed::web\n`)
